package org.madoguchi.channel.mail.mime;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Reads uuencode (POSIX 1003.1) as far as it goes. Jakarta Mail's reader ends damaged lines with
 * exceptions of every kind.
 */
final class Uuencoded {
  private static final int PIECE_BYTES = 64 * 1024;
  private static final int LOWEST = ' ';
  private static final int HIGHEST = '`'; // another way to write the lowest

  private Uuencoded() {}

  /**
   * @return the content as it is when nothing in it is uuencoded
   */
  static MimeNode.Content decoded(MimeNode.Content encoded) {
    MimeNode.Content decoded = new MimeNode.Content();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(encoded.open(), StandardCharsets.ISO_8859_1))) {
      String line = lines.readLine();
      while (line != null && !line.startsWith("begin ")) {
        line = lines.readLine();
      }
      ByteArrayOutputStream piece = new ByteArrayOutputStream();
      for (line = lines.readLine(); line != null && isContent(line); line = lines.readLine()) {
        decode(line, piece);
        if (piece.size() > PIECE_BYTES) {
          decoded.append(piece.toByteArray());
          piece.reset();
        }
      }
      decoded.append(piece.toByteArray());
    } catch (IOException e) {
      throw new IllegalStateException("memory is readable", e);
    }
    return decoded.size() > 0 ? decoded : encoded;
  }

  /** The line without bytes is the last one. */
  private static boolean isContent(String line) {
    return !line.isEmpty()
        && line.chars().allMatch(c -> c >= LOWEST && c <= HIGHEST)
        && sextet(line, 0) > 0;
  }

  private static void decode(String line, ByteArrayOutputStream bytes) {
    int left = sextet(line, 0);
    for (int at = 1; left > 0; at += 4) {
      int three =
          sextet(line, at) << 18
              | sextet(line, at + 1) << 12
              | sextet(line, at + 2) << 6
              | sextet(line, at + 3);
      for (int shift = 16; shift >= 0 && left > 0; shift -= 8, left--) {
        bytes.write(three >> shift);
      }
    }
  }

  /** Gateways cut the spaces at the end of a line, which are zeros. */
  private static int sextet(String line, int at) {
    return at < line.length() ? line.charAt(at) - LOWEST & 0x3f : 0;
  }
}
