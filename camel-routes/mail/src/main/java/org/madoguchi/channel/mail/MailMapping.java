package org.madoguchi.channel.mail;

import java.io.IOException;
import java.time.Instant;
import org.madoguchi.channel.mail.in.Letter;
import org.madoguchi.channel.mail.mime.MailReading;
import org.madoguchi.channel.mail.mime.MimeReader;
import org.madoguchi.channel.mail.out.Composer;
import org.madoguchi.channels.Intake;
import org.madoguchi.channels.RawDelivery;
import org.madoguchi.channels.spi.ChannelRejected;
import org.madoguchi.channels.spi.ChannelUnavailable;
import org.madoguchi.channels.spi.InboundMessage;
import org.madoguchi.channels.spi.OutboundMessage;
import org.madoguchi.channels.spi.UnreadableDelivery;

/** MIME ⇄ message. Pure: the same bytes give the same message. Safe for several threads. */
final class MailMapping {
  private static final long MEGABYTE = 1024 * 1024;

  private final String ownAddress;
  private final Texts texts;
  private final Composer composer;

  MailMapping(MailSettings settings) {
    this.ownAddress = settings.descriptor().address();
    this.texts = settings.texts();
    this.composer =
        new Composer(
            new Composer.Sender(ownAddress, settings.displayName(), settings.replyTo()), texts);
  }

  /**
   * @throws UnreadableDelivery no sender, too many parts, a damaged header
   * @throws ChannelUnavailable the stored delivery cannot be read now
   */
  InboundMessage read(RawDelivery delivery) throws UnreadableDelivery, ChannelUnavailable {
    MailReading reading =
        new MailReading(ownAddress, name -> texts.text("cut.text", name), oversizeNote(delivery));
    try {
      return reading.read(delivery.content(), delivery.receivedAt());
    } catch (MimeReader.Unreadable e) {
      throw new UnreadableDelivery(texts.text(e.getMessage(), MimeReader.MOST_PARTS), e);
    } catch (IOException e) {
      throw new ChannelUnavailable(texts.text("stored.away"), e);
    }
  }

  /** '' when the delivery is whole. */
  private String oversizeNote(RawDelivery delivery) {
    String size = delivery.headers().getOrDefault(Letter.OVERSIZE, "");
    if (!size.matches("\\d{1,15}")) {
      return "";
    }
    long megabytes = Math.round((double) Long.parseLong(size) / MEGABYTE);
    return texts.text("oversize.text", megabytes, Intake.MAX_BYTES / MEGABYTE);
  }

  /**
   * @see Composer#compose
   */
  Composer.Composed write(OutboundMessage message, Instant now)
      throws ChannelRejected, ChannelUnavailable {
    return composer.compose(message, now);
  }
}
