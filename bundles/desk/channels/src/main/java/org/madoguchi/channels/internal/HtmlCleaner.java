package org.madoguchi.channels.internal;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.owasp.html.AttributePolicy;
import org.owasp.html.CssSchema;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * Turns a stranger's HTML into what may be shown inside the console: formatting, tables, links and
 * inline images. Nothing is fetched from elsewhere: an image of the web keeps its place and text
 * without a {@code src}; its address, when it is one that may be asked for later, is in {@code
 * data-remote}, which is {@code removed} otherwise. What is quoted carries {@code data-fold}, see
 * {@link HtmlFolds}.
 */
final class HtmlCleaner {
  /** Longer bodies are shown as text only. */
  static final int LONGEST = 1_000_000;

  private static final Pattern LINK =
      Pattern.compile("(?i)(?:https?://|mailto:|tel:)[^\\s\\p{Cntrl}<>\"]{1,4000}");
  private static final Pattern INLINE_IMAGE =
      Pattern.compile(
          "(?i)cid:[^\\s\\p{Cntrl}<>\"]{1,500}|data:image/(?:png|jpe?g|gif|webp);base64,[a-z0-9+/=\\s]+");
  private static final Pattern REMOTE_IMAGE =
      Pattern.compile(
          "(?i)https://[a-z0-9][a-z0-9.:-]{0,250}(?:[/?][^\\s\\p{Cntrl}<>\"'\\\\]{0,2000})?");
  private static final String SOURCE = "src";
  private static final Pattern SPAN = Pattern.compile("[0-9]{1,3}");
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,4}%?");
  private static final Pattern ALIGNMENT =
      Pattern.compile("(?i)left|right|center|justify|top|middle|bottom|baseline");
  private static final Pattern DIRECTION = Pattern.compile("(?i)ltr|rtl|auto");
  private static final Pattern COLOUR = Pattern.compile("(?i)#[0-9a-f]{3,8}|[a-z]{1,30}");
  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z0-9-]{1,35}");

  private static final CssSchema STYLES =
      CssSchema.withProperties(
          Set.of(
              "color",
              "background-color",
              "font-weight",
              "font-style",
              "text-align",
              "text-decoration",
              "vertical-align"));

  private static final PolicyFactory SHOWN =
      new HtmlPolicyBuilder()
          .allowElements(
              "p",
              "br",
              "span",
              "b",
              "i",
              "u",
              "s",
              "strong",
              "em",
              "small",
              "big",
              "sub",
              "sup",
              "ins",
              "del",
              "mark",
              "q",
              "cite",
              "code",
              "pre",
              "kbd",
              "samp",
              "h1",
              "h2",
              "h3",
              "h4",
              "h5",
              "h6",
              "hr",
              "ul",
              "ol",
              "li",
              "dl",
              "dt",
              "dd",
              "ruby",
              "rb",
              "rt",
              "rp",
              "center",
              "font",
              "caption",
              "colgroup",
              "col",
              "thead",
              "tbody",
              "tfoot",
              "tr",
              "th",
              "td")
          .allowElements(HtmlFolds::mark, HtmlFolds.ELEMENTS)
          .allowAttributes(HtmlFolds.ATTRIBUTES)
          .matching(HtmlFolds::kind)
          .onElements(HtmlFolds.ELEMENTS)
          .allowElements(HtmlCleaner::openElsewhere, "a")
          .allowElements(HtmlCleaner::noteRemovedImage, "img")
          .allowWithoutAttributes("span", "font", "a")
          .allowUrlProtocols("http", "https", "mailto", "tel", "cid", "data")
          .allowAttributes("href")
          .matching(trimmed(LINK))
          .onElements("a")
          .allowAttributes(SOURCE)
          .matching(trimmed(INLINE_IMAGE, REMOTE_IMAGE))
          .onElements("img")
          .allowAttributes("alt", "width", "height")
          .matching((element, name, value) -> dimensionOrText(name, value))
          .onElements("img")
          .allowAttributes("colspan", "rowspan", "start")
          .matching(SPAN)
          .onElements("td", "th", "ol", "col", "colgroup")
          .allowAttributes("width")
          .matching(LENGTH)
          .onElements("table", "td", "th", "col")
          .allowAttributes("align", "valign")
          .matching(ALIGNMENT)
          .onElements("p", "div", "table", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6")
          .allowAttributes("bgcolor")
          .matching(COLOUR)
          .onElements("table", "tr", "td", "th")
          .allowAttributes("color")
          .matching(COLOUR)
          .onElements("font")
          .allowAttributes("dir")
          .matching(DIRECTION)
          .globally()
          .allowAttributes("lang")
          .matching(LANGUAGE)
          .globally()
          .allowStyling(STYLES)
          .toFactory();

  private static final PolicyFactory NOTHING = new HtmlPolicyBuilder().toFactory();
  private static final Pattern LINE_END =
      Pattern.compile("(?i)<(?:br|hr|/p|/div|/tr|/li|/h[1-6]|/blockquote)\\b[^>]{0,200}>");

  private HtmlCleaner() {}

  /** What may be shown; '' when nothing is left or the body is too long. */
  static String clean(String html) {
    if (html == null || html.isBlank() || html.length() > LONGEST) {
      return "";
    }
    return SHOWN.sanitize(HtmlFolds.withNamedLine(Texts.body(html, LONGEST))).strip();
  }

  /** The words of a body that came as HTML only. */
  static String words(String html) {
    String lines = LINE_END.matcher(Texts.body(html, LONGEST)).replaceAll("$0\n");
    String words = org.owasp.html.Encoding.decodeHtml(NOTHING.sanitize(lines), false);
    return words.replaceAll("[ \\t\\u00a0]+", " ").replaceAll(" ?\\R ?(?:\\R ?)+", "\n\n").strip();
  }

  private static AttributePolicy trimmed(Pattern... allowed) {
    return (element, name, value) -> {
      String trimmed = value.strip();
      return Stream.of(allowed).anyMatch(a -> a.matcher(trimmed).matches()) ? trimmed : null;
    };
  }

  private static String dimensionOrText(String name, String value) {
    return name.equals("alt") || LENGTH.matcher(value).matches() ? value : null;
  }

  private static String openElsewhere(String element, List<String> attributes) {
    if (attributes.contains("href")) {
      attributes.addAll(List.of("rel", "noopener noreferrer nofollow", "target", "_blank"));
    }
    return element;
  }

  private static String noteRemovedImage(String element, List<String> attributes) {
    String remote = "removed";
    for (int i = 0; i < attributes.size(); i += 2) {
      if (attributes.get(i).equals(SOURCE)) {
        if (!REMOTE_IMAGE.matcher(attributes.get(i + 1)).matches()) {
          return element;
        }
        remote = attributes.get(i + 1);
        attributes.subList(i, i + 2).clear();
        break;
      }
    }
    attributes.addAll(List.of("data-remote", remote));
    return element;
  }
}
