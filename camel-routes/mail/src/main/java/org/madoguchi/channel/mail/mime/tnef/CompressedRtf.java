package org.madoguchi.channel.mail.mime.tnef;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Expands RTF as MAPI compresses it (MS-OXRTFCP), as far as it goes. */
final class CompressedRtf {
  private static final int COMPRESSED = 0x75465a4c;
  private static final int PLAIN = 0x414c454d;
  private static final int HEADER = 16;
  private static final int WINDOW = 4096;
  private static final byte[] FILLED =
      ("{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
              + "\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0"
              + "\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx")
          .getBytes(StandardCharsets.US_ASCII);

  private final byte[] window = new byte[WINDOW];
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final int most;
  private int at = FILLED.length;

  private CompressedRtf(int most) {
    this.most = most;
    System.arraycopy(FILLED, 0, window, 0, FILLED.length);
  }

  /**
   * @param most how many bytes may come out; what follows the last of them is left out
   */
  static byte[] expanded(Bytes compressed, int most) {
    Bytes bytes = compressed.apart();
    if (bytes.remaining() < HEADER) {
      return new byte[0];
    }
    bytes.skip(8); // both sizes are its own business
    int kind = bytes.int32();
    bytes.skip(4);
    if (kind == PLAIN) {
      return bytes.part(Math.min(most, bytes.remaining())).rest();
    }
    return kind == COMPRESSED ? new CompressedRtf(most).expand(bytes) : new byte[0];
  }

  private byte[] expand(Bytes bytes) {
    boolean ended = false;
    while (!ended && bytes.remaining() > 0 && out.size() < most) {
      int kinds = bytes.int8();
      for (int bit = 0; bit < 8 && !ended; bit++) {
        boolean reference = (kinds & 1 << bit) != 0;
        if (bytes.remaining() < (reference ? 2 : 1)) {
          ended = true;
        } else if (reference) {
          ended = copy(bytes.int8() << 8 | bytes.int8());
        } else {
          put((byte) bytes.int8());
        }
      }
    }
    return out.toByteArray();
  }

  /**
   * @return whether it points at itself, which is the end
   */
  private boolean copy(int reference) {
    int from = reference >> 4;
    if (from == at) {
      return true;
    }
    for (int i = 0; i < (reference & 0xf) + 2; i++) {
      put(window[(from + i) % WINDOW]);
    }
    return false;
  }

  private void put(byte b) {
    if (out.size() < most) {
      out.write(b);
    }
    window[at] = b;
    at = (at + 1) % WINDOW;
  }
}
