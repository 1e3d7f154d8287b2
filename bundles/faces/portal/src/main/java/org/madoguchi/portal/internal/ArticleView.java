package org.madoguchi.portal.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.madoguchi.directory.Section;
import org.madoguchi.knowledge.ArticleUses;
import org.madoguchi.knowledge.ArticleUses.Fault;
import org.madoguchi.knowledge.PublishedArticle;
import org.madoguchi.knowledge.PublishedArticle.Quality;
import org.madoguchi.knowledge.PublishedArticle.Text;
import org.madoguchi.knowledge.PublishedFiles;
import org.madoguchi.portal.internal.Lists.Item;
import org.madoguchi.portal.internal.Lists.Link;
import org.madoguchi.search.SearchRecords.Use;

/** An article, its files, and whether it helped. */
final class ArticleView {
  private static final int RELATED = 5;

  /** As the knowledge writes them; anything else stays as it is. */
  private static final Pattern REFERENCE =
      Pattern.compile("(href|src)=\"(article|attachment):([0-9]{1,18})\"");

  private final Desk desk;

  ArticleView(Desk desk) {
    this.desk = desk;
  }

  Answer show(Visit visit, long id) {
    Optional<PublishedArticle> found = desk.shelves.article(visit.municipality(), id);
    if (found.isEmpty()) {
      return missing(visit, id);
    }
    desk.viewed(visit, id);
    desk.led(visit, Optional.of(id), Use.OPENED);
    return Answer.Page.of("article", model(visit, found.get()));
  }

  private Answer missing(Visit visit, long id) {
    return desk.shelves.isGone(visit.municipality(), id)
        ? Answer.Refused.GONE
        : Answer.Refused.MISSING;
  }

  private Map<String, Object> model(Visit visit, PublishedArticle article) {
    Text text = Wording.of(article, visit.language());
    String original = article.texts().get(0).language();
    Map<String, Object> model = new HashMap<>();
    model.put("title", text.question());
    model.put("id", article.id());
    model.put("lang", Lists.lang(visit, text.language()));
    model.put("conclusion", Marks.paragraphs(text.conclusion()));
    model.put("body", Marks.html(body(visit, article.id(), text.html())));
    model.put("fallback", !visit.language().tag().equals(text.language()));
    model.put("machine", text.quality() == Quality.MACHINE);
    model.put("behind", text.behind());
    model.put("originalAddress", originalAddress(visit, article.id(), original));
    model.put(
        "day", visit.language().day(article.publishedAt(), visit.site().municipality().timeZone()));
    model.put("published", article.publishedAt().toString());
    section(visit, article, model);
    model.put("path", path(visit, article));
    model.put("related", related(visit, article));
    model.put(
        "faults",
        Arrays.stream(Fault.values()).map(f -> f.name().toLowerCase(Locale.ROOT)).toList());
    model.put("token", Answer.TOKEN);
    model.put("typed", visit.typed());
    model.put("search", visit.search().map(UUID::toString).orElse(""));
    model.put("data", Marks.html(StructuredData.of(text)));
    return model;
  }

  /** '' where the original's language has no pages. */
  private static String originalAddress(Visit visit, long id, String original) {
    return visit
        .site()
        .language(original)
        .map(language -> visit.address(language, "faq/" + id))
        .orElse("");
  }

  private String body(Visit visit, long id, String html) {
    return REFERENCE
        .matcher(html)
        .replaceAll(
            found -> {
              String address =
                  found.group(2).equals("article")
                      ? visit.address("faq/" + found.group(3))
                      : visit.address("faq/" + id + "/files/" + found.group(3));
              return Matcher.quoteReplacement(found.group(1) + "=\"" + address + "\"");
            });
  }

  private void section(Visit visit, PublishedArticle article, Map<String, Object> model) {
    Optional<Section> section =
        article.section().isNone()
            ? Optional.empty()
            : desk.directory.section(visit.municipality(), article.section());
    model.put("section", section.map(Section::name).orElse(""));
    model.put("sectionPhone", section.map(Section::phone).orElse(""));
    model.put("sectionHours", section.map(Section::hours).orElse(""));
  }

  private List<Link> path(Visit visit, PublishedArticle article) {
    return desk.categories(visit).path(article.category()).stream()
        .map(node -> Lists.category(visit, node, List.of()))
        .toList();
  }

  /** What its authors name, then what is of its category. */
  private List<Item> related(Visit visit, PublishedArticle article) {
    Shelf shelf = desk.shelf(visit);
    Set<Entry> related = new LinkedHashSet<>();
    article.related().stream()
        .filter(shelf.byId()::containsKey)
        .map(shelf.byId()::get)
        .forEach(related::add);
    if (!article.category().isEmpty()) {
      related.addAll(shelf.byCategory().getOrDefault(article.category(), List.of()));
    }
    return related.stream()
        .filter(entry -> entry.id() != article.id())
        .limit(RELATED)
        .map(entry -> Lists.item(desk, visit, entry))
        .toList();
  }

  /** Once for each page that was read, however often it is posted. */
  Answer vote(Visit visit, long id) {
    ArticleUses uses = desk.uses;
    Optional<UUID> token = Visit.uuid(visit.field("token"));
    String helpful = visit.field("helpful");
    if (token.isEmpty() || !helpful.matches("yes|no")) {
      return Answer.Refused.BAD;
    }
    if (desk.shelves.article(visit.municipality(), id).isEmpty()) {
      return missing(visit, id);
    }
    if (uses == null) {
      return Answer.Refused.AWAY;
    }
    boolean yes = helpful.equals("yes");
    if (yes) {
      uses.helpful(visit.municipality(), id, token.get());
    } else {
      uses.unhelpful(
          visit.municipality(), id, token.get(), fault(visit.field("fault")), visit.field("text"));
    }
    desk.led(visit, Optional.of(id), yes ? Use.HELPFUL : Use.UNHELPFUL);
    return new Answer.Moved(
        303,
        visit.address(
            "faq/" + id + "/thanks",
            "helpful",
            helpful,
            "q",
            visit.typed(),
            "search",
            visit.search().map(UUID::toString).orElse("")));
  }

  private static Fault fault(String said) {
    return Arrays.stream(Fault.values())
        .filter(fault -> fault.name().equalsIgnoreCase(said))
        .findFirst()
        .orElse(Fault.OTHER);
  }

  Answer thanks(Visit visit, long id) {
    Optional<PublishedArticle> found = desk.shelves.article(visit.municipality(), id);
    if (found.isEmpty()) {
      return missing(visit, id);
    }
    Text text = Wording.of(found.get(), visit.language());
    return Answer.Page.of(
        "thanks",
        Map.of(
            "title", visit.language().texts().plain("thanks.title"),
            "helped", visit.field("helpful").equals("yes"),
            "question", text.question(),
            "lang", Lists.lang(visit, text.language()),
            "back", visit.address("faq/" + id),
            "typed", visit.typed(),
            "search", visit.search().map(UUID::toString).orElse(""),
            "robots", "noindex"));
  }

  Answer file(Visit visit, long id, long file) {
    PublishedFiles files = desk.files;
    if (file == 0 || !desk.shelf(visit).byId().containsKey(id)) {
      return missing(visit, id);
    }
    if (files == null) {
      return Answer.Refused.AWAY;
    }
    try {
      return files
          .open(visit.municipality(), id, file)
          .<Answer>map(Answer.Sent::new)
          .orElse(Answer.Refused.MISSING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
