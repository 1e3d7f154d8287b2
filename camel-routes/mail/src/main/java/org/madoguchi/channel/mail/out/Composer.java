package org.madoguchi.channel.mail.out;

import static org.madoguchi.channel.mail.out.Parts.NEW_LINE;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

  /**
   * How an instance writes.
   *
   * @param html whether what it writes is sent as HTML, too
   * @param oldPhones domains (and what is below them) whose phones want ISO-2022-JP and no HTML
   * @param mostBytes of a whole mail, as it is sent
   */
  public record Form(boolean html, MailCharset charset, List<String> oldPhones, long mostBytes) {
    boolean isOldPhone(String recipient) {
      String domain = recipient.substring(recipient.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
      return oldPhones.stream().anyMatch(p -> domain.equals(p) || domain.endsWith("." + p));
    }
  }

  private static final int MOST_REFERENCES = 20;
  private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9._+=-]{1,200}");
  private static final Pattern MESSAGE_ID = Pattern.compile("[!-;=?-~]{1,300}");
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);
  private static final ZoneId ZONE = ZoneOffset.ofHours(9);

  private final Sender sender;
  private final Form form;
  private final Texts texts;

  public Composer(Sender sender, Form form, Texts texts) {
    this.sender = sender;
    this.form = form;
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
    String recipientName = oneLine(message.recipientName(), "send.field.name");
    String subject = oneLine(message.subject(), "send.field.subject");
    boolean oldPhone = form.isOldPhone(recipient);
    MailCharset charset = charset(message, oldPhone);
    HeaderEncoding encoding = new HeaderEncoding(charset);
    StringBuilder header = new StringBuilder();
    add(header, "Date", DATE.format(ZonedDateTime.ofInstant(now, ZONE)));
    add(header, "Message-ID", "<" + messageId + ">");
    add(header, "From", mailbox(encoding, "From", sender.displayName(), sender.address()));
    add(header, "To", mailbox(encoding, "To", recipientName, recipient));
    if (!sender.replyTo().isEmpty()) {
      add(header, "Reply-To", sender.replyTo());
    }
    add(header, "Subject", encoding.text("Subject", subject));
    addThread(header, message);
    if (message.automatic()) {
      add(header, "Auto-Submitted", "auto-replied");
      add(header, "X-Auto-Response-Suppress", "All");
    }
    add(header, "X-Loop", sender.address());
    add(header, "MIME-Version", "1.0");
    byte[] bytes = withBody(header.toString(), message, charset, form.html() && !oldPhone);
    return new Composed(messageId, recipient, bytes);
  }

  /** What ISO-2022-JP lacks (emoji, 髙, ①) makes the whole mail UTF-8: nothing becomes a "?". */
  private MailCharset charset(OutboundMessage message, boolean oldPhone) {
    if (!oldPhone && form.charset() == MailCharset.UTF_8) {
      return MailCharset.UTF_8;
    }
    Stream<String> written =
        Stream.concat(
            Stream.of(
                sender.displayName(), message.recipientName(), message.subject(), message.text()),
            message.attachments().stream().map(Attachment::fileName));
    return written.allMatch(MailCharset.ISO_2022_JP::writes)
        ? MailCharset.ISO_2022_JP
        : MailCharset.UTF_8;
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

  private static String mailbox(
      HeaderEncoding encoding, String field, String name, String address) {
    if (name.isEmpty()) {
      return address;
    }
    return encoding.phrase(field, name) + NEW_LINE + " <" + address + ">";
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

  private byte[] withBody(String header, OutboundMessage message, MailCharset charset, boolean html)
      throws ChannelRejected, ChannelUnavailable {
    Parts parts = new Parts(charset, form.mostBytes());
    String text = message.text().replace("\r\n", "\n").replace('\r', '\n');
    // the same message, and nobody but its author, has the same boundaries
    String mark = Integer.toHexString(message.reference().hashCode()) + "_";
    parts.write(header);
    try {
      if (message.attachments().isEmpty()) {
        words(parts, text, html, mark);
      } else {
        String boundary = begin(parts, "mixed", "=_madoguchi_m" + mark);
        next(parts, boundary);
        words(parts, text, html, mark);
        for (Attachment attachment : message.attachments()) {
          next(parts, boundary);
          parts.attachment(attachment, oneLine(attachment.fileName(), "send.field.attachment"));
        }
        end(parts, boundary);
      }
      return parts.bytes();
    } catch (Parts.TooLarge e) {
      throw new ChannelRejected(texts.text("send.too-large", form.mostBytes() / 1024), e);
    } catch (IOException e) {
      throw new ChannelUnavailable(texts.text("send.attachment-unreadable"), e);
    }
  }

  /** RFC 2046, 5.1.4: the plainest first. */
  private static void words(Parts parts, String text, boolean html, String mark)
      throws Parts.TooLarge {
    if (!html) {
      parts.text("plain", text);
      return;
    }
    String boundary = begin(parts, "alternative", "=_madoguchi_a" + mark);
    next(parts, boundary);
    parts.text("plain", text);
    next(parts, boundary);
    parts.text("html", HtmlReply.of(text, parts.charset().label()));
    end(parts, boundary);
  }

  private static String begin(Parts parts, String subtype, String boundary) {
    parts.write("Content-Type: multipart/" + subtype + ";" + NEW_LINE);
    parts.write(" boundary=\"" + boundary + "\"" + NEW_LINE + NEW_LINE);
    return boundary;
  }

  private static void next(Parts parts, String boundary) {
    parts.write("--" + boundary + NEW_LINE);
  }

  private static void end(Parts parts, String boundary) {
    parts.write("--" + boundary + "--" + NEW_LINE);
  }

  private static void add(StringBuilder header, String name, String value) {
    header.append(name).append(": ").append(value).append(NEW_LINE);
  }
}
