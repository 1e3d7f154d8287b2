package org.madoguchi.channel.mail.mime;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Some old gateways end lines with a carriage return alone, which no parser takes for an end; and
 * some programs write a space into the empty line that ends the header, which hides all the text.
 */
final class LineEnds {
  private static final int SAMPLE = 16 * 1024;

  private static final Pattern BLANK_LINE = Pattern.compile("(?m)^[ \\t]+\\r?$");
  private static final Pattern EMPTY_LINE = Pattern.compile("(?m)^\\r?$");
  // what follows in a header
  private static final Pattern FIELD = Pattern.compile("[!-9;-~]{1,76}[ \\t]*:|[ \\t]|\\r?\\n");

  private LineEnds() {}

  static InputStream repaired(InputStream raw) throws IOException {
    BufferedInputStream message = new BufferedInputStream(raw, SAMPLE);
    message.mark(SAMPLE);
    String start = new String(message.readNBytes(SAMPLE), StandardCharsets.ISO_8859_1);
    message.reset();
    boolean returnsOnly = start.indexOf('\r') >= 0 && start.indexOf('\n') < 0;
    if (returnsOnly) {
      return new ReturnsAsLineEnds(message);
    }
    int blank = endOfHeader(start);
    return blank < 0 ? message : withoutSpaces(message, start, blank);
  }

  /** Where white space alone stands between the header and what cannot be of it; else -1. */
  private static int endOfHeader(String start) {
    Matcher empty = EMPTY_LINE.matcher(start);
    int end = empty.find() ? empty.start() : start.length();
    Matcher blank = BLANK_LINE.matcher(start).region(0, end);
    Matcher field = FIELD.matcher(start);
    while (blank.find()) {
      int next = start.indexOf('\n', blank.end()) + 1;
      if (next > 0 && next < start.length() && !field.region(next, start.length()).lookingAt()) {
        return blank.start();
      }
    }
    return -1;
  }

  private static InputStream withoutSpaces(InputStream message, String start, int blank)
      throws IOException {
    byte[] header = message.readNBytes(blank);
    int spaces = 0;
    while (" \t".indexOf(start.charAt(blank + spaces)) >= 0) {
      spaces++;
    }
    message.skipNBytes(spaces);
    return new SequenceInputStream(new ByteArrayInputStream(header), message);
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
