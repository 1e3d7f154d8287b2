package org.madoguchi.portal.internal;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Everything below {@code faq}: search, categories, and the articles. */
@Component(service = PortalPage.class)
public final class FaqPage implements PortalPage {
  private final Desk desk;
  private final SearchView search;
  private final ArticleView article;

  @Activate
  public FaqPage(@Reference Desk desk) {
    this.desk = desk;
    this.search = new SearchView(desk);
    this.article = new ArticleView(desk);
  }

  @Override
  public String name() {
    return "faq";
  }

  @Override
  public Answer show(Visit visit) {
    if (!desk.shelves.isOpen() || !desk.shelves.isFilled()) {
      return Answer.Refused.AWAY;
    }
    List<String> path = visit.path();
    if (path.size() == 1) {
      return search.show(visit);
    }
    if (path.size() == 3 && path.get(1).equals("c")) {
      return CategoryView.show(desk, visit, path.get(2));
    }
    long id = id(path.get(1));
    if (id == 0) {
      return Answer.Refused.MISSING;
    }
    if (path.size() == 2) {
      return article.show(visit, id);
    }
    if (path.size() == 3 && path.get(2).equals("thanks")) {
      return article.thanks(visit, id);
    }
    return path.size() == 4 && path.get(2).equals("files")
        ? article.file(visit, id, id(path.get(3)))
        : Answer.Refused.MISSING;
  }

  @Override
  public Answer take(Visit visit) {
    List<String> path = visit.path();
    boolean vote = path.size() == 3 && path.get(2).equals("feedback");
    return vote && id(path.get(1)) > 0
        ? article.vote(visit, id(path.get(1)))
        : Answer.Refused.MISSING;
  }

  /** 0 for what is no id. */
  private static long id(String step) {
    return step.matches("[1-9][0-9]{0,17}") ? Long.parseLong(step) : 0;
  }
}
