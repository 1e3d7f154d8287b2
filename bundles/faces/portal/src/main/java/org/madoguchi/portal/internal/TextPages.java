package org.madoguchi.portal.internal;

import java.util.Map;

/** Pages that say one thing, in the municipality's words or in ours. */
abstract class TextPages implements PortalPage {
  private final String name;

  TextPages(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Answer show(Visit visit) {
    if (visit.path().size() > 1) {
      return Answer.Refused.MISSING;
    }
    Texts texts = visit.language().texts();
    String own = visit.site().own(name, visit.language());
    String town = visit.site().municipality().name();
    return Answer.Page.of(
        "text",
        Map.of(
            "title", texts.plain(name + ".title"),
            "heading", Marks.html(texts.html(name + ".title")),
            "text",
                own.isEmpty()
                    ? Marks.html(
                        "<p>" + texts.html(name + ".text", town).replace("\n", "</p><p>") + "</p>")
                    : Marks.paragraphs(own)));
  }
}
