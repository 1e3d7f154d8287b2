package org.madoguchi.channel.mail.mime.tnef;

/** Names Windows' code pages as mail does. */
final class CodePages {
  private CodePages() {}

  /**
   * @param codePage 0 when unknown
   * @return '' when it is to be found out
   */
  static String label(int codePage) {
    return switch (codePage) {
      case 0, 20127 -> "";
      case 932 -> "windows-31j";
      case 936 -> "gb18030";
      case 949 -> "ks_c_5601-1987";
      case 950 -> "big5";
      case 28591 -> "iso-8859-1";
      case 50220, 50221, 50222 -> "iso-2022-jp";
      case 51932 -> "euc-jp";
      case 65001 -> "utf-8";
      default -> "windows-" + codePage;
    };
  }
}
