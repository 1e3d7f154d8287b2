package org.madoguchi.knowledge.internal.body;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.knowledge.internal.domain.Words;
import org.owasp.html.Handler;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.HtmlSanitizer;
import org.owasp.html.HtmlStreamEventReceiver;
import org.owasp.html.HtmlStreamRenderer;
import org.owasp.html.PolicyFactory;

/**
 * The body of an article: headings, lists, tables, links and pictures of its own, and nothing that
 * a page could be harmed by. What was kept once comes out the same again.
 *
 * @param html safe to be shown; '' for nothing
 * @param text the same without marks, lines as they are shown
 * @param links where it leads, each target once, in order
 */
public record ArticleBody(String html, String text, List<Link> links) {
  /** Longer ones are not read at all. */
  public static final int LONGEST = 200_000;

  public static final int MOST_ROWS = 500;
  public static final int MOST_LINKS = 200;

  private static final int LONGEST_TARGET = 2_000;
  private static final int LONGEST_LABEL = 200;

  private static final Pattern LINK =
      Pattern.compile(
          "(?i)(?:https?://|mailto:|tel:)[^\\s\\p{Cntrl}<>\"]{1,1990}|article:[0-9]{1,18}"
              + "|attachment:[0-9]{1,18}");
  private static final Pattern PICTURE = Pattern.compile("attachment:[0-9]{1,18}");
  private static final Pattern SPAN = Pattern.compile("[1-9][0-9]{0,2}");
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,4}");
  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z0-9-]{1,35}");
  private static final Pattern HEAD_OF = Pattern.compile("row|col|rowgroup|colgroup");

  private static final PolicyFactory KEPT =
      new HtmlPolicyBuilder()
          .allowElements(
              "p",
              "br",
              "hr",
              "h2",
              "h3",
              "h4",
              "ul",
              "ol",
              "li",
              "dl",
              "dt",
              "dd",
              "table",
              "caption",
              "thead",
              "tbody",
              "tfoot",
              "tr",
              "th",
              "td",
              "strong",
              "em",
              "b",
              "i",
              "u",
              "s",
              "sub",
              "sup",
              "mark",
              "blockquote",
              "pre",
              "code",
              "ruby",
              "rb",
              "rt",
              "rp",
              "div",
              "a")
          .allowElements(ArticleBody::shownPicture, "img")
          .allowUrlProtocols("http", "https", "mailto", "tel", "article", "attachment")
          .allowAttributes("href")
          .matching(LINK)
          .onElements("a")
          .allowAttributes("src")
          .matching(PICTURE)
          .onElements("img")
          .allowAttributes("alt")
          .onElements("img")
          .allowAttributes("width", "height")
          .matching(LENGTH)
          .onElements("img")
          .allowAttributes("colspan", "rowspan")
          .matching(SPAN)
          .onElements("td", "th")
          .allowAttributes("scope")
          .matching(HEAD_OF)
          .onElements("th")
          .allowAttributes("start")
          .matching(SPAN)
          .onElements("ol")
          .allowAttributes("lang")
          .matching(LANGUAGE)
          .globally()
          .toFactory();

  /** A line of text ends with them. */
  private static final Set<String> LINES =
      Set.of(
          "p",
          "br",
          "hr",
          "h2",
          "h3",
          "h4",
          "ul",
          "ol",
          "li",
          "dl",
          "dt",
          "dd",
          "table",
          "caption",
          "tr",
          "blockquote",
          "pre",
          "div");

  /** Where it leads, and what is written there. */
  public record Link(String target, String label) {}

  public ArticleBody {
    links = List.copyOf(links);
  }

  /**
   * @param field as problems call it; what is too much, and pictures that say nothing to whoever
   *     cannot see them, are noted
   */
  public static ArticleBody read(Checks checks, String field, String written) {
    if (written == null || written.isBlank()) {
      return new ArticleBody("", "", List.of());
    }
    if (written.length() > LONGEST) {
      return checks.note(field, "too-long", new ArticleBody("", "", List.of()), LONGEST);
    }
    StringBuilder html = new StringBuilder(written.length());
    Reading reading = new Reading(HtmlStreamRenderer.create(html, Handler.DO_NOTHING));
    HtmlSanitizer.sanitize(sound(written), KEPT.apply(reading));
    if (html.length() > LONGEST) {
      // signs that have to be written out make it longer; it could not be sent back like that
      checks.note(field, "too-long", "", LONGEST);
    }
    if (reading.mute) {
      checks.note(field + ".img.alt", "required", "");
    }
    if (reading.rows > MOST_ROWS) {
      checks.note(field + ".table", "too-many", "", MOST_ROWS);
    }
    if (reading.links.size() > MOST_LINKS) {
      checks.note(field + ".a", "too-many", "", MOST_LINKS);
    }
    return new ArticleBody(html.toString().strip(), tidy(reading.text), reading.links);
  }

  /** Of what was kept. */
  public static ArticleBody kept(String html) {
    return read(new Checks(), "body", html);
  }

  /** Without blanks around lines, and without empty ones. */
  private static String tidy(CharSequence text) {
    return text.toString()
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  /** What comes from elsewhere is not shown, and then its text has no place either. */
  private static String shownPicture(String element, List<String> attributes) {
    return attributes.contains("src") ? element : null;
  }

  /** Half characters can be kept by no database. */
  private static String sound(String written) {
    StringBuilder sound = new StringBuilder(written.length());
    written
        .codePoints()
        .filter(c -> c < 0xd800 || c > 0xdfff)
        .filter(c -> c >= 0x20 || c == '\n' || c == '\t')
        .forEach(sound::appendCodePoint);
    return sound.toString();
  }

  /** Writes what is kept and notes what is in it. */
  private static final class Reading implements HtmlStreamEventReceiver {
    private final HtmlStreamEventReceiver out;
    private final StringBuilder text = new StringBuilder();
    private final List<Link> links = new ArrayList<>();
    private String target = "";
    private int labelled;
    private int rows;
    private boolean mute;

    Reading(HtmlStreamEventReceiver out) {
      this.out = out;
    }

    @Override
    public void openDocument() {
      out.openDocument();
    }

    @Override
    public void closeDocument() {
      out.closeDocument();
    }

    @Override
    public void openTag(String element, List<String> attributes) {
      switch (element) {
        case "tr" -> rows++;
        case "a" -> {
          target = value(attributes, "href");
          labelled = text.length();
        }
        case "img" -> {
          String alt = value(attributes, "alt");
          mute |= alt.isBlank();
          text.append(alt);
        }
        default -> {}
      }
      if (LINES.contains(element)) {
        text.append('\n');
      }
      out.openTag(element, attributes);
    }

    @Override
    public void closeTag(String element) {
      if (element.equals("a") && !target.isEmpty()) {
        note(text.substring(labelled).strip());
      }
      if (LINES.contains(element)) {
        text.append('\n');
      } else if (element.equals("td") || element.equals("th")) {
        text.append(' ');
      }
      out.closeTag(element);
    }

    private void note(String label) {
      String shown = label.replaceAll("\\s+", " ");
      if (links.size() <= MOST_LINKS
          && target.length() <= LONGEST_TARGET
          && links.stream().noneMatch(l -> l.target().equals(target))) {
        links.add(new Link(target, Words.cut(shown, LONGEST_LABEL)));
      }
      target = "";
    }

    @Override
    public void text(String words) {
      text.append(words);
      out.text(words);
    }

    private static String value(List<String> attributes, String name) {
      for (int i = 0; i + 1 < attributes.size(); i += 2) {
        if (attributes.get(i).equals(name)) {
          return attributes.get(i + 1);
        }
      }
      return "";
    }
  }
}
