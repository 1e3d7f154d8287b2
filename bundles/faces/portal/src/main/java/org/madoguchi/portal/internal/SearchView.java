package org.madoguchi.portal.internal;

import freemarker.core.TemplateHTMLOutputModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.portal.internal.Lists.Item;
import org.madoguchi.portal.internal.Lists.Link;
import org.madoguchi.search.Facet;
import org.madoguchi.search.SearchHit;
import org.madoguchi.search.SearchQuery;
import org.madoguchi.search.SearchRecords;

/** The page of a search. Which one it is goes on in its links, so that it is recorded once. */
final class SearchView {
  private static final int CHOICES = 8;

  private final Desk desk;
  private final Finding finding;

  SearchView(Desk desk) {
    this.desk = desk;
    this.finding = new Finding(desk);
  }

  Answer show(Visit visit) {
    String typed = visit.typed();
    if (!typed.isEmpty()
        && !desk.bounds.allows("search", visit.network(), visit.site().searches())) {
      return Answer.Refused.BUSY;
    }
    int from = Lists.from(visit, SearchQuery.FURTHEST);
    String category = known(desk.categories(visit), visit.field("c"));
    String section = SectionId.isCode(visit.field("s")) ? visit.field("s") : "";
    Found found = finding.find(visit, typed, category, section, from);
    String search = recorded(visit, typed, found);
    Query query = new Query(visit, typed, category, section, search);
    Map<String, Object> model = new HashMap<>();
    model.put("title", visit.language().texts().plain("search.title"));
    model.put("typed", typed);
    model.put("search", search);
    model.put("items", found.entries().stream().map(e -> item(visit, found, e, query)).toList());
    model.put(
        "paging",
        Lists.Paging.of(
            from,
            found.entries().size(),
            Math.min(found.total(), SearchQuery.FURTHEST),
            Finding.SIZE,
            query::from));
    model.put("total", found.total());
    model.put("loosened", found.loosened());
    model.put("meant", found.meant().orElse(""));
    model.put("meantAddress", found.meant().map(m -> visit.address("faq", "q", m)).orElse(""));
    Categories categories = desk.categories(visit);
    model.put("categories", Lists.categories(visit, categories, ""));
    model.put("byCategory", byCategory(categories, found, query));
    model.put("bySection", bySection(visit, found, query));
    model.put("chosen", chosen(visit, categories, query));
    model.put("robots", "noindex");
    return Answer.Page.of("search", model);
  }

  private static String known(Categories categories, String code) {
    return categories.find(code).map(Categories.Node::code).orElse("");
  }

  /** The search of this page: '' when nothing was typed, or when nobody typed it. */
  private String recorded(Visit visit, String typed, Found found) {
    if (typed.isEmpty() || !visit.counts()) {
      return "";
    }
    if (visit.search().isPresent()) {
      return visit.search().get().toString();
    }
    Bounds.Doing doing =
        desk.bounds.doing(visit.person(), "search " + visit.municipality() + " " + typed);
    if (doing.first()) {
      desk.made(
          new SearchRecords.Made(
              doing.id(),
              visit.municipality(),
              SearchRecords.Place.PORTAL,
              typed,
              visit.language().tag(),
              found.entries().stream().map(e -> Desk.key(e.id())).toList(),
              found.total()));
    }
    return doing.id().toString();
  }

  /** What a link of this page keeps. */
  private record Query(Visit visit, String typed, String category, String section, String search) {
    String address(String otherCategory, String otherSection, String from) {
      return visit.address(
          "faq", "q", typed, "c", otherCategory, "s", otherSection, "from", from, "search", search);
    }

    String from(int from) {
      return address(category, section, from == 0 ? "" : "" + from);
    }
  }

  private Item item(Visit visit, Found found, Entry entry, Query query) {
    String address =
        visit.address("faq/" + entry.id(), "q", query.typed(), "search", query.search());
    SearchHit hit = found.hits().get(entry.id());
    Item plain = Lists.item(desk, visit, entry, address);
    // hits are of the original; what is shown in another language is not marked
    boolean original =
        hit != null
            && entry.shownIn(visit.language()).equals(entry.questions().keySet().iterator().next());
    TemplateHTMLOutputModel title = original ? Marks.of(hit.title()) : plain.title();
    return new Item(
        address,
        title,
        original ? Marks.of(hit.excerpt()) : plain.excerpt(),
        plain.lang(),
        plain.section());
  }

  /** By the first level that tells the hits apart: what is right below the chosen one. */
  private List<Link> byCategory(Categories categories, Found found, Query query) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    found
        .facets()
        .getOrDefault(Facet.CATEGORY, Map.of())
        .forEach(
            (code, count) ->
                categories.path(code).stream()
                    .filter(node -> node.parent().equals(query.category()))
                    .findFirst()
                    .ifPresent(node -> counts.merge(node.code(), count.intValue(), Integer::sum)));
    List<Link> links = new ArrayList<>();
    counts.forEach(
        (code, count) ->
            categories
                .find(code)
                .ifPresent(
                    node ->
                        links.add(
                            new Link(
                                query.address(code, query.section(), ""),
                                node.name(),
                                count,
                                List.of()))));
    return most(links);
  }

  private List<Link> bySection(Visit visit, Found found, Query query) {
    List<Link> links = new ArrayList<>();
    if (query.section().isEmpty()) {
      found
          .facets()
          .getOrDefault(Facet.SECTION, Map.of())
          .forEach(
              (code, count) -> {
                String name = Lists.section(desk, visit, new SectionId(code));
                if (!name.isEmpty()) {
                  String address = query.address(query.category(), code, "");
                  links.add(new Link(address, name, count.intValue(), List.of()));
                }
              });
    }
    return most(links);
  }

  /** One choice is none. */
  private static List<Link> most(List<Link> links) {
    return links.size() < 2
        ? List.of()
        : links.stream()
            .sorted(Comparator.comparing(Link::count).reversed().thenComparing(Link::name))
            .limit(CHOICES)
            .toList();
  }

  /** What the hits are narrowed by; each link takes it away. */
  private List<Link> chosen(Visit visit, Categories categories, Query query) {
    List<Link> chosen = new ArrayList<>();
    categories
        .find(query.category())
        .ifPresent(
            node -> chosen.add(Link.to(query.address("", query.section(), ""), node.name())));
    if (!query.section().isEmpty()) {
      String name = Lists.section(desk, visit, new SectionId(query.section()));
      chosen.add(
          Link.to(
              query.address(query.category(), "", ""), name.isEmpty() ? query.section() : name));
    }
    return chosen;
  }
}
