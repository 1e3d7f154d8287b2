package org.madoguchi.portal.internal;

import org.madoguchi.knowledge.PublishedArticle.Text;

/** An article as search engines read it: schema.org's FAQPage in JSON-LD. */
final class StructuredData {
  private static final int LONGEST = 3_000;

  private StructuredData() {}

  static String of(Text text) {
    String answer = (text.conclusion() + "\n" + text.plain()).strip();
    return "{\"@context\":\"https://schema.org\",\"@type\":\"FAQPage\",\"inLanguage\":"
        + quoted(Wording.html(text.language()))
        + ",\"mainEntity\":[{\"@type\":\"Question\",\"name\":"
        + quoted(text.question())
        + ",\"acceptedAnswer\":{\"@type\":\"Answer\",\"text\":"
        + quoted(cut(answer))
        + "}}]}";
  }

  private static String cut(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return text.substring(0, end) + "…";
  }

  /** As JSON that can stand within a page: nothing in it ends the script or begins a comment. */
  static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      boolean plain = c >= ' ' && "\"\\<>&\u2028\u2029\u007f".indexOf(c) < 0;
      json.append(plain ? String.valueOf(c) : String.format("\\u%04x", (int) c));
    }
    return json.append('"').toString();
  }
}
