package org.madoguchi.channel.mail.out;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The charset of one mail: its text, its subject and its names alike. */
public enum MailCharset {
  UTF_8("UTF-8", StandardCharsets.UTF_8),
  /** The standard's own (RFC 1468), without what vendors added: that is not everywhere the same. */
  ISO_2022_JP("ISO-2022-JP", Charset.forName("ISO-2022-JP"));

  // one place of JIS X 0208 each, for which Windows and the standard name different characters
  private static final String WINDOWS = "\uff5e\u2225\uff0d\uffe0\uffe1\uffe2\u2014";
  private static final String STANDARD = "\u301c\u2016\u2212\u00a2\u00a3\u00ac\u2015";

  private static final char FIRST_HALF_WIDTH = '\uff61';
  private static final char LAST_HALF_WIDTH = '\uff9f';

  private final String label;
  private final Charset charset;

  MailCharset(String label, Charset charset) {
    this.label = label;
    this.charset = charset;
  }

  String label() {
    return label;
  }

  boolean isSevenBit() {
    return this == ISO_2022_JP;
  }

  /** Whether every character of it arrives as what it is. */
  boolean writes(String text) {
    return this == UTF_8 || exactly(text).isPresent();
  }

  /** What {@link #writes} has approved. */
  byte[] bytes(String text) {
    return this == UTF_8
        ? text.getBytes(charset)
        : exactly(text).orElseThrow(() -> new IllegalArgumentException("not in " + label));
  }

  /** Java writes half-width kana, too, by an escape that is not the standard's. */
  private Optional<byte[]> exactly(String text) {
    String wanted = standard(text);
    if (wanted.chars().anyMatch(c -> c >= FIRST_HALF_WIDTH && c <= LAST_HALF_WIDTH)) {
      return Optional.empty();
    }
    try {
      ByteBuffer encoded =
          charset
              .newEncoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .encode(CharBuffer.wrap(wanted));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return new String(bytes, charset).equals(wanted) ? Optional.of(bytes) : Optional.empty();
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static String standard(String text) {
    StringBuilder standard = new StringBuilder(text);
    for (int i = 0; i < standard.length(); i++) {
      int place = WINDOWS.indexOf(standard.charAt(i));
      if (place >= 0) {
        standard.setCharAt(i, STANDARD.charAt(place));
      }
    }
    return standard.toString();
  }
}
