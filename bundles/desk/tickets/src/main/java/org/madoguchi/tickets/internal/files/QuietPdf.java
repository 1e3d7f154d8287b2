package org.madoguchi.tickets.internal.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Whether a PDF only shows: no script, no action when it is opened, nothing enclosed. Viewers run
 * scripts in a jail of their own, but run they do. Names are looked for in the open and in
 * everything that is deflated, within bounds; what cannot be looked into is not taken for quiet.
 */
public final class QuietPdf {
  /** Larger ones are saved, not shown: looking takes the whole of it in memory. */
  public static final int LARGEST = 10 * 1024 * 1024;

  private static final int MOST_INFLATED = 64 * 1024 * 1024;
  private static final int MOST_STREAMS = 20_000;
  private static final int PIECE = 64 * 1024;
  private static final int LONGEST_NAME = 64;

  private static final Pattern ACTIVE =
      Pattern.compile(
          "/(?:JavaScript|JS|OpenAction|AA|Launch|SubmitForm|ImportData|XFA|EmbeddedFiles?|RichMedia"
              + "|Movie|Sound|Rendition|GoToR|GoToE|Encrypt)(?![A-Za-z0-9])");

  /** A compressed table of objects whose filter is another one than deflate. */
  private static final Pattern OTHER_TABLE =
      Pattern.compile(
          "/(?:ASCIIHexDecode|AHx|ASCII85Decode|A85|LZWDecode|LZW|RunLengthDecode|RL)"
              + "(?![A-Za-z0-9])");

  private static final Pattern TABLE = Pattern.compile("/ObjStm(?![A-Za-z0-9])");
  private static final Pattern HEX = Pattern.compile("#([0-9A-Fa-f]{2})");

  private int inflated;

  private QuietPdf() {}

  public static boolean isQuiet(byte[] content) {
    return new QuietPdf().showsOnly(content);
  }

  private boolean showsOnly(byte[] content) {
    // one character a byte; names may be written with escapes
    String text = unescaped(new String(content, ISO_8859_1));
    if (ACTIVE.matcher(text).find() || hasOtherTable(text)) {
      return false;
    }
    String raw = new String(content, ISO_8859_1);
    int streams = 0;
    for (int at = raw.indexOf("stream"); at >= 0; at = raw.indexOf("stream", at + 6)) {
      if (raw.startsWith("end", at - 3)) {
        continue;
      }
      if (++streams > MOST_STREAMS || !isQuiet(content, behindLineEnd(raw, at + 6))) {
        return false;
      }
    }
    return true;
  }

  private static String unescaped(String text) {
    return text.indexOf('#') < 0
        ? text
        : HEX.matcher(text)
            .replaceAll(
                m ->
                    Matcher.quoteReplacement(
                        String.valueOf((char) Integer.parseInt(m.group(1), 16))));
  }

  /** Whether a dictionary of such a table names a filter that is not looked through here. */
  private static boolean hasOtherTable(String text) {
    Matcher table = TABLE.matcher(text);
    while (table.find()) {
      int begin = Math.max(0, text.lastIndexOf("obj", table.start()));
      int end = text.indexOf("stream", table.end());
      if (OTHER_TABLE.matcher(text.substring(begin, end < 0 ? text.length() : end)).find()) {
        return true;
      }
    }
    return false;
  }

  private static int behindLineEnd(String raw, int at) {
    int behind = at;
    while (behind < raw.length() && (raw.charAt(behind) == '\r' || raw.charAt(behind) == '\n')) {
      behind++;
    }
    return behind;
  }

  /** What does not inflate is no deflated stream; the viewer will not read it as one either. */
  private boolean isQuiet(byte[] content, int at) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(content, at, content.length - at);
      byte[] piece = new byte[PIECE];
      String before = "";
      for (int read = inflater.inflate(piece); read > 0; read = inflater.inflate(piece)) {
        inflated += read;
        String seen = before + new String(piece, 0, read, ISO_8859_1);
        if (inflated > MOST_INFLATED || ACTIVE.matcher(unescaped(seen)).find()) {
          return false;
        }
        before = seen.substring(Math.max(0, seen.length() - LONGEST_NAME));
      }
      return true;
    } catch (DataFormatException e) {
      return true;
    } finally {
      inflater.end();
    }
  }
}
