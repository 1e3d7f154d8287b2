package org.madoguchi.portal.internal;

import freemarker.core.TemplateHTMLOutputModel;
import java.util.List;
import org.madoguchi.knowledge.PinnedAnswer;
import org.madoguchi.knowledge.PinnedAnswer.Said;

/** What is pinned, as every page shows it at its top. */
final class PinnedView {
  private final Desk desk;

  PinnedView(Desk desk) {
    this.desk = desk;
  }

  /**
   * @param lang '' when it is the page's
   * @param address of the article that says more; '' for none
   */
  public record Item(String heading, TemplateHTMLOutputModel text, String lang, String address) {}

  /** None on the page browsers keep: it would still say there what has ended. */
  List<Item> items(Visit visit) {
    return visit.path().equals(List.of("offline")) ? List.of() : shown(visit);
  }

  private List<Item> shown(Visit visit) {
    return desk.pinned(visit.municipality()).stream().map(answer -> item(visit, answer)).toList();
  }

  private Item item(Visit visit, PinnedAnswer answer) {
    Said said = answer.in(visit.language().tag());
    return new Item(
        said.heading(),
        Marks.paragraphs(said.text()),
        said.language().equals(visit.language().html()) ? "" : said.language(),
        address(visit, answer));
  }

  /** '' for none, and for one that citizens do not read any more. */
  String address(Visit visit, PinnedAnswer answer) {
    return desk.shelf(visit).byId().containsKey(answer.article())
        ? visit.address("faq/" + answer.article())
        : "";
  }
}
