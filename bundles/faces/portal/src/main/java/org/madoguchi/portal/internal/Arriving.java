package org.madoguchi.portal.internal;

import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;
import org.madoguchi.web.Requests;

/** Reads what a request says. */
final class Arriving {
  private static final int LONGEST_FIELD = 4_000;
  private static final int MOST_FIELDS = 40;

  /** Who only collects pages, or fetches ahead what nobody may ever look at. */
  private static final Pattern PROGRAM =
      Pattern.compile(
          "(?i)bot\\b|bot/|crawl|spider|slurp|curl|wget|python|java/|java-http|go-http|libwww|"
              + "scrapy|headlesschrome|lighthouse|preview|monitor|facebookexternalhit");

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?");

  private Arriving() {}

  static List<String> steps(String path) {
    return Arrays.stream(path.split("/")).filter(step -> !step.isEmpty()).limit(10).toList();
  }

  static Visit visit(Site site, HttpServletRequest request, List<String> steps) {
    Optional<Language> language = steps.isEmpty() ? Optional.empty() : site.language(steps.get(0));
    return new Visit(
        site,
        language.orElse(Language.JAPANESE),
        language.isEmpty() ? List.of() : steps.subList(1, steps.size()),
        fields(request),
        Requests.network(request),
        person(request),
        site.address().isEmpty() ? origin(request) : site.address());
  }

  /** An address that cannot be read says nothing. */
  private static Map<String, String> fields(HttpServletRequest request) {
    Map<String, String> fields = new HashMap<>();
    try {
      request.getParameterMap().entrySet().stream()
          .filter(field -> field.getValue().length > 0)
          .limit(MOST_FIELDS)
          .forEach(field -> fields.put(field.getKey(), sound(field.getValue()[0])));
    } catch (RuntimeException e) {
      return Map.of();
    }
    return fields;
  }

  /** Without half characters and control characters but line breaks; bounded. */
  private static String sound(String text) {
    StringBuilder sound = new StringBuilder();
    text.codePoints()
        .limit(LONGEST_FIELD)
        .filter(c -> c >= 0x20 || c == '\n' || c == '\t')
        .filter(c -> c != 0x7f && (c < 0xd800 || c > 0xdfff) && c != 0xfffe && c != 0xffff)
        .forEach(sound::appendCodePoint);
    return sound.toString();
  }

  private static String person(HttpServletRequest request) {
    String agent = Optional.ofNullable(request.getHeader("User-Agent")).orElse("");
    boolean ahead =
        said(request, "Sec-Purpose").contains("prefetch")
            || said(request, "Purpose").equals("prefetch")
            || said(request, "X-Moz").equals("prefetch");
    boolean asks = !request.getMethod().equals("HEAD");
    return !asks || ahead || agent.isEmpty() || PROGRAM.matcher(agent).find()
        ? ""
        : Requests.network(request) + " " + agent;
  }

  private static String said(HttpServletRequest request, String header) {
    return Optional.ofNullable(request.getHeader(header)).orElse("");
  }

  private static String origin(HttpServletRequest request) {
    String host = said(request, "Host");
    return HOST.matcher(host).matches() ? request.getScheme() + "://" + host : "";
  }

  /**
   * Whether a form of our own was sent. Readers have no cookie, so nothing is done in anybody's
   * name; but no other site's visitors are to fill in our forms unknowingly.
   */
  static boolean isFromOwnPage(HttpServletRequest request) {
    String site = said(request, "Sec-Fetch-Site");
    if (!site.isEmpty()) {
      return site.equals("same-origin");
    }
    String origin = said(request, "Origin");
    if (origin.isEmpty()) {
      return true; // an old browser
    }
    try {
      String authority = URI.create(origin).getRawAuthority();
      return authority != null && authority.equals(said(request, "Host"));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
