package org.madoguchi.portal.internal;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.madoguchi.directory.Municipality;

/**
 * How a municipality has its pages, from {@code portal.…} of its settings. What cannot be read is
 * as if it were not set.
 *
 * @param address of the product as citizens reach it, such as {@code https://faq.mihon.example}; ''
 *     = as the request says
 * @param searches so many a minute one network may make
 * @param votes the same of saying whether an article helped
 */
record Site(
    Municipality municipality,
    boolean enabled,
    List<Language> languages,
    String address,
    int searches,
    int votes) {
  private static final int SEARCHES = 120;
  private static final int VOTES = 10;
  private static final int MOST = 100_000;

  static Site of(Municipality municipality) {
    return new Site(
        municipality,
        municipality.setting("portal.enabled").filter(v -> v.strip().equals("true")).isPresent(),
        languages(municipality),
        municipality.setting("portal.address").map(Site::origin).orElse(""),
        number(municipality, "portal.searchesPerMinute", SEARCHES),
        number(municipality, "portal.votesPerMinute", VOTES));
  }

  private static List<Language> languages(Municipality municipality) {
    Optional<String> wanted = municipality.setting("portal.languages");
    if (wanted.isEmpty()) {
      return Language.everyOne();
    }
    List<Language> languages = new ArrayList<>(List.of(Language.JAPANESE));
    for (String tag : wanted.get().split(",")) {
      Language.of(tag.strip()).filter(l -> !languages.contains(l)).ifPresent(languages::add);
    }
    return languages;
  }

  private static String origin(String address) {
    try {
      URI uri = URI.create(address.strip());
      boolean sound = uri.getHost() != null && ("" + uri.getScheme()).matches("https?");
      return sound ? uri.getScheme() + "://" + uri.getRawAuthority() : "";
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static int number(Municipality municipality, String key, int otherwise) {
    return municipality
        .setting(key)
        .map(String::strip)
        .filter(v -> v.matches("[1-9][0-9]{0,5}"))
        .map(v -> Math.min(MOST, Integer.parseInt(v)))
        .orElse(otherwise);
  }

  String slug() {
    return municipality.id().value();
  }

  Optional<Language> language(String tag) {
    return languages.stream().filter(l -> l.tag().equals(tag)).findFirst();
  }

  /** A text of the municipality's own, in that language or as it stands for all; '' for none. */
  String own(String key, Language language) {
    return municipality
        .setting("portal." + key + "." + language.tag())
        .or(() -> municipality.setting("portal." + key))
        .map(text -> text.replace("\\n", "\n").strip())
        .orElse("");
  }
}
