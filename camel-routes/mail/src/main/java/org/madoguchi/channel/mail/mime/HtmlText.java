package org.madoguchi.channel.mail.mime;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/** Reads HTML as plain text: paragraphs, lists, tables and links stay recognisable. */
final class HtmlText {
  private static final Set<String> UNSEEN =
      Set.of("script", "style", "head", "title", "template", "noscript");
  private static final Set<String> PARAGRAPHS =
      Set.of(
          "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre", "dl");
  private static final Set<String> LINES =
      Set.of(
          "div", "tr", "li", "dt", "dd", "section", "article", "header", "footer", "address",
          "center", "form");

  private HtmlText() {}

  static String of(String html) {
    Rendering rendering = new Rendering();
    NodeTraversor.traverse(rendering, Jsoup.parse(html).body());
    return rendering.text();
  }

  private static final class Rendering implements NodeVisitor {
    private final StringBuilder out = new StringBuilder();
    private int unseen;

    @Override
    public void head(Node node, int depth) {
      if (node instanceof TextNode text) {
        if (unseen == 0) {
          append(text);
        }
      } else if (node instanceof Element element) {
        begin(element.normalName());
      }
    }

    private void begin(String name) {
      if (UNSEEN.contains(name)) {
        unseen++;
      } else if (name.equals("br")) {
        out.append('\n');
      } else if (name.equals("hr")) {
        breakLines(1);
        out.append("----\n");
      } else if (PARAGRAPHS.contains(name)) {
        breakLines(2);
      } else if (LINES.contains(name)) {
        breakLines(1);
        out.append(name.equals("li") ? "・" : "");
      } else if (name.equals("td") || name.equals("th")) {
        if (out.length() > 0 && out.charAt(out.length() - 1) != '\n') {
          out.append('\t');
        }
      }
    }

    @Override
    public void tail(Node node, int depth) {
      if (!(node instanceof Element element)) {
        return;
      }
      String name = element.normalName();
      if (UNSEEN.contains(name)) {
        unseen--;
      } else if (name.equals("a")) {
        link(element);
      } else if (PARAGRAPHS.contains(name)) {
        breakLines(2);
      } else if (LINES.contains(name)) {
        breakLines(1);
      }
    }

    private void link(Element anchor) {
      String target = anchor.attr("href").strip();
      boolean web = target.startsWith("http://") || target.startsWith("https://");
      if (unseen == 0 && web && !anchor.text().contains(target)) {
        out.append(" <").append(target).append('>');
      }
    }

    private void append(TextNode text) {
      boolean preformatted = text.parent() != null && text.parent().closest("pre") != null;
      if (preformatted) {
        out.append(text.getWholeText());
        return;
      }
      boolean atLineStart =
          out.length() == 0 || Character.isWhitespace(out.charAt(out.length() - 1));
      String normal = text.text();
      out.append(atLineStart ? normal.stripLeading() : normal);
    }

    private void breakLines(int wanted) {
      if (out.length() == 0) {
        return;
      }
      while (out.length() > 0 && out.charAt(out.length() - 1) == ' ') {
        out.setLength(out.length() - 1);
      }
      int have = 0;
      while (have < out.length() && out.charAt(out.length() - 1 - have) == '\n') {
        have++;
      }
      out.append("\n".repeat(Math.max(0, wanted - have)));
    }

    String text() {
      return out.toString().replace('\u00a0', ' ').strip();
    }
  }
}
