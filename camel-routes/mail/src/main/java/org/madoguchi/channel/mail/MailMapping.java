package org.madoguchi.channel.mail;

import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.time.Instant;
import org.madoguchi.channel.mail.mime.Invitation;
import org.madoguchi.channel.mail.mime.MailReading;
import org.madoguchi.channel.mail.mime.MimeReader;
import org.madoguchi.channel.mail.mime.Notes;
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
  private final String archive;
  private final Texts texts;
  private final Composer composer;

  MailMapping(MailSettings settings) {
    this.ownAddress = settings.descriptor().address();
    this.archive = settings.bccArchive().map(InternetAddress::getAddress).orElse("");
    this.texts = settings.texts();
    this.composer =
        new Composer(
            new Composer.Sender(ownAddress, settings.displayName(), settings.replyTo()),
            settings.form(),
            texts);
  }

  /**
   * @throws UnreadableDelivery no sender, too many parts, a damaged header
   * @throws ChannelUnavailable the stored delivery cannot be read now
   */
  InboundMessage read(RawDelivery delivery) throws UnreadableDelivery, ChannelUnavailable {
    MailReading reading = new MailReading(ownAddress, archive, notes(oversizeNote(delivery)));
    try {
      return reading.read(delivery.content(), delivery.receivedAt());
    } catch (MimeReader.Unreadable e) {
      throw new UnreadableDelivery(texts.text(e.getMessage(), MimeReader.MOST_PARTS), e);
    } catch (IOException e) {
      throw new ChannelUnavailable(texts.text("stored.away"), e);
    }
  }

  private Notes notes(String oversize) {
    return new Notes() {
      @Override
      public String cut(String file) {
        return texts.text("cut.text", file);
      }

      @Override
      public String wrapped(String file) {
        return texts.text("wrapped.text", file);
      }

      @Override
      public String invitation(Invitation invitation) {
        return new InvitationText(texts).of(invitation);
      }

      @Override
      public String encrypted() {
        return texts.text("encrypted.text");
      }

      @Override
      public String oversize() {
        return oversize;
      }
    };
  }

  /** '' when the delivery is whole. */
  private String oversizeNote(RawDelivery delivery) {
    long bytes = RawDelivery.oversizeBytes(delivery.headers());
    if (bytes == 0) {
      return "";
    }
    long megabytes = Math.round((double) bytes / MEGABYTE);
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
