package org.madoguchi.channel.mail.mime;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Names attachments: as the sender did where that is a name, and never so that a name is a path or
 * a trick.
 */
final class FileNames {
  private static final int MAX_LENGTH = 255;
  // bidirectional overrides make a name like exe.fdp.scr read as scr.pdf.exe
  private static final Pattern FORBIDDEN =
      Pattern.compile("[\\x00-\\x1f\\x7f\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff]");
  private static final Map<String, String> EXTENSIONS =
      Map.ofEntries(
          Map.entry("text/plain", ".txt"),
          Map.entry("text/html", ".html"),
          Map.entry("text/calendar", ".ics"),
          Map.entry("text/csv", ".csv"),
          Map.entry("text/rfc822-headers", ".txt"),
          Map.entry("message/rfc822", ".eml"),
          Map.entry("message/delivery-status", ".txt"),
          Map.entry("message/disposition-notification", ".txt"),
          Map.entry("image/jpeg", ".jpg"),
          Map.entry("image/jpg", ".jpg"),
          Map.entry("image/png", ".png"),
          Map.entry("image/gif", ".gif"),
          Map.entry("application/pdf", ".pdf"),
          Map.entry("application/pkcs7-signature", ".p7s"),
          Map.entry("application/pkcs7-mime", ".p7m"),
          Map.entry("application/pgp-signature", ".asc"));

  private FileNames() {}

  /** As the sender named it; '' when not at all. */
  static String given(MimeNode.Leaf leaf) {
    String name = leaf.disposition().parameter("filename");
    return clean(name.isBlank() ? leaf.type().parameter("name") : name);
  }

  /**
   * @param number counts the message's attachments, for those without a name
   */
  static String of(MimeNode.Leaf leaf, int number) {
    String given = given(leaf);
    if (!given.isEmpty()) {
      return given;
    }
    String extension = EXTENSIONS.getOrDefault(leaf.type().value(), ".bin");
    if (leaf.isA("message/rfc822")) {
      String subject =
          MimeReader.headersOf(leaf.content().first(MimeReader.MAX_FIELD_BYTES)).text("subject");
      String name = clean(subject.replaceAll("[/\\\\:*?\"<>|]", "_"));
      if (!name.isEmpty()) {
        return shortened(name, extension);
      }
    }
    return "attachment-" + number + extension;
  }

  private static String clean(String name) {
    String oneLine = CleanText.line(FORBIDDEN.matcher(name).replaceAll(""));
    String last =
        oneLine
            .substring(Math.max(oneLine.lastIndexOf('/'), oneLine.lastIndexOf('\\')) + 1)
            .strip();
    if (last.matches("\\.*")) {
      return "";
    }
    int dot = last.lastIndexOf('.');
    boolean hasExtension = dot > 0 && last.length() - dot <= 16;
    return hasExtension
        ? shortened(last.substring(0, dot), last.substring(dot))
        : shortened(last, "");
  }

  private static String shortened(String name, String extension) {
    int most = MAX_LENGTH - extension.length();
    if (name.length() <= most) {
      return name + extension;
    }
    int end = Character.isHighSurrogate(name.charAt(most - 1)) ? most - 1 : most;
    return name.substring(0, end) + extension;
  }

  /** A media type that is one; anything else is opaque. */
  static String mediaType(MimeNode.Leaf leaf) {
    String type = leaf.type().value().toLowerCase(Locale.ROOT);
    return type.matches("[a-z0-9!#$&^_.+-]{1,60}/[a-z0-9!#$&^_.+-]{1,80}")
        ? type
        : "application/octet-stream";
  }
}
