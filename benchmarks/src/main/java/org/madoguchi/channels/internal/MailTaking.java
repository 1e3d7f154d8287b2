package org.madoguchi.channels.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.madoguchi.channel.mail.mime.WholeMail;
import org.madoguchi.channels.Intake;
import org.madoguchi.channels.RawDelivery;
import org.madoguchi.channels.spi.ChannelConnector;
import org.madoguchi.channels.spi.ChannelDescriptor;
import org.madoguchi.channels.spi.ChannelStatus;
import org.madoguchi.channels.spi.ChannelUnavailable;
import org.madoguchi.channels.spi.InboundMessage;
import org.madoguchi.channels.spi.OutboundMessage;
import org.madoguchi.channels.spi.SendReceipt;
import org.madoguchi.channels.spi.UnreadableDelivery;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.store.BlobRef;
import org.madoguchi.persistence.internal.FileBlobStore;

/**
 * Takes one mail a few times, as an instance does: stored whole, read by the mail connector, its
 * HTML cleaned, its attachments stored. Arguments: the mail, a folder, how many times.
 */
public final class MailTaking {
  private static final MunicipalityId CITY = new MunicipalityId("bench");

  private MailTaking() {}

  public static void main(String[] arguments) throws Exception {
    FileBlobStore blobs = new FileBlobStore(Path.of(arguments[1]), Clock.systemUTC());
    DeliveryReading reading = new DeliveryReading(blobs);
    for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
      BlobRef raw;
      try (InputStream mail = Files.newInputStream(Path.of(arguments[0]))) {
        raw = blobs.put(mail, Intake.MAX_BYTES);
      }
      var messages = reading.read(new Reader(), entry(i, raw), Map.of());
      System.out.println(messages.get(0).attachments().size() + " attachments");
    }
  }

  private static InboxEntry entry(long id, BlobRef raw) {
    Instant now = Instant.EPOCH;
    return new InboxEntry(
        id,
        "bench",
        "bench:" + id,
        AccessTag.of(CITY),
        InboxEntry.State.WAITING,
        raw,
        false,
        now,
        now,
        0,
        0,
        "",
        "",
        now,
        Lease.NONE,
        1);
  }

  private static final class Reader implements ChannelConnector {
    @Override
    public ChannelDescriptor descriptor() {
      return new ChannelDescriptor("bench", "mail", CITY, "shimin@city.bench.example", false);
    }

    @Override
    public ChannelStatus status() {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<InboundMessage> read(RawDelivery delivery)
        throws UnreadableDelivery, ChannelUnavailable {
      try {
        return WholeMail.read(delivery.content());
      } catch (IOException e) {
        throw new UnreadableDelivery("unreadable", e);
      }
    }

    @Override
    public SendReceipt send(OutboundMessage message) {
      throw new UnsupportedOperationException();
    }
  }
}
