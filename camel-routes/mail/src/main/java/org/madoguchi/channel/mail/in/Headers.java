package org.madoguchi.channel.mail.in;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;

/** The header alone, as it lies on the server, without fetching the body. */
final class Headers {
  private static final int MAX_BYTES = 256 * 1024;

  private Headers() {}

  /** The header's lines and the empty line after them; what is beyond 256 KiB is left out. */
  static byte[] of(Message message) throws MessagingException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    Enumeration<String> lines = ((MimeMessage) message).getAllHeaderLines();
    while (lines.hasMoreElements()) {
      // Jakarta Mail keeps one character per byte
      byte[] line = lines.nextElement().getBytes(StandardCharsets.ISO_8859_1);
      if (header.size() + line.length > MAX_BYTES) {
        break;
      }
      header.writeBytes(line);
      header.writeBytes(new byte[] {'\r', '\n'});
    }
    header.writeBytes(new byte[] {'\r', '\n'});
    return header.toByteArray();
  }
}
