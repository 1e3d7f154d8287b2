package org.madoguchi.portal.internal;

import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateHTMLOutputModel;
import freemarker.template.TemplateModelException;
import org.madoguchi.search.Marked;

/** Texts as HTML. */
final class Marks {
  private Marks() {}

  static TemplateHTMLOutputModel html(String markup) {
    try {
      return HTMLOutputFormat.INSTANCE.fromMarkup(markup);
    } catch (TemplateModelException e) {
      throw new IllegalStateException(e);
    }
  }

  static TemplateHTMLOutputModel plain(String text) {
    return html(Texts.escaped(text));
  }

  static TemplateHTMLOutputModel of(Marked marked) {
    StringBuilder html = new StringBuilder();
    int at = 0;
    for (Marked.Mark mark : marked.marks()) {
      html.append(Texts.escaped(marked.text().substring(at, mark.start())))
          .append("<mark>")
          .append(Texts.escaped(marked.text().substring(mark.start(), mark.end())))
          .append("</mark>");
      at = mark.end();
    }
    return html(html.append(Texts.escaped(marked.text().substring(at))).toString());
  }

  /** Paragraphs and lines as they were written in the settings. */
  static TemplateHTMLOutputModel paragraphs(String text) {
    StringBuilder html = new StringBuilder();
    for (String paragraph : text.strip().split("\n\\s*\n")) {
      html.append("<p>")
          .append(Texts.escaped(paragraph.strip()).replace("\n", "<br>"))
          .append("</p>");
    }
    return html(html.toString());
  }
}
