package org.madoguchi.channel.mail.mime;

import static org.madoguchi.channel.mail.mime.CharsetNames.EUC;
import static org.madoguchi.channel.mail.mime.CharsetNames.JIS;
import static org.madoguchi.channel.mail.mime.CharsetNames.LATIN;
import static org.madoguchi.channel.mail.mime.CharsetNames.SHIFT_JIS;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Turns bytes into text, whatever the label says. Japanese mail is labelled with the standard's
 * name and written with Windows' characters (①, ㈱, 髙), sometimes with the wrong label or none.
 */
public final class JapaneseText {
  private static final Charset SUPPLEMENT = Charset.forName("ISO-2022-JP-2");
  // has private characters where au's phones had their pictographs, but lacks NEC's and IBM's
  private static final Charset WITH_PRIVATE = Charset.forName("x-windows-50221");
  private static final char FIRST_PRIVATE = '\ue000';
  private static final char LAST_PRIVATE = '\ue177';
  private static final char FIRST_OF_AU = '\ue468';
  private static final char UNKNOWN = '\ufffd';
  private static final int SAMPLE = 8 * 1024;
  // below it UTF-8 needs two bytes, and two bytes are valid in other charsets by chance
  private static final int THREE_BYTES = 0x800;
  private static final int MANY_PAIRS = 8;
  private static final int FIRST_ACCENT = 0xc0;

  private JapaneseText() {}

  /**
   * @param label the charset the sender named; null or '' when none
   */
  public static String decode(byte[] bytes, String label) {
    String name = CharsetNames.normal(label);
    Optional<Charset> named = CharsetNames.charset(name);
    if (name.startsWith("utf-16") || name.startsWith("utf-32")) {
      return named.map(c -> new String(bytes, c)).orElseGet(() -> detect(bytes, null));
    }
    boolean eightBit = hasEightBit(bytes);
    if (JisRepair.hasEscape(bytes) || !eightBit && CharsetNames.isJis(name)) {
      return jis(bytes);
    }
    if (!eightBit) {
      return named
          .filter(c -> !CharsetNames.isJis(name))
          .flatMap(c -> strict(c, bytes))
          .orElseGet(() -> new String(bytes, StandardCharsets.US_ASCII));
    }
    if (CharsetNames.isLatin(name)) {
      return latin(bytes);
    }
    return detect(bytes, CharsetNames.isJis(name) ? null : named.orElse(null));
  }

  private static String jis(byte[] bytes) {
    byte[] whole = JisRepair.repair(bytes);
    Optional<String> withSupplement =
        JisRepair.hasSupplement(whole) ? strict(SUPPLEMENT, whole) : Optional.empty();
    return withSupplement.orElseGet(() -> withPictographs(new String(whole, JIS), whole));
  }

  /** Rows 85 to 88, which nobody else used. */
  private static String withPictographs(String text, byte[] jis) {
    if (text.indexOf(UNKNOWN) < 0) {
      return text;
    }
    String other = new String(jis, WITH_PRIVATE);
    StringBuilder shown = new StringBuilder(text);
    for (int i = 0; i < shown.length() && other.length() == text.length(); i++) {
      char c = other.charAt(i);
      if (shown.charAt(i) == UNKNOWN && c >= FIRST_PRIVATE && c <= LAST_PRIVATE) {
        shown.setCharAt(i, (char) (c - FIRST_PRIVATE + FIRST_OF_AU));
      }
    }
    return shown.toString();
  }

  /**
   * Any bytes are valid Latin-1, and some mailers label everything so: only kana prove the label
   * wrong.
   */
  private static String latin(byte[] bytes) {
    String guessed = detect(bytes, null);
    boolean utf8 = strict(StandardCharsets.UTF_8, bytes).isPresent();
    return utf8 || Plausibility.hasKana(guessed) ? guessed : new String(bytes, LATIN);
  }

  private static String detect(byte[] bytes, Charset declared) {
    Optional<String> utf8 = strict(StandardCharsets.UTF_8, bytes);
    if (utf8.isPresent() && (declared == null || !isChance(utf8.get(), declared, bytes))) {
      return utf8.get();
    }
    if (declared != null && !CharsetNames.isJapanese(declared)) {
      Optional<String> text = strict(declared, bytes);
      if (text.isPresent()) {
        return text.get();
      }
    }
    if (isDamagedUtf8(bytes, declared)) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    if (declared == null && hasOnlyAccents(bytes)
        || declared != null && CharsetNames.isUtf8(declared) && hasLoneAccents(bytes)) {
      return new String(bytes, LATIN);
    }
    return new String(bytes, likeliest(bytes, declared));
  }

  /** A few characters of an East Asian charset may be valid UTF-8, but then of two bytes each. */
  private static boolean isChance(String utf8, Charset declared, byte[] bytes) {
    return isMultiByte(declared)
        && !CharsetNames.isUtf8(declared)
        && utf8.codePoints().noneMatch(c -> c >= THREE_BYTES)
        && strict(declared, bytes).isPresent();
  }

  private static boolean isMultiByte(Charset charset) {
    return !charset.canEncode() || charset.newEncoder().maxBytesPerChar() > 1;
  }

  /** A text that was cut, or that a relay damaged, stays what it was. */
  private static boolean isDamagedUtf8(byte[] bytes, Charset declared) {
    byte[] sample = sample(bytes);
    String text = new String(sample, StandardCharsets.UTF_8);
    long wrong = text.codePoints().filter(c -> c == 0xfffd).count();
    long right = text.codePoints().filter(c -> c >= THREE_BYTES && c != 0xfffd).count();
    long two = text.codePoints().filter(c -> c >= 0x80 && c < THREE_BYTES).count();
    boolean labelled = declared != null && CharsetNames.isUtf8(declared);
    return right > wrong * (labelled ? 0 : 4) && right >= wrong
        // Cyrillic or Greek that was cut: by chance that many pairs are not all valid but one
        || wrong == 1 && two >= (labelled ? 1 : MANY_PAIRS);
  }

  /**
   * Accents of Europe: one or two, many of them beside small letters. Japanese letters come in
   * rows, or with bytes before {@code À}.
   */
  private static boolean hasLoneAccents(byte[] bytes) {
    int beside = 0;
    int apart = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] >= 0) {
        continue;
      }
      byte after = i + 1 < bytes.length ? bytes[i + 1] : 0;
      byte second = i + 2 < bytes.length ? bytes[i + 2] : 0;
      if ((bytes[i] & 0xff) < FIRST_ACCENT || after < 0 && second < 0) {
        return false;
      }
      boolean small = i > 0 && isSmall(bytes[i - 1]) || isSmall(after);
      beside += small ? 1 : 0;
      apart += small ? 0 : 1;
    }
    return 2 * beside >= apart;
  }

  private static boolean isSmall(byte b) {
    return b >= 'a' && b <= 'z';
  }

  /** Single letters of Europe behind ASCII letters: no Japanese text looks so. */
  private static boolean hasOnlyAccents(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      boolean accent = bytes[i] < 0;
      boolean begins = accent && (i == 0 || bytes[i - 1] >= 0);
      if (begins && (i == 0 || !isLetter(bytes[i - 1]))
          || accent && !begins && i > 1 && bytes[i - 2] < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(byte b) {
    return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z';
  }

  private static byte[] sample(byte[] bytes) {
    return bytes.length > SAMPLE ? Arrays.copyOf(bytes, SAMPLE) : bytes;
  }

  private static Charset likeliest(byte[] bytes, Charset declared) {
    byte[] sample = sample(bytes);
    Charset best = declared == null ? LATIN : declared;
    int bestScore = Plausibility.of(new String(sample, best));
    for (Charset candidate : List.of(StandardCharsets.UTF_8, SHIFT_JIS, EUC)) {
      int score = Plausibility.of(new String(sample, candidate));
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

  private static boolean hasEightBit(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0) {
        return true;
      }
    }
    return false;
  }
}
