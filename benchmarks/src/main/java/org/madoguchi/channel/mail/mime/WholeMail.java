package org.madoguchi.channel.mail.mime;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import org.madoguchi.channels.spi.InboundMessage;

/** A delivery becomes messages as in the mail connector, without a mailbox. */
public final class WholeMail {
  private static final MailReading READING =
      new MailReading("shimin@city.bench.example", "", new NothingToNote());

  private WholeMail() {}

  public static List<InboundMessage> read(InputStream raw) throws IOException {
    try {
      return List.of(READING.read(raw, Instant.EPOCH));
    } catch (MimeReader.Unreadable e) {
      throw new IOException(e);
    }
  }
}
