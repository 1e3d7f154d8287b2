package org.madoguchi.console.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The page every console route starts with.
 *
 * @param html with the addresses of this version's modules
 * @param importMapHash SHA-256 in Base64 of the inline import map, for the content security policy
 */
record ShellPage(String html, String importMapHash) {
  private static final String PLACEHOLDER = "@assets@";
  private static final String OPENS = "<script type=\"importmap\">";
  private static final String CLOSES = "</script>";

  /**
   * @param template the page with {@value #PLACEHOLDER} where the modules' address belongs
   * @param base that address
   */
  static ShellPage of(String template, String base) {
    String html = template.replace(PLACEHOLDER, base);
    int from = html.indexOf(OPENS) + OPENS.length();
    return new ShellPage(html, hash(html.substring(from, html.indexOf(CLOSES, from))));
  }

  private static String hash(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder()
          .encodeToString(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has SHA-256
    }
  }
}
