package org.madoguchi.portal.internal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.madoguchi.kernel.MunicipalityId;

/**
 * Somebody who asks for a page.
 *
 * @param path what follows the language, without empty steps
 * @param fields of the query and of what was posted, the first value of each; bounded, never null
 * @param network whose requests are counted together
 * @param person a short word for who asks, as far as anybody can tell; '' for programs and for
 *     pages fetched ahead, of which nothing is counted
 * @param origin where the product is reached, such as {@code https://faq.mihon.example}
 */
public record Visit(
    Site site,
    Language language,
    List<String> path,
    Map<String, String> fields,
    String network,
    String person,
    String origin) {
  private static final int LONGEST_TYPED = 300;

  public Visit {
    path = List.copyOf(path);
    fields = Map.copyOf(fields);
  }

  public MunicipalityId municipality() {
    return site.municipality().id();
  }

  /** Whether what is done is counted. */
  public boolean counts() {
    return !person.isEmpty();
  }

  /** '' when it is missing. */
  public String field(String name) {
    return fields.getOrDefault(name, "").strip();
  }

  /** What was looked for, as it is carried on. */
  public String typed() {
    String typed = field("q").replaceAll("\\s+", " ");
    if (typed.length() <= LONGEST_TYPED) {
      return typed;
    }
    int end = Character.isHighSurrogate(typed.charAt(LONGEST_TYPED - 1)) ? 1 : 0;
    return typed.substring(0, LONGEST_TYPED - end);
  }

  /** The search that led here. */
  public Optional<UUID> search() {
    return uuid(field("search"));
  }

  static Optional<UUID> uuid(String text) {
    return text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
        ? Optional.of(UUID.fromString(text))
        : Optional.empty();
  }

  /** The address of a page in this language, below the host: {@code faq/12}. */
  public String address(String page) {
    return address(language, page);
  }

  String address(Language other, String page) {
    return "/" + site.slug() + "/" + other.tag() + "/" + page;
  }

  /**
   * The same with a query.
   *
   * @param query names and values in turn; empty values are left out
   */
  public String address(String page, String... query) {
    StringBuilder address = new StringBuilder(address(page));
    char sign = '?';
    for (int i = 0; i < query.length; i += 2) {
      if (!query[i + 1].isEmpty()) {
        address.append(sign).append(query[i]).append('=').append(encoded(query[i + 1]));
        sign = '&';
      }
    }
    return address.toString();
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
