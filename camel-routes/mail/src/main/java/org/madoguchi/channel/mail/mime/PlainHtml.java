package org.madoguchi.channel.mail.mime;

/** Shows plain text between pieces of HTML. */
final class PlainHtml {
  private PlainHtml() {}

  static String of(String text) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return "<p>" + escaped.replace("\n", "<br>") + "</p>";
  }
}
