package org.madoguchi.channel.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.madoguchi.channels.RawDelivery;
import org.madoguchi.channels.spi.InboundMessage;
import org.madoguchi.channels.testkit.StoredContent;

/** Reads the mails under {@code samples/} and mails written in a test. */
final class Samples {
  static final Instant RECEIVED = Instant.parse("2026-11-21T00:00:05Z");
  private static final MailMapping MAPPING = new MailMapping(TestConfig.mihon().settings());

  private Samples() {}

  static byte[] bytes(String name) throws IOException {
    try (InputStream sample = Samples.class.getResourceAsStream("/samples/" + name + ".eml")) {
      return sample.readAllBytes();
    }
  }

  static InboundMessage read(String name) throws Exception {
    return read(bytes(name), Map.of());
  }

  static InboundMessage readText(String mail) throws Exception {
    return read(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8), Map.of());
  }

  static InboundMessage read(byte[] mail, Map<String, String> headers) throws Exception {
    return MAPPING.read(
        new RawDelivery("mail-mihon", "k", headers, new StoredContent(mail), RECEIVED));
  }

  static byte[] content(InboundMessage.Attachment attachment) throws IOException {
    try (InputStream content = attachment.content().open()) {
      return content.readAllBytes();
    }
  }
}
