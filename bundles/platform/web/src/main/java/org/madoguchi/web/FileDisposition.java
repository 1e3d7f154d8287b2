package org.madoguchi.web;

import java.nio.charset.StandardCharsets;

/**
 * The header Content-Disposition of a file, by RFC 6266 with the encoding of RFC 8187 (5987), and
 * plain ASCII for whoever cannot read it.
 */
public final class FileDisposition {
  private FileDisposition() {}

  /** Of a file that is saved. */
  public static String saved(String fileName) {
    return "attachment" + named(fileName);
  }

  /** Of one that the browser shows. */
  public static String inline(String fileName) {
    return "inline" + named(fileName);
  }

  private static String named(String fileName) {
    String name = fileName.isBlank() ? "file" : fileName;
    return "; filename=\"" + ascii(name) + "\"; filename*=UTF-8''" + encoded(name);
  }

  private static String ascii(String name) {
    return name.replaceAll("[^A-Za-z0-9._ ()-]", "_");
  }

  private static String encoded(String name) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || "._-~".indexOf(c) >= 0)) {
        encoded.append(c);
      } else {
        encoded.append(String.format("%%%02X", b & 0xff));
      }
    }
    return encoded.toString();
  }
}
