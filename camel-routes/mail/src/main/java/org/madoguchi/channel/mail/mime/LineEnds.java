package org.madoguchi.channel.mail.mime;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Some old gateways end lines with a carriage return alone, which no parser takes for an end. */
final class LineEnds {
  private static final int SAMPLE = 16 * 1024;

  private LineEnds() {}

  static InputStream repaired(InputStream raw) throws IOException {
    BufferedInputStream message = new BufferedInputStream(raw, SAMPLE);
    message.mark(SAMPLE);
    String start = new String(message.readNBytes(SAMPLE), StandardCharsets.ISO_8859_1);
    message.reset();
    boolean returnsOnly = start.indexOf('\r') >= 0 && start.indexOf('\n') < 0;
    return returnsOnly ? new ReturnsAsLineEnds(message) : message;
  }

  private static final class ReturnsAsLineEnds extends FilterInputStream {
    ReturnsAsLineEnds(InputStream message) {
      super(message);
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      return b == '\r' ? '\n' : b;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      int count = super.read(buffer, from, length);
      for (int i = from; i < from + count; i++) {
        buffer[i] = buffer[i] == '\r' ? (byte) '\n' : buffer[i];
      }
      return count;
    }
  }
}
