package org.madoguchi.channels.internal;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.madoguchi.channels.RawDelivery;
import org.madoguchi.channels.spi.InboundMessage;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.store.BlobRef;
import org.madoguchi.kernel.store.BlobStore;
import org.madoguchi.persistence.Faults;
import org.madoguchi.tickets.EnclosedMessages;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a mail channel read an enclosed mail as it reads those that arrive, within the same limits,
 * and cleans it by the same rules.
 */
@Component
public final class EnclosedReading implements EnclosedMessages {
  private static final Logger LOG = LoggerFactory.getLogger(EnclosedReading.class);
  private static final String MAIL = "mail";
  private static final int AT_ONCE = 2;
  private static final int LONGEST_TEXT = 200_000;
  private static final int LONGEST_LINE = 500;
  private static final int MOST_FILES = 100;
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final ConnectedChannels channels;
  private final BlobStore blobs;
  private final Clock clock;
  private final Semaphore places = new Semaphore(AT_ONCE);

  @Activate
  public EnclosedReading(
      @Reference ConnectedChannels channels, @Reference BlobStore blobs, @Reference Clock clock) {
    this.channels = channels;
    this.blobs = blobs;
    this.clock = clock;
  }

  @Override
  public Optional<Enclosed> read(MunicipalityId municipality, BlobRef content) throws IOException {
    Optional<Connected> reader = reader(municipality);
    if (reader.isEmpty() || !places.tryAcquire()) {
      return Optional.empty();
    }
    Lane lane = new Lane(reader.get(), "enclosed", 1, GRACE);
    try {
      return lane.call(() -> enclosed(reader.get(), content));
    } catch (IOException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (Exception | LinkageError | StackOverflowError e) {
      LOG.info("an enclosed mail could not be read: {}", Faults.describe(e));
      return Optional.empty();
    } finally {
      lane.close();
      lane.awaitEnd(Duration.ZERO);
      places.release();
    }
  }

  /** The municipality's own mail channel where it has one; all read alike. */
  private Optional<Connected> reader(MunicipalityId municipality) {
    return channels.all().stream()
        .filter(c -> c.descriptor().kind().equals(MAIL))
        .min(
            Comparator.comparing(
                (Connected c) -> !c.descriptor().municipality().equals(municipality)));
  }

  private Optional<Enclosed> enclosed(Connected reader, BlobRef content) throws Exception {
    try (InputStream raw = blobs.open(content.sha256())) {
      Instant now = clock.instant();
      RawDelivery delivery =
          new RawDelivery(reader.name(), "enclosed-" + content.sha256(), Map.of(), raw, now);
      List<InboundMessage> messages = reader.connector().read(delivery);
      return messages.stream().findFirst().map(message -> cleaned(message, now));
    }
  }

  /**
   * @param read what a mail without a date is given instead
   */
  private static Enclosed cleaned(InboundMessage message, Instant read) {
    String text = Texts.body(message.text(), LONGEST_TEXT);
    String html =
        message.html() == null || message.html().length() > DeliveryReading.LONGEST_TEXT
            ? ""
            : HtmlCleaner.clean(message.html());
    return new Enclosed(
        from(message),
        Texts.line(message.subject(), LONGEST_LINE),
        Optional.ofNullable(message.sentAt()).filter(at -> !at.equals(read)),
        text.isBlank() && message.html() != null ? HtmlCleaner.words(message.html()) : text,
        html,
        message.attachments().stream()
            .limit(MOST_FILES)
            .map(a -> Texts.fileName(a.fileName()))
            .toList());
  }

  private static String from(InboundMessage message) {
    String address = message.senders().isEmpty() ? "" : message.senders().get(0).value();
    String name = Texts.line(message.senderName(), LONGEST_LINE);
    return name.isEmpty() || name.equals(address)
        ? Texts.line(address, LONGEST_LINE)
        : name + " <" + Texts.line(address, LONGEST_LINE) + ">";
  }
}
