package org.madoguchi.channel.mail.mime;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Turns bytes into text, whatever the label says. Japanese mail is labelled with the standard's
 * name and written with Windows' characters (①, ㈱, 髙), sometimes with the wrong label or none.
 */
public final class JapaneseText {
  // Java's own ISO-2022-JP, Shift_JIS and EUC-JP know no NEC and IBM characters
  private static final Charset JIS = Charset.forName("x-windows-iso2022jp");
  private static final Charset SHIFT_JIS = Charset.forName("windows-31j");
  private static final Charset EUC = Charset.forName("x-eucJP-Open");
  private static final Charset LATIN = Charset.forName("windows-1252");

  private static final int ESCAPE = 0x1b;
  private static final int SAMPLE = 8 * 1024;

  private JapaneseText() {}

  /**
   * @param label the charset the sender named; null or '' when none
   */
  public static String decode(byte[] bytes, String label) {
    String name = label == null ? "" : label.strip().toLowerCase(Locale.ROOT);
    if (name.startsWith("utf-16") || name.startsWith("utf-32")) {
      return named(name).map(c -> decodeWith(c, bytes)).orElseGet(() -> detect(bytes, null));
    }
    boolean eightBit = hasEightBit(bytes);
    if (hasJisEscape(bytes) || !eightBit && isJisLabel(name)) {
      return decodeWith(JIS, JisRepair.repair(bytes));
    }
    if (!eightBit) {
      return named(name)
          .filter(c -> !isJisLabel(name))
          .flatMap(c -> strict(c, bytes))
          .orElseGet(() -> new String(bytes, StandardCharsets.US_ASCII));
    }
    if (isLatinLabel(name)) {
      return latin(bytes);
    }
    return detect(bytes, isJisLabel(name) ? null : named(name).orElse(null));
  }

  private static Optional<Charset> named(String name) {
    return switch (name) {
      case "", "us-ascii", "ascii", "x-unknown", "unknown-8bit" -> Optional.empty();
      case "shift_jis",
          "shift-jis",
          "sjis",
          "x-sjis",
          "ms_kanji",
          "windows-31j",
          "cp932",
          "ms932",
          "x-ms-cp932" ->
          Optional.of(SHIFT_JIS);
      case "euc-jp", "x-euc-jp", "eucjp", "x-euc", "cp51932" -> Optional.of(EUC);
      case "utf8" -> Optional.of(StandardCharsets.UTF_8);
      default -> supported(name);
    };
  }

  private static Optional<Charset> supported(String name) {
    try {
      return Optional.of(Charset.forName(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isJisLabel(String name) {
    return name.startsWith("iso-2022-jp")
        || name.equals("csiso2022jp")
        || name.equals("x-windows-iso2022jp")
        || name.equals("jis")
        || name.startsWith("cp5022")
        || name.startsWith("x-windows-5022");
  }

  private static boolean isLatinLabel(String name) {
    return name.equals("iso-8859-1") || name.equals("latin1") || name.equals("windows-1252");
  }

  /**
   * Any bytes are valid Latin-1, and some mailers label everything so: only kana prove the label
   * wrong.
   */
  private static String latin(byte[] bytes) {
    String guessed = detect(bytes, null);
    boolean utf8 = strict(StandardCharsets.UTF_8, bytes).isPresent();
    return utf8 || Plausibility.hasKana(guessed) ? guessed : decodeWith(LATIN, bytes);
  }

  private static String detect(byte[] bytes, Charset declared) {
    if (declared != null && !isJapanese(declared)) {
      Optional<String> text = strict(declared, bytes);
      if (text.isPresent()) {
        return text.get();
      }
    }
    // a text of other charsets is practically never valid UTF-8 by chance
    Optional<String> utf8 = strict(StandardCharsets.UTF_8, bytes);
    if (utf8.isPresent()) {
      return utf8.get();
    }
    return decodeWith(likeliest(bytes, declared), bytes);
  }

  private static boolean isJapanese(Charset charset) {
    return charset.equals(SHIFT_JIS) || charset.equals(EUC);
  }

  private static Charset likeliest(byte[] bytes, Charset declared) {
    byte[] sample = bytes.length > SAMPLE ? Arrays.copyOf(bytes, SAMPLE) : bytes;
    Charset best = declared == null ? LATIN : declared;
    int bestScore = Plausibility.of(decodeWith(best, sample));
    for (Charset candidate : List.of(StandardCharsets.UTF_8, SHIFT_JIS, EUC)) {
      int score = Plausibility.of(decodeWith(candidate, sample));
      if (score > bestScore) {
        best = candidate;
        bestScore = score;
      }
    }
    return best;
  }

  private static Optional<String> strict(Charset charset, byte[] bytes) {
    try {
      return Optional.of(
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static String decodeWith(Charset charset, byte[] bytes) {
    return new String(bytes, charset);
  }

  private static boolean hasEightBit(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0) {
        return true;
      }
    }
    return false;
  }

  /** ESC $ @, ESC $ B, ESC $ (, ESC ( B, ESC ( I, ESC ( J. */
  private static boolean hasJisEscape(byte[] bytes) {
    for (int i = 0; i + 2 < bytes.length; i++) {
      if (bytes[i] == ESCAPE
          && (bytes[i + 1] == '$' && "@B(".indexOf(bytes[i + 2]) >= 0
              || bytes[i + 1] == '(' && "BIJ".indexOf(bytes[i + 2]) >= 0)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Makes broken ISO-2022-JP whole: lines that end in the two-byte set, and half-width kana written
   * as eight-bit bytes.
   */
  private static final class JisRepair {
    private static final byte[] TO_ASCII = {ESCAPE, '(', 'B'};
    private static final byte[] TO_KANA = {ESCAPE, '(', 'I'};

    static byte[] repair(byte[] bytes) {
      ByteArrayOutputStream whole = new ByteArrayOutputStream(bytes.length + 16);
      boolean shifted = false;
      for (int i = 0; i < bytes.length; i++) {
        byte b = bytes[i];
        if (b == ESCAPE && i + 2 < bytes.length) {
          shifted = !(bytes[i + 1] == '(' && (bytes[i + 2] == 'B' || bytes[i + 2] == 'J'));
          whole.write(bytes, i, 3);
          i += 2;
        } else if ((b == '\n' || b == '\r') && shifted) {
          whole.writeBytes(TO_ASCII);
          whole.write(b);
          shifted = false;
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

    private static boolean isEightBitKana(byte b) {
      int unsigned = b & 0xff;
      return unsigned >= 0xa1 && unsigned <= 0xdf;
    }
  }
}
