package org.madoguchi.channel.mail.mime;

import java.io.ByteArrayOutputStream;

/**
 * Makes broken ISO-2022-JP whole: lines that end in the two-byte set, half-width kana written as
 * eight-bit bytes or between SO and SI, and escapes of other years.
 */
final class JisRepair {
  private static final int ESCAPE = 0x1b;
  private static final int SHIFT_OUT = 0x0e;
  private static final int SHIFT_IN = 0x0f;
  private static final byte[] TO_ASCII = {ESCAPE, '(', 'B'};
  private static final byte[] TO_KANA = {ESCAPE, '(', 'I'};

  private final byte[] bytes;
  private final ByteArrayOutputStream whole;
  private boolean shifted;
  private boolean kana;

  private JisRepair(byte[] bytes) {
    this.bytes = bytes;
    this.whole = new ByteArrayOutputStream(bytes.length + 16);
  }

  static byte[] repair(byte[] bytes) {
    return new JisRepair(bytes).repaired();
  }

  /** ESC $ @, ESC $ B, ESC $ (, ESC ( B, ESC ( H, ESC ( I, ESC ( J. */
  static boolean hasEscape(byte[] bytes) {
    for (int i = 0; i + 2 < bytes.length; i++) {
      if (bytes[i] == ESCAPE
          && (bytes[i + 1] == '$' && "@B(".indexOf(bytes[i + 2]) >= 0
              || bytes[i + 1] == '(' && "BHIJ".indexOf(bytes[i + 2]) >= 0)) {
        return true;
      }
    }
    return false;
  }

  /** Whether characters of JIS X 0212 are in it, which Windows' own set does not have. */
  static boolean hasSupplement(byte[] bytes) {
    for (int i = 0; i + 3 < bytes.length; i++) {
      if (bytes[i] == ESCAPE && bytes[i + 1] == '$' && bytes[i + 2] == '(' && bytes[i + 3] == 'D') {
        return true;
      }
    }
    return false;
  }

  private byte[] repaired() {
    for (int i = 0; i < bytes.length; i++) {
      byte b = bytes[i];
      if (b == ESCAPE && i + 2 < bytes.length) {
        i += escape(i);
      } else if ((b == '\n' || b == '\r') && (shifted || kana)) {
        plain();
        whole.write(b);
      } else if (b == SHIFT_OUT && !shifted) {
        whole.writeBytes(TO_KANA);
        kana = true;
      } else if (b == SHIFT_IN && kana) {
        plain();
      } else if (isEightBitKana(b) && !shifted) {
        whole.writeBytes(TO_KANA);
        whole.write(b & 0x7f);
        whole.writeBytes(TO_ASCII);
      } else {
        whole.write(b);
      }
    }
    return whole.toByteArray();
  }

  private void plain() {
    whole.writeBytes(TO_ASCII);
    shifted = false;
    kana = false;
  }

  /**
   * @return how many bytes beyond the first it takes
   */
  private int escape(int at) {
    byte kind = bytes[at + 1];
    byte set = bytes[at + 2];
    if (kind == '&' && set == '@') {
      return 2; // announces the 1990 edition; the escape proper follows
    }
    kana = false;
    if (kind == '(' && set == 'H') { // the Swedish set, by an old mistake
      plain();
      return 2;
    }
    shifted = !(kind == '(' && (set == 'B' || set == 'J'));
    whole.write(bytes, at, 3);
    return 2;
  }

  private static boolean isEightBitKana(byte b) {
    int unsigned = b & 0xff;
    return unsigned >= 0xa1 && unsigned <= 0xdf;
  }
}
