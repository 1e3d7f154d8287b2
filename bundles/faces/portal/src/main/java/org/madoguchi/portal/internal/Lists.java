package org.madoguchi.portal.internal;

import freemarker.core.TemplateHTMLOutputModel;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.madoguchi.directory.Section;
import org.madoguchi.kernel.SectionId;

/** What lists of articles and categories are made of, for templates. */
public final class Lists {
  private Lists() {}

  /** A link with how much is behind it; 0 = not said. */
  public record Link(String address, String name, int count, List<Link> below) {
    static Link to(String address, String name) {
      return new Link(address, name, 0, List.of());
    }
  }

  /**
   * An article in a list.
   *
   * @param lang of its question, '' when it is the page's
   * @param excerpt '' when there is none
   */
  public record Item(
      String address,
      TemplateHTMLOutputModel title,
      TemplateHTMLOutputModel excerpt,
      String lang,
      String section) {}

  /**
   * Which part of a list is shown.
   *
   * @param previous '' = there is none
   * @param next the same
   */
  public record Paging(int first, int last, long total, String previous, String next) {
    static Paging of(int from, int shown, long total, int size, IntFunction<String> address) {
      boolean more = shown > 0 && from + shown < total;
      return new Paging(
          shown == 0 ? 0 : from + 1,
          from + shown,
          total,
          from > 0 ? address.apply(Math.max(0, from - size)) : "",
          more ? address.apply(from + size) : "");
    }
  }

  static Item item(Desk desk, Visit visit, Entry entry, String address) {
    return new Item(
        address,
        Marks.plain(entry.question(visit.language())),
        Marks.plain(""),
        lang(visit, entry.shownIn(visit.language())),
        section(desk, visit, entry.section()));
  }

  static Item item(Desk desk, Visit visit, Entry entry) {
    return item(desk, visit, entry, visit.address("faq/" + entry.id()));
  }

  /** '' when it is the page's own. */
  static String lang(Visit visit, String shown) {
    String html = Wording.html(shown);
    return html.equals(visit.language().html()) ? "" : html;
  }

  /** '' for the municipality itself, and for one that is no more. */
  static String section(Desk desk, Visit visit, SectionId section) {
    return section.isNone()
        ? ""
        : desk.directory.section(visit.municipality(), section).map(Section::name).orElse("");
  }

  static Link category(Visit visit, Categories.Node node, List<Link> below) {
    return new Link(
        visit.address("faq/c/" + Visit.encoded(node.code())), node.name(), node.count(), below);
  }

  /** Those right below, each with the names of what is below it. */
  static List<Link> categories(Visit visit, Categories categories, String code) {
    return categories.below(code).stream()
        .map(
            node ->
                category(
                    visit,
                    node,
                    categories.below(node.code()).stream()
                        .map(child -> category(visit, child, List.of()))
                        .toList()))
        .toList();
  }

  /** How many entries are left out before the page that is asked for. */
  static int from(Visit visit, int furthest) {
    String from = visit.field("from");
    return from.matches("[0-9]{1,6}") ? Math.min(furthest, Integer.parseInt(from)) : 0;
  }

  static <T> List<T> part(List<T> all, int from, int size) {
    return IntStream.range(Math.min(from, all.size()), Math.min(all.size(), from + size))
        .mapToObj(all::get)
        .toList();
  }
}
