package org.madoguchi.tickets.internal.files;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.madoguchi.tickets.internal.Limits;
import org.madoguchi.tickets.internal.domain.InboundText;

/** Names of files as strangers chose them. */
public final class FileNames {
  private static final Map<String, FileKind> KINDS = new HashMap<>();

  static {
    kind(FileKind.IMAGE, "png jpg jpeg jpe jfif gif webp bmp tif tiff heic heif avif ico");
    kind(FileKind.PDF, "pdf");
    kind(FileKind.MESSAGE, "eml");
    kind(
        FileKind.DOCUMENT,
        "doc docx dot dotx xls xlsx xlt xltx ppt pptx pps ppsx odt ods odp rtf jtd jtdc msg xdw");
    kind(FileKind.MACRO, "docm dotm xlsm xltm xlsb xlam pptm potm ppsm ppam");
    kind(FileKind.ARCHIVE, "zip lzh lha 7z rar gz tgz bz2 xz zst tar cab iso img vhd vhdx ace arj");
    kind(
        FileKind.PROGRAM,
        "exe com scr pif cpl dll sys drv ocx msi msp mst msix appx jar apk app dmg pkg deb rpm lnk"
            + " url scf gadget application appref-ms settingcontent-ms search-ms library-ms xll");
    kind(
        FileKind.SCRIPT,
        "bat cmd ps1 psm1 psd1 vbs vbe vb js jse mjs wsf wsh wsc sct hta reg inf chm hlp sh bash"
            + " csh command py pyw pl rb php jnlp msc one");
    kind(FileKind.MARKUP, "html htm xhtml xht shtml mht mhtml svg svgz xml xsl xslt");
    kind(FileKind.MEDIA, "mp3 m4a aac wav wma ogg opus flac amr 3gp mp4 m4v mov avi wmv mkv webm");
    kind(FileKind.TEXT, "txt csv tsv log md ics vcf json");
  }

  private FileNames() {}

  private static void kind(FileKind kind, String extensions) {
    List.of(extensions.split(" ")).forEach(extension -> KINDS.put(extension, kind));
  }

  /**
   * Fit to be shown and saved: one line, without characters that are not seen or turn the direction
   * of reading, behind which an ending can be hidden ({@code photo⟨RLO⟩gnp.exe} reads
   * photoexe.png).
   */
  public static String clean(String name) {
    StringBuilder clean = new StringBuilder(name.length());
    InboundText.line(name, Limits.FILE_NAME)
        .codePoints()
        .filter(c -> !isHidden(c))
        .forEach(clean::appendCodePoint);
    return clean.toString().strip();
  }

  private static boolean isHidden(int c) {
    int type = Character.getType(c);
    return type == Character.FORMAT || type == Character.CONTROL || type == Character.UNASSIGNED;
  }

  /** What the ending promises; UNKNOWN without one that is known. */
  static FileKind promised(String name) {
    return KINDS.getOrDefault(extension(name), FileKind.UNKNOWN);
  }

  /** In lower case; Windows sees none of the dots and blanks behind it. */
  static String extension(String name) {
    String seen = clean(name).replaceAll("[. ]+$", "");
    return seen.substring(seen.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /** Whether the ending leads people to take the content for something it is not. */
  public static boolean isDisguise(String name, FileKind content) {
    FileKind promised = promised(name);
    if (content == FileKind.UNKNOWN || promised == FileKind.UNKNOWN || promised == content) {
      return false;
    }
    return switch (content) {
      case PROGRAM, SCRIPT, MARKUP, MACRO, ARCHIVE -> !runs(promised);
      default -> promised == FileKind.IMAGE || promised == FileKind.PDF || runs(promised);
    };
  }

  private static boolean runs(FileKind kind) {
    return kind == FileKind.PROGRAM || kind == FileKind.SCRIPT;
  }
}
