package org.madoguchi.tickets.internal.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tells what content is from its first bytes. Nothing is parsed or unpacked: signatures are
 * compared, and names of entries read that lie in the open. The file's name decides only between
 * what a signature leaves open, and what would run by its name alone.
 */
public final class Sniffer {
  /** So much of the beginning is looked at; a disk image tells itself at 32 KiB. */
  public static final int HEAD = 128 * 1024;

  /** Larger pictures are saved, not shown: whoever looks at a list must not wait for them. */
  private static final long LARGEST_PICTURE = 10L * 1024 * 1024;

  private record Signature(int at, byte[] bytes, Content content) {
    boolean matches(byte[] head) {
      if (head.length < at + bytes.length) {
        return false;
      }
      for (int i = 0; i < bytes.length; i++) {
        if (head[at + i] != bytes[i]) {
          return false;
        }
      }
      return true;
    }
  }

  private static final Content PROGRAM = Content.of("application/x-msdownload", FileKind.PROGRAM);
  private static final Content PORTABLE = Content.of("application/x-executable", FileKind.PROGRAM);

  private static final List<Signature> SIGNATURES =
      List.of(
          of(0, "89504e470d0a1a0a", "image/png", FileKind.IMAGE),
          of(0, "ffd8ff", "image/jpeg", FileKind.IMAGE),
          text(0, "GIF87a", "image/gif", FileKind.IMAGE),
          text(0, "GIF89a", "image/gif", FileKind.IMAGE),
          text(8, "WEBPVP8", "image/webp", FileKind.IMAGE),
          of(0, "49492a00", "image/tiff", FileKind.IMAGE),
          of(0, "4d4d002a", "image/tiff", FileKind.IMAGE),
          text(4, "ftypheic", "image/heic", FileKind.IMAGE),
          text(4, "ftypmif1", "image/heif", FileKind.IMAGE),
          text(4, "ftypavif", "image/avif", FileKind.IMAGE),
          new Signature(0, bytes("MZ"), PROGRAM),
          new Signature(0, HexFormat.of().parseHex("7f454c46"), PORTABLE),
          new Signature(0, HexFormat.of().parseHex("cffaedfe"), PORTABLE),
          new Signature(0, HexFormat.of().parseHex("cefaedfe"), PORTABLE),
          new Signature(0, HexFormat.of().parseHex("cafebabe"), PORTABLE),
          of(
              0,
              "4c0000000114020000000000c000000000000046",
              "application/x-ms-shortcut",
              FileKind.PROGRAM),
          text(0, "!<arch>\ndebian", "application/vnd.debian.binary-package", FileKind.PROGRAM),
          of(0, "edabeedb", "application/x-rpm", FileKind.PROGRAM),
          text(0, "ITSF", "application/vnd.ms-htmlhelp", FileKind.SCRIPT),
          of(0, "526172211a07", "application/vnd.rar", FileKind.ARCHIVE),
          of(0, "377abcaf271c", "application/x-7z-compressed", FileKind.ARCHIVE),
          of(0, "1f8b", "application/gzip", FileKind.ARCHIVE),
          text(0, "BZh", "application/x-bzip2", FileKind.ARCHIVE),
          of(0, "fd377a585a00", "application/x-xz", FileKind.ARCHIVE),
          of(0, "28b52ffd", "application/zstd", FileKind.ARCHIVE),
          text(0, "MSCF", "application/vnd.ms-cab-compressed", FileKind.ARCHIVE),
          text(257, "ustar", "application/x-tar", FileKind.ARCHIVE),
          text(32_769, "CD001", "application/x-iso9660-image", FileKind.ARCHIVE),
          text(0, "{\\rtf", "application/rtf", FileKind.DOCUMENT),
          of(0, "60050000", "application/vnd.fujifilm.xdw", FileKind.DOCUMENT),
          text(0, "ID3", "audio/mpeg", FileKind.MEDIA),
          text(0, "OggS", "audio/ogg", FileKind.MEDIA),
          text(0, "fLaC", "audio/flac", FileKind.MEDIA),
          text(0, "#!AMR", "audio/amr", FileKind.MEDIA),
          text(8, "WAVEfmt", "audio/wav", FileKind.MEDIA),
          text(8, "AVI LIST", "video/x-msvideo", FileKind.MEDIA),
          text(4, "ftyp", "video/mp4", FileKind.MEDIA),
          of(0, "1a45dfa3", "video/x-matroska", FileKind.MEDIA),
          of(0, "3026b2758e66cf11", "video/x-ms-wmv", FileKind.MEDIA));

  private static final Pattern LZH = Pattern.compile("-l[hz][0-9sd]-");
  private static final Pattern MARKUP =
      Pattern.compile(
          "<(?:!doctype|html|head|body|script|svg|iframe|meta|style|title|table|div|a |p>|img)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern MAIL =
      Pattern.compile(
          "\\A(?:[\\x21-\\x39\\x3b-\\x7e]{1,76}:[ \\t].*\\r?\\n(?:[ \\t].*\\r?\\n)*){3}");
  private static final Pattern OF_MAIL =
      Pattern.compile(
          "^(?:Received|Message-ID|MIME-Version|Return-Path|From|Subject|Date):",
          Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

  private Sniffer() {}

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  private static Signature of(int at, String hex, String mediaType, FileKind kind) {
    return new Signature(at, HexFormat.of().parseHex(hex), Content.of(mediaType, kind));
  }

  private static Signature text(int at, String text, String mediaType, FileKind kind) {
    return new Signature(at, bytes(text), Content.of(mediaType, kind));
  }

  /**
   * @param head of the content, at least its first {@value #HEAD} bytes or all of it
   * @param size of the whole content
   */
  public static Content sniff(byte[] head, long size, String fileName) {
    Content seen = seen(head, fileName);
    if (seen.kind() == FileKind.IMAGE
        && size <= LARGEST_PICTURE
        && PictureSize.isShown(seen.mediaType(), head)) {
      return new Content(seen.mediaType(), FileKind.IMAGE, Content.Preview.IMAGE);
    }
    return byName(seen, fileName);
  }

  /** Windows starts it whatever is inside; a picture named so is none of its concern either. */
  private static Content byName(Content seen, String fileName) {
    FileKind promised = FileNames.promised(fileName);
    boolean runs = promised == FileKind.PROGRAM || promised == FileKind.SCRIPT;
    boolean open =
        seen.kind() == FileKind.UNKNOWN
            || seen.kind() == FileKind.TEXT
            || seen.kind() == FileKind.MARKUP;
    if (runs && open) {
      return Content.of(seen.mediaType(), promised);
    }
    return promised == FileKind.MARKUP && seen.kind() == FileKind.TEXT
        ? Content.of(seen.mediaType(), promised)
        : seen;
  }

  private static Content seen(byte[] head, String fileName) {
    if (startsWith(head, "PK\3\4") || startsWith(head, "PK\5\6")) {
      return zip(head, fileName);
    }
    if (startsWith(head, "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1")) {
      return compound(head, fileName);
    }
    for (Signature signature : SIGNATURES) {
      if (signature.matches(head)) {
        return signature.content();
      }
    }
    if (head.length >= 7 && LZH.matcher(new String(head, 2, 5, ISO_8859_1)).matches()) {
      return Content.of("application/x-lzh-compressed", FileKind.ARCHIVE);
    }
    // readers accept it anywhere in the first kilobyte
    if (new String(head, 0, Math.min(head.length, 1_024), ISO_8859_1).contains("%PDF-")) {
      return Content.of("application/pdf", FileKind.PDF);
    }
    if (startsWith(head, "BM") && head.length > 14 && head[6] == 0 && head[7] == 0) {
      return Content.of("image/bmp", FileKind.IMAGE);
    }
    return isText(head) ? written(head) : Content.UNKNOWN;
  }

  private static boolean startsWith(byte[] head, String text) {
    return new Signature(0, bytes(text), Content.UNKNOWN).matches(head);
  }

  /** The names of a zip's entries lie in the open; nothing is unpacked. */
  private static Content zip(byte[] head, String fileName) {
    String text = new String(head, ISO_8859_1);
    String extension = FileNames.extension(fileName);
    if (text.contains("META-INF/MANIFEST.MF") && !text.contains("mimetypeapplication/")
        || text.contains("AndroidManifest.xml")) {
      return Content.of("application/java-archive", FileKind.PROGRAM);
    }
    if (text.contains("[Content_Types].xml") || text.contains("_rels/.rels")) {
      boolean macro =
          text.contains("vbaProject.bin") || FileNames.promised(fileName) == FileKind.MACRO;
      return Content.of(officeType(text), macro ? FileKind.MACRO : FileKind.DOCUMENT);
    }
    int declared = text.indexOf("mimetypeapplication/");
    if (declared == 30) {
      String type = text.substring(38, Math.min(text.length(), 138)).split("[^a-z0-9./+-]", 2)[0];
      return type.startsWith("application/vnd.oasis.opendocument.")
          ? Content.of(type.substring(0, Math.min(type.length(), 90)), FileKind.DOCUMENT)
          : Content.of("application/zip", FileKind.ARCHIVE);
    }
    return extension.equals("jar") || extension.equals("apk")
        ? Content.of("application/java-archive", FileKind.PROGRAM)
        : Content.of("application/zip", FileKind.ARCHIVE);
  }

  private static String officeType(String text) {
    String open = "application/vnd.openxmlformats-officedocument.";
    if (text.contains("word/")) {
      return open + "wordprocessingml.document";
    }
    if (text.contains("xl/")) {
      return open + "spreadsheetml.sheet";
    }
    return text.contains("ppt/") ? open + "presentationml.presentation" : open + "package";
  }

  /** Old office documents, installers and Outlook's mails share one container. */
  private static Content compound(byte[] head, String fileName) {
    return switch (FileNames.extension(fileName)) {
      case "msi", "msp", "mst" -> Content.of("application/x-msi", FileKind.PROGRAM);
      case "xls", "xlt" -> Content.of("application/vnd.ms-excel", FileKind.DOCUMENT);
      case "ppt", "pps" -> Content.of("application/vnd.ms-powerpoint", FileKind.DOCUMENT);
      case "msg" -> Content.of("application/vnd.ms-outlook", FileKind.DOCUMENT);
      case "doc", "dot" -> Content.of("application/msword", FileKind.DOCUMENT);
      default -> Content.of("application/x-ole-storage", FileKind.DOCUMENT);
    };
  }

  /** UTF-8, Shift_JIS, ISO-2022-JP: no control characters but those of text and the escape. */
  private static boolean isText(byte[] head) {
    if (head.length > 1 && (startsWith(head, "\u00ff\u00fe") || startsWith(head, "\u00fe\u00ff"))) {
      return true;
    }
    for (byte b : head) {
      boolean control = b >= 0 && b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f';
      if (control && b != 0x1b) {
        return false;
      }
    }
    return true;
  }

  private static Content written(byte[] head) {
    String text = new String(head, 0, Math.min(head.length, 8_192), ISO_8859_1);
    if (text.startsWith("\u00ff\u00fe") || text.startsWith("\u00fe\u00ff")) {
      text = text.substring(2).replace("\0", "");
    }
    String begin = text.startsWith("\u00ef\u00bb\u00bf") ? text.substring(3) : text;
    if (begin.startsWith("#!")) {
      return Content.of("text/x-shellscript", FileKind.SCRIPT);
    }
    if (MAIL.matcher(begin).find() && OF_MAIL.matcher(begin).find()) {
      return Content.of("message/rfc822", FileKind.MESSAGE);
    }
    if (MARKUP.matcher(begin).find()) {
      boolean picture = begin.toLowerCase(Locale.ROOT).contains("<svg");
      return Content.of(picture ? "image/svg+xml" : "text/html", FileKind.MARKUP);
    }
    return begin.stripLeading().startsWith("<?xml")
        ? Content.of("application/xml", FileKind.MARKUP)
        : Content.of("text/plain", FileKind.TEXT);
  }
}
