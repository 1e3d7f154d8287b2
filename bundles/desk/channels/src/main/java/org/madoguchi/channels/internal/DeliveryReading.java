package org.madoguchi.channels.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.madoguchi.channels.Intake;
import org.madoguchi.channels.RawDelivery;
import org.madoguchi.channels.spi.ChannelConnector;
import org.madoguchi.channels.spi.ChannelUnavailable;
import org.madoguchi.channels.spi.InboundMessage;
import org.madoguchi.channels.spi.Particulars;
import org.madoguchi.channels.spi.UnreadableDelivery;
import org.madoguchi.kernel.store.BlobRef;
import org.madoguchi.kernel.store.BlobStore;
import org.madoguchi.tickets.AttachmentContent;

/**
 * Has a connector read a delivery and makes the messages safe: texts cleaned, HTML sanitised,
 * attachments stored. All of it runs under the channel's time limit, because a stranger decides how
 * hard it is.
 */
final class DeliveryReading {
  static final int LONGEST_TEXT = 1_000_000;
  private static final int LONGEST_SUBJECT = 500;
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_REFERENCE = 900;
  private static final int MOST_MESSAGES = 1_000;

  /** A message with its attachments stored and its HTML sanitised. */
  record Understood(InboundMessage message, String html, List<AttachmentContent> attachments) {}

  private final BlobStore blobs;

  DeliveryReading(BlobStore blobs) {
    this.blobs = blobs;
  }

  /**
   * @throws IOException our own storage failed: try again
   */
  List<Understood> read(ChannelConnector connector, InboxEntry entry, Map<String, String> headers)
      throws UnreadableDelivery, ChannelUnavailable, IOException {
    List<InboundMessage> messages;
    try (InputStream content = blobs.open(entry.content().sha256())) {
      messages =
          connector.read(
              new RawDelivery(
                  entry.channel(), entry.sourceKey(), headers, content, entry.receivedAt()));
    } catch (BlobStore.Damaged e) {
      throw new UnreadableDelivery(Reasons.CONTENT_DAMAGED, e);
    }
    if (messages.size() > MOST_MESSAGES) {
      throw new UnreadableDelivery(Reasons.TOO_LARGE);
    }
    List<Understood> understood = new ArrayList<>();
    for (InboundMessage message : messages) {
      understood.add(understand(message));
    }
    return understood;
  }

  private Understood understand(InboundMessage m) throws UnreadableDelivery, IOException {
    if (m.senders().isEmpty()) {
      throw new UnreadableDelivery(Reasons.NO_SENDER);
    }
    List<AttachmentContent> attachments = new ArrayList<>();
    for (InboundMessage.Attachment attachment : m.attachments()) {
      attachments.add(store(attachment));
    }
    return new Understood(cleaned(m), HtmlCleaner.clean(m.html()), attachments);
  }

  private static InboundMessage cleaned(InboundMessage m) {
    String text = Texts.body(m.text(), LONGEST_TEXT);
    return new InboundMessage(
        m.externalId(),
        reference(m.messageReference()),
        m.references(),
        m.nature(),
        Texts.line(m.senderName(), LONGEST_NAME),
        m.senders(),
        Texts.line(m.subject(), LONGEST_SUBJECT),
        text.isBlank() && m.html() != null ? HtmlCleaner.words(m.html()) : text,
        "",
        List.of(),
        Texts.line(m.language(), 35),
        m.sentAt(),
        // words made of the HTML have other lines
        text.isBlank() ? withoutFolds(m.particulars()) : m.particulars());
  }

  private static Particulars withoutFolds(Particulars p) {
    return new Particulars(p.forwarded(), p.nonDelivery(), p.protections(), List.of());
  }

  /** Half a reference is none. */
  private static String reference(String reference) {
    String line = Texts.line(reference, LONGEST_REFERENCE + 1);
    return line.length() > LONGEST_REFERENCE ? "" : line;
  }

  private AttachmentContent store(InboundMessage.Attachment attachment)
      throws UnreadableDelivery, IOException {
    ForeignStream content = new ForeignStream(attachment.content());
    try (content) {
      BlobRef stored = blobs.put(content, Intake.MAX_BYTES);
      return new AttachmentContent(
          Texts.fileName(attachment.fileName()),
          Texts.line(attachment.mediaType(), 200),
          Texts.line(attachment.contentId(), 500),
          stored);
    } catch (BlobStore.TooLarge e) {
      throw new UnreadableDelivery(Reasons.TOO_LARGE, e);
    } catch (IOException e) {
      if (content.failed()) {
        throw new UnreadableDelivery(Reasons.READ_FAILED, e);
      }
      throw e;
    }
  }

  /** Tells a failure of the connector's content from one of our storage. */
  private static final class ForeignStream extends InputStream {
    private final InputStream content;
    private boolean failed;

    ForeignStream(InboundMessage.ContentSource source) throws UnreadableDelivery {
      try {
        content = source.open();
      } catch (IOException e) {
        throw new UnreadableDelivery(Reasons.READ_FAILED, e);
      }
    }

    boolean failed() {
      return failed;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
      try {
        return content.read(into, from, most);
      } catch (IOException e) {
        failed = true;
        throw e;
      }
    }

    @Override
    public void close() throws IOException {
      content.close();
    }
  }
}
