package org.madoguchi.channel.mail.mime;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which charset a label means. Mailers write the standard's name and use the characters of the
 * vendor's larger set, so the larger set is taken.
 */
final class CharsetNames {
  // Java's own ISO-2022-JP, Shift_JIS and EUC-JP know no NEC and IBM characters
  static final Charset JIS = Charset.forName("x-windows-iso2022jp");
  static final Charset SHIFT_JIS = Charset.forName("windows-31j");
  static final Charset EUC = Charset.forName("x-eucJP-Open");
  static final Charset LATIN = Charset.forName("windows-1252");

  private static final Set<String> NO_CHARSET =
      Set.of(
          "",
          "us-ascii",
          "ascii",
          "ansi_x3.4-1968",
          "x-unknown",
          "unknown",
          "unknown-8bit",
          "x-user-defined",
          "default",
          "binary",
          "8bit",
          "7bit");
  private static final Map<String, String> SUPERSETS =
      Map.ofEntries(
          Map.entry("utf8", "UTF-8"),
          Map.entry("utf_8", "UTF-8"),
          Map.entry("unicode-1-1-utf-8", "UTF-8"),
          Map.entry("utf-8mb4", "UTF-8"),
          Map.entry("gb2312", "GB18030"),
          Map.entry("gb_2312-80", "GB18030"),
          Map.entry("x-gbk", "GB18030"),
          Map.entry("gbk", "GB18030"),
          Map.entry("cp936", "GB18030"),
          Map.entry("ms936", "GB18030"),
          Map.entry("windows-936", "GB18030"),
          Map.entry("euc-cn", "GB18030"),
          Map.entry("gb18030", "GB18030"),
          Map.entry("euc-kr", "x-windows-949"),
          Map.entry("euckr", "x-windows-949"),
          Map.entry("ks_c_5601-1987", "x-windows-949"),
          Map.entry("ks_c_5601", "x-windows-949"),
          Map.entry("ksc5601", "x-windows-949"),
          Map.entry("cp949", "x-windows-949"),
          Map.entry("uhc", "x-windows-949"),
          Map.entry("big5", "x-windows-950"),
          Map.entry("cp950", "x-windows-950"),
          Map.entry("iso-8859-9", "windows-1254"),
          Map.entry("iso-8859-11", "x-windows-874"),
          Map.entry("tis-620", "x-windows-874"));
  private static final Set<String> SHIFT_JIS_NAMES =
      Set.of(
          "shift_jis",
          "shift-jis",
          "shiftjis",
          "sjis",
          "sjis-win",
          "x-sjis",
          "x-shift-jis",
          "csshiftjis",
          "ms_kanji",
          "windows-31j",
          "cswindows31j",
          "windows-932",
          "cp932",
          "ms932",
          "x-ms-cp932",
          "cp943",
          "cp943c",
          "ibm-943");
  private static final Set<String> EUC_NAMES =
      Set.of("euc-jp", "x-euc-jp", "eucjp", "eucjp-win", "eucjp-ms", "x-euc", "cp51932", "ujis");
  private static final Set<String> LATIN_NAMES =
      Set.of("iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "windows-1252", "cp1252");

  private CharsetNames() {}

  /** The label alone: without quotes, comments and the language of RFC 2231; in lower case. */
  static String normal(String label) {
    if (label == null) {
      return "";
    }
    String first = label.strip().toLowerCase(Locale.ROOT).replace("\"", "").replace("'", "");
    int end = 0;
    while (end < first.length() && " \t;,(*".indexOf(first.charAt(end)) < 0) {
      end++;
    }
    return first.substring(0, end);
  }

  /**
   * @param name see {@link #normal}
   * @return empty for ASCII and for labels that say nothing
   */
  static Optional<Charset> charset(String name) {
    if (NO_CHARSET.contains(name)) {
      return Optional.empty();
    }
    if (SHIFT_JIS_NAMES.contains(name)) {
      return Optional.of(SHIFT_JIS);
    }
    if (EUC_NAMES.contains(name)) {
      return Optional.of(EUC);
    }
    try {
      Charset charset = Charset.forName(SUPERSETS.getOrDefault(name, name));
      return Optional.of(charset);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static boolean isJis(String name) {
    return name.startsWith("iso-2022-jp")
        || name.startsWith("iso2022-jp")
        || name.equals("iso2022jp")
        || name.equals("csiso2022jp")
        || name.equals("x-windows-iso2022jp")
        || name.equals("jis")
        || name.startsWith("cp5022")
        || name.startsWith("x-windows-5022");
  }

  static boolean isLatin(String name) {
    return LATIN_NAMES.contains(name);
  }

  static boolean isJapanese(Charset charset) {
    return charset.equals(SHIFT_JIS) || charset.equals(EUC);
  }

  static boolean isUtf8(Charset charset) {
    return charset.equals(StandardCharsets.UTF_8);
  }
}
