package org.madoguchi.channel.mail.mime.tnef;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.madoguchi.channel.mail.mime.JapaneseText;

/**
 * Reads the words out of RTF, or the HTML that Outlook wrapped into it (MS-OXRTFEX). Formats,
 * pictures and fields are left out.
 *
 * @param isHtml whether the text is HTML
 */
record RtfText(String text, boolean isHtml) {
  private static final int DEEPEST = 200;
  private static final Set<String> UNSEEN =
      Set.of(
          "fonttbl",
          "colortbl",
          "stylesheet",
          "info",
          "pict",
          "object",
          "header",
          "footer",
          "headerl",
          "headerr",
          "footerl",
          "footerr",
          "footnote",
          "fldinst",
          "themedata",
          "datastore",
          "listtable",
          "listoverridetable",
          "generator",
          "pntext");

  static RtfText of(byte[] rtf) {
    Scan scan = new Scan(rtf);
    scan.run();
    return new RtfText(scan.text.toString(), scan.html);
  }

  /** What holds until the group ends. */
  private record Group(boolean unseen, boolean tag, boolean fonts, int font, int skipped) {}

  private static final class Scan {
    private final byte[] rtf;
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private final Deque<Group> groups = new ArrayDeque<>();
    private final Map<Integer, Integer> fontCodePages = new HashMap<>();
    private Group now = new Group(false, false, false, -1, 1);
    private int at;
    private int codePage = 1252;
    private int newFont;
    private int toSkip;
    private boolean html;
    private boolean rendering; // of HTML, for programs that know RTF only
    private boolean star;

    Scan(byte[] rtf) {
      this.rtf = rtf;
    }

    void run() {
      while (at < rtf.length) {
        byte b = rtf[at++];
        switch (b) {
          case '{' -> open();
          case '}' -> close();
          case '\\' -> control();
          case '\r', '\n' -> {
            // line ends of RTF are none of the text
          }
          default -> literal(b);
        }
      }
      flush();
    }

    private void open() {
      flush();
      toSkip = 0;
      if (groups.size() < DEEPEST) {
        groups.push(now);
      }
    }

    private void close() {
      flush();
      toSkip = 0;
      if (!groups.isEmpty()) {
        now = groups.pop();
      }
    }

    private void control() {
      if (at >= rtf.length) {
        return;
      }
      byte b = rtf[at];
      if (isLetter(b)) {
        word();
        return;
      }
      at++;
      switch (b) {
        case '\'' -> hexByte();
        case '*' -> star = true;
        case '~' -> character('\u00a0');
        case '_' -> character('-');
        case '\\', '{', '}' -> literal(b);
        case '\r', '\n' -> character('\n');
        default -> {
          // hyphenation and index entries
        }
      }
    }

    private static boolean isLetter(byte b) {
      return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z';
    }

    private void hexByte() {
      if (at + 2 > rtf.length) {
        at = rtf.length;
        return;
      }
      int high = Character.digit(rtf[at], 16);
      int low = Character.digit(rtf[at + 1], 16);
      at += 2;
      if (high >= 0 && low >= 0) {
        literal((byte) (high << 4 | low));
      }
    }

    private void word() {
      int from = at;
      while (at < rtf.length && isLetter(rtf[at]) && at - from < 40) {
        at++;
      }
      String name = new String(rtf, from, at - from, StandardCharsets.US_ASCII);
      int digits = at;
      if (at < rtf.length && rtf[at] == '-') {
        at++;
      }
      while (at < rtf.length && rtf[at] >= '0' && rtf[at] <= '9' && at - digits < 10) {
        at++;
      }
      String number = new String(rtf, digits, at - digits, StandardCharsets.US_ASCII);
      if (at < rtf.length && rtf[at] == ' ') {
        at++;
      }
      boolean starred = star;
      star = false;
      obey(name, number(number), !number.isEmpty(), starred);
    }

    private static int number(String digits) {
      return digits.isEmpty() || digits.equals("-") ? 0 : (int) Long.parseLong(digits);
    }

    private void obey(String name, int number, boolean hasNumber, boolean starred) {
      if (toSkip > 0 && !name.equals("u")) {
        toSkip--; // a control word counts as one of the characters that stand in for Unicode
        return;
      }
      switch (name) {
        case "ansicpg" -> codePage = number;
        case "fromhtml" -> html = number != 0;
        case "htmltag" -> now = new Group(false, true, false, now.font(), now.skipped());
        case "mhtmltag" -> unseen();
        case "htmlrtf" -> {
          flush();
          rendering = !hasNumber || number != 0;
        }
        case "fonttbl" -> now = new Group(true, false, true, -1, now.skipped());
        case "f" -> font(number);
        case "fcharset" -> fontCodePages.put(newFont, codePage(number));
        case "uc" ->
            now = new Group(now.unseen(), now.tag(), now.fonts(), now.font(), Math.max(0, number));
        case "u" -> unicode(number);
        case "par", "line", "row", "sect", "page" -> character('\n');
        case "tab", "cell" -> character('\t');
        case "bin" -> at = (int) Math.min(rtf.length, (long) at + Math.max(0, number));
        case "lquote" -> character('\u2018');
        case "rquote" -> character('\u2019');
        case "ldblquote" -> character('\u201c');
        case "rdblquote" -> character('\u201d');
        case "bullet" -> character('\u2022');
        case "endash" -> character('\u2013');
        case "emdash" -> character('\u2014');
        default -> {
          if (starred || UNSEEN.contains(name)) {
            unseen();
          }
        }
      }
    }

    private void unseen() {
      flush();
      now = new Group(true, false, now.fonts(), now.font(), now.skipped());
    }

    private void font(int number) {
      flush();
      if (now.fonts()) {
        newFont = number;
      } else {
        now = new Group(now.unseen(), now.tag(), false, number, now.skipped());
      }
    }

    private int codePage(int charset) {
      return switch (charset) {
        case 128 -> 932;
        case 129 -> 949;
        case 134 -> 936;
        case 136 -> 950;
        default -> codePage;
      };
    }

    /** Behind it stand as many characters as were announced, for programs without Unicode. */
    private void unicode(int number) {
      toSkip = 0;
      character((char) number);
      toSkip = now.skipped();
    }

    private boolean isSeen() {
      return !now.unseen() && (!html || now.tag() || !rendering);
    }

    private void character(char c) {
      flush();
      if (isSeen()) {
        text.append(c);
      }
    }

    private void literal(byte b) {
      star = false;
      if (toSkip > 0) {
        toSkip--;
      } else if (isSeen()) {
        pending.write(b);
      }
    }

    private void flush() {
      if (pending.size() > 0) {
        int page = fontCodePages.getOrDefault(now.font(), codePage);
        text.append(JapaneseText.decode(pending.toByteArray(), CodePages.label(page)));
        pending.reset();
      }
    }
  }
}
