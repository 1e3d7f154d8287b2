package org.madoguchi.channel.mail.out;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.madoguchi.channel.mail.Texts;
import org.madoguchi.channels.spi.ChannelRejected;
import org.madoguchi.channels.spi.ChannelUnavailable;
import org.madoguchi.channels.spi.InboundMessage.Attachment;
import org.madoguchi.channels.spi.OutboundMessage;
import org.madoguchi.tickets.ContactPoint;

/**
 * Writes a message to a citizen as RFC 5322 bytes, all ASCII, lines of at most 76 characters in
 * bodies. The same message gives the same bytes but for the date.
 */
public final class Composer {
  /**
   * What an instance writes into every message.
   *
   * @param address From, and the domain of the Message-ID
   * @param replyTo '' = answers go to {@code address}
   */
  public record Sender(String address, String displayName, String replyTo) {
    String domain() {
      return address.substring(address.lastIndexOf('@') + 1);
    }
  }

  /**
   * @param messageId without brackets
   */
  public record Composed(String messageId, String recipient, byte[] bytes) {}

  /** Most servers take no more than this; larger attachments are for the portal. */
  static final int MAX_BYTES = 35 * 1024 * 1024;

  private static final int MOST_REFERENCES = 20;
  private static final String NEW_LINE = "\r\n";
  private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9._+=-]{1,200}");
  private static final Pattern MESSAGE_ID = Pattern.compile("[!-;=?-~]{1,300}");
  private static final Pattern MEDIA_TYPE =
      Pattern.compile(
          "[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,60}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,80}");
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);
  private static final ZoneId ZONE = ZoneOffset.ofHours(9);

  private final Sender sender;
  private final Texts texts;

  public Composer(Sender sender, Texts texts) {
    this.sender = sender;
    this.texts = texts;
  }

  /**
   * @throws ChannelRejected when the message cannot be a mail: line breaks in headers, no address,
   *     too large
   * @throws ChannelUnavailable when an attachment cannot be read now
   */
  public Composed compose(OutboundMessage message, Instant now)
      throws ChannelRejected, ChannelUnavailable {
    String recipient = recipient(message);
    String messageId = messageId(message);
    StringBuilder header = new StringBuilder();
    add(header, "Date", DATE.format(ZonedDateTime.ofInstant(now, ZONE)));
    add(header, "Message-ID", "<" + messageId + ">");
    add(header, "From", mailbox(sender.displayName(), sender.address()));
    add(header, "To", mailbox(oneLine(message.recipientName(), "send.field.name"), recipient));
    if (!sender.replyTo().isEmpty()) {
      add(header, "Reply-To", sender.replyTo());
    }
    add(header, "Subject", HeaderEncoding.text(oneLine(message.subject(), "send.field.subject")));
    addThread(header, message);
    if (message.automatic()) {
      add(header, "Auto-Submitted", "auto-replied");
      add(header, "X-Auto-Response-Suppress", "All");
    }
    add(header, "X-Loop", sender.address());
    add(header, "MIME-Version", "1.0");
    return new Composed(messageId, recipient, withBody(header, message));
  }

  private String recipient(OutboundMessage message) throws ChannelRejected {
    for (ContactPoint contact : message.recipients()) {
      if (contact.kind() == ContactPoint.Kind.MAIL) {
        String address = oneLine(contact.value(), "send.field.recipient");
        return Recipients.onTheWire(address)
            .orElseThrow(() -> new ChannelRejected(texts.text("send.bad-recipient")));
      }
    }
    throw new ChannelRejected(texts.text("send.no-recipient"));
  }

  private String messageId(OutboundMessage message) throws ChannelRejected {
    if (!REFERENCE.matcher(message.reference()).matches()) {
      throw new ChannelRejected(texts.text("send.bad-reference"));
    }
    return message.reference() + "@" + sender.domain();
  }

  private String oneLine(String value, String fieldKey) throws ChannelRejected {
    if (value.chars().anyMatch(Character::isISOControl) || value.indexOf('\u2028') >= 0) {
      throw new ChannelRejected(texts.text("send.line-break", texts.text(fieldKey)));
    }
    return value.strip();
  }

  private static String mailbox(String name, String address) {
    if (name.isEmpty()) {
      return address;
    }
    return HeaderEncoding.phrase(name) + NEW_LINE + " <" + address + ">";
  }

  private static void addThread(StringBuilder header, OutboundMessage message) {
    if (MESSAGE_ID.matcher(message.inReplyTo()).matches()) {
      add(header, "In-Reply-To", "<" + message.inReplyTo() + ">");
    }
    List<String> references = references(message);
    if (!references.isEmpty()) {
      add(header, "References", "<" + String.join(">" + NEW_LINE + " <", references) + ">");
    }
  }

  /**
   * The first, which began the conversation, and the last ones, with the answered message at the
   * end.
   */
  private static List<String> references(OutboundMessage message) {
    List<String> all = new ArrayList<>(message.references());
    all.remove(message.inReplyTo());
    all.add(message.inReplyTo());
    all.removeIf(id -> !MESSAGE_ID.matcher(id).matches());
    if (all.size() <= MOST_REFERENCES) {
      return all;
    }
    List<String> some = new ArrayList<>(all.subList(all.size() - MOST_REFERENCES + 1, all.size()));
    some.add(0, all.get(0));
    return some;
  }

  private byte[] withBody(StringBuilder header, OutboundMessage message)
      throws ChannelRejected, ChannelUnavailable {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (message.attachments().isEmpty()) {
      write(out, header.toString());
      writeText(out, message.text());
      return out.toByteArray();
    }
    String boundary = "=_madoguchi_" + Integer.toHexString(message.reference().hashCode());
    add(header, "Content-Type", "multipart/mixed;" + NEW_LINE + " boundary=\"" + boundary + "\"");
    write(out, header + NEW_LINE);
    write(out, "--" + boundary + NEW_LINE);
    writeText(out, message.text());
    for (Attachment attachment : message.attachments()) {
      write(out, "--" + boundary + NEW_LINE);
      writeAttachment(out, attachment);
    }
    write(out, "--" + boundary + "--" + NEW_LINE);
    return out.toByteArray();
  }

  /**
   * Base64 keeps every line of any length as it is, and no server on the way has a reason to touch
   * it.
   */
  private static void writeText(ByteArrayOutputStream out, String text) {
    write(out, "Content-Type: text/plain; charset=UTF-8" + NEW_LINE);
    write(out, "Content-Transfer-Encoding: base64" + NEW_LINE + NEW_LINE);
    String lines = text.replace("\r\n", "\n").replace('\r', '\n').replace("\n", NEW_LINE);
    out.writeBytes(Base64.getMimeEncoder().encode(lines.getBytes(StandardCharsets.UTF_8)));
    write(out, NEW_LINE);
  }

  private void writeAttachment(ByteArrayOutputStream out, Attachment attachment)
      throws ChannelRejected, ChannelUnavailable {
    String name = oneLine(attachment.fileName(), "send.field.attachment");
    String type = attachment.mediaType();
    // message/* and multipart/* may not be Base64 (RFC 2045, 6.4)
    boolean opaque =
        MEDIA_TYPE.matcher(type).matches() && !type.matches("(?i)(message|multipart)/.*");
    write(out, "Content-Type: " + (opaque ? type : "application/octet-stream") + NEW_LINE);
    write(out, "Content-Transfer-Encoding: base64" + NEW_LINE);
    write(out, "Content-Disposition: attachment" + HeaderEncoding.fileName(name) + NEW_LINE);
    write(out, NEW_LINE);
    try (InputStream content = attachment.content().open();
        var encoded = Base64.getMimeEncoder().wrap(out)) {
      byte[] buffer = new byte[16 * 1024];
      for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
        encoded.write(buffer, 0, n);
        if (out.size() > MAX_BYTES) {
          throw new ChannelRejected(texts.text("send.too-large", MAX_BYTES / (1024 * 1024)));
        }
      }
    } catch (IOException e) {
      throw new ChannelUnavailable(texts.text("send.attachment-unreadable"), e);
    }
    write(out, NEW_LINE);
  }

  private static void add(StringBuilder header, String name, String value) {
    header.append(name).append(": ").append(value).append(NEW_LINE);
  }

  private static void write(ByteArrayOutputStream out, String ascii) {
    out.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
  }
}
