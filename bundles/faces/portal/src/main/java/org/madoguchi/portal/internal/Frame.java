package org.madoguchi.portal.internal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The layout all pages share, filled in. */
public final class Frame {
  private static final Set<Integer> TOLD = Set.of(400, 403, 404, 405, 410, 429, 503);

  /** A language to choose. */
  public record Choice(String tag, String name, String html, String hreflang, String address) {}

  private final Renderer renderer = new Renderer();
  private final Set<String> pages;
  private final PinnedView pinned;
  private final String version;

  /**
   * @param pages the names of those there are just now
   */
  Frame(Set<String> pages, PinnedView pinned) {
    this.pages = pages;
    this.pinned = pinned;
    this.version = Files.version();
  }

  String framed(Visit visit, Answer.Page page) {
    return framed(visit, page.template(), page.model(), "/" + String.join("/", visit.path()));
  }

  /** Says why there is nothing, and where to go on. */
  String refusing(Visit visit, int status) {
    int told = TOLD.contains(status) ? status : status < 500 ? 400 : 503;
    Texts texts = visit.language().texts();
    Map<String, Object> model =
        Map.of(
            "title", texts.plain("error." + told + ".title"),
            "heading", Marks.html(texts.html("error." + told + ".title")),
            "text", Marks.html(texts.html("error." + told + ".text")),
            "robots", "noindex");
    return framed(visit, "error", model, "/");
  }

  private String framed(Visit visit, String template, Map<String, Object> own, String path) {
    Site site = visit.site();
    Language language = visit.language();
    Map<String, Object> model = new HashMap<>();
    model.put("top", false);
    model.put("robots", "");
    model.put("typed", "");
    model.put("search", "");
    model.putAll(own);
    model.put("town", site.municipality().name());
    model.put("language", language.tag());
    model.put("htmlLanguage", language.html());
    model.put("home", visit.address(""));
    model.put("site", "/" + site.slug() + "/");
    model.put("version", version);
    model.put("pinned", pinned.items(visit));
    model.put("canonical", canonical(visit, language, path));
    model.put("choices", choices(visit, path));
    model.put("inquiry", address(visit, "inquiry", model));
    model.put("opinion", pages.contains("opinion") ? visit.address("opinion") : "");
    for (String key : List.of("phone", "hours", "mail", "address", "fax")) {
      model.put("contact" + key, site.own("contact." + key, language));
    }
    return renderer.filled(template + ".ftlh", language.texts(), model);
  }

  /** Where one asks: the form, or who can be called. What was typed goes along. */
  private String address(Visit visit, String page, Map<String, Object> model) {
    return visit.address(
        pages.contains(page) ? page : "contact",
        "q",
        String.valueOf(model.get("typed")),
        "article",
        model.containsKey("id") ? String.valueOf(model.get("id")) : "",
        "search",
        String.valueOf(model.get("search")));
  }

  private static String canonical(Visit visit, Language language, String path) {
    return visit.origin() + visit.address(language, encoded(path));
  }

  private static String encoded(String path) {
    return Arrays.stream(path.substring(1).split("/"))
        .map(Visit::encoded)
        .reduce((a, b) -> a + "/" + b)
        .orElse("");
  }

  private static List<Choice> choices(Visit visit, String path) {
    String typed = visit.typed();
    return visit.site().languages().stream()
        .map(
            l ->
                new Choice(
                    l.tag(),
                    l.name(),
                    l.html(),
                    l.hreflang(),
                    canonical(visit, l, path).substring(visit.origin().length())
                        + (typed.isEmpty() ? "" : "?q=" + Visit.encoded(typed))))
        .toList();
  }

  String worker(Site site) {
    String pages =
        site.languages().stream()
            .map(l -> StructuredData.quoted("/" + site.slug() + "/" + l.tag() + "/offline"))
            .reduce((a, b) -> a + "," + b)
            .orElse("");
    return Files.text("worker.js").replace("@version@", version).replace("@pages@", pages);
  }
}
