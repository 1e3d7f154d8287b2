package org.madoguchi.portal.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The articles of a category. */
final class CategoryView {
  private static final int SIZE = 20;

  private CategoryView() {}

  static Answer show(Desk desk, Visit visit, String code) {
    Categories categories = desk.categories(visit);
    Optional<Categories.Node> found = categories.find(code);
    if (found.isEmpty()) {
      return Answer.Refused.MISSING;
    }
    Categories.Node node = found.get();
    List<Entry> entries = categories.entries(code, desk.shelf(visit));
    int from = Lists.from(visit, entries.size() - 1);
    List<Entry> shown = Lists.part(entries, from, SIZE);
    String page = "faq/c/" + Visit.encoded(code);
    return Answer.Page.of(
        "category",
        Map.of(
            "title", node.name(),
            "path",
                categories.path(node.parent()).stream()
                    .map(above -> Lists.category(visit, above, List.of()))
                    .toList(),
            "below", Lists.categories(visit, categories, code),
            "items", shown.stream().map(entry -> Lists.item(desk, visit, entry)).toList(),
            "paging",
                Lists.Paging.of(
                    from,
                    shown.size(),
                    entries.size(),
                    SIZE,
                    at -> visit.address(page, "from", at == 0 ? "" : "" + at))));
  }
}
