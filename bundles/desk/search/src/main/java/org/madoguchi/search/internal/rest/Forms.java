package org.madoguchi.search.internal.rest;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.search.DocumentKey;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.Facet;
import org.madoguchi.search.SynonymGroup;
import org.madoguchi.search.internal.synonyms.Wording;

/** Reads what callers send. Pure functions. */
final class Forms {
  private static final int SHOWN = 60;
  private static final int LONGEST_LIST = 100;
  private static final int LONGEST_CODE = 200;
  private static final int LONGEST_TEXT = 500;

  static final int LONGEST_REQUEST = 100;

  private Forms() {}

  /**
   * @throws DomainException municipality-not-found, also for one where the caller does not work
   */
  static MunicipalityId municipality(AccessScope scope, Checks checks, String slug) {
    String asked = checks.required("municipality", slug, LONGEST_CODE);
    checks.done();
    if (!MunicipalityId.isSlug(asked)
        || !scope.may(Permission.KNOWLEDGE_READ, new MunicipalityId(asked))) {
      throw new DomainException(
          Problems.MUNICIPALITY_NOT_FOUND, asked.substring(0, Math.min(asked.length(), SHOWN)));
    }
    return new MunicipalityId(asked);
  }

  /**
   * @throws DomainException municipality-not-found for what is no slug
   */
  static MunicipalityId municipality(String slug) {
    if (!MunicipalityId.isSlug(slug)) {
      throw new DomainException(
          Problems.MUNICIPALITY_NOT_FOUND, slug.substring(0, Math.min(slug.length(), SHOWN)));
    }
    return new MunicipalityId(slug);
  }

  /**
   * @throws DomainException not-found for what is no number
   */
  static long id(String written) {
    if (!written.matches("[0-9]{1,18}")) {
      throw new DomainException(Problems.NOT_FOUND);
    }
    return Long.parseLong(written);
  }

  /**
   * @throws DomainException malformed-body when there is none
   */
  static <T> T present(T body) {
    if (body == null) {
      throw new DomainException(Problems.MALFORMED_BODY);
    }
    return body;
  }

  static boolean flag(Checks checks, String field, String value) {
    if (value == null || value.isBlank() || value.equals("false")) {
      return false;
    }
    return value.equals("true") || checks.note(field, "not-allowed", false, "true, false");
  }

  static OptionalLong before(Checks checks, String after) {
    if (after == null || after.isBlank()) {
      return OptionalLong.empty();
    }
    return after.matches("[0-9]{1,18}")
        ? OptionalLong.of(Long.parseLong(after))
        : checks.note("after", "invalid", OptionalLong.empty());
  }

  /** Words of a group as they are kept; how many there are is not looked at from below. */
  static List<String> words(Checks checks, List<String> written) {
    if (written == null) {
      return List.of();
    }
    if (written.size() > SynonymGroup.MOST_WORDS) {
      return checks.note("words", "too-many", List.of(), SynonymGroup.MOST_WORDS);
    }
    List<String> words = new ArrayList<>();
    for (String word : written) {
      String clean = Wording.clean(checks.required("words", word, LONGEST_TEXT));
      if (clean.length() > SynonymGroup.LONGEST_WORD) {
        checks.note("words", "too-long", "", SynonymGroup.LONGEST_WORD);
      } else if (checks.clean() && !Wording.isOne(clean)) {
        checks.note("words", "invalid", "");
      }
      words.add(clean);
    }
    return words;
  }

  /** Empty for what is none. */
  static Optional<UUID> uuid(String written) {
    return written.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
        ? Optional.of(UUID.fromString(written))
        : Optional.empty();
  }

  static UUID uuid(Checks checks, String field, String written) {
    String id = checks.required(field, written, LONGEST_REQUEST);
    UUID standIn = new UUID(0, 0);
    return id.isEmpty()
        ? standIn // noted as missing
        : uuid(id).orElseGet(() -> checks.note(field, "invalid", standIn));
  }

  /** A document as {@link DocumentKey} writes it. */
  static Optional<DocumentKey> document(Checks checks, String field, String written) {
    int slash = written == null ? -1 : written.indexOf('/');
    for (DocumentKind kind : DocumentKind.values()) {
      boolean fits = slash > 0 && kind.name().equalsIgnoreCase(written.substring(0, slash));
      String id = fits ? written.substring(slash + 1) : "";
      if (!id.isEmpty() && id.length() <= LONGEST_CODE && id.chars().allMatch(c -> c > ' ')) {
        return Optional.of(new DocumentKey(kind, id));
      }
    }
    return written != null && written.isEmpty()
        ? Optional.empty() // noted as missing
        : checks.note(field, "invalid", Optional.empty());
  }

  /** Constants between commas. */
  static <E extends Enum<E>> Set<E> choices(
      Checks checks, String field, String written, Class<E> type) {
    Set<E> chosen = EnumSet.noneOf(type);
    for (String part : checks.optional(field, written, LONGEST_LIST).split(",")) {
      E choice = checks.choice(field, part.strip(), type, null);
      if (choice != null) {
        chosen.add(choice);
      }
    }
    return chosen;
  }

  /** What hits are narrowed to. */
  static Map<Facet, Set<String>> only(
      Checks checks, String section, String category, String language) {
    Map<Facet, Set<String>> only = new EnumMap<>(Facet.class);
    narrow(only, Facet.SECTION, checks.optional("section", section, LONGEST_CODE));
    narrow(only, Facet.CATEGORY, checks.optional("category", category, LONGEST_CODE));
    narrow(only, Facet.LANGUAGE, checks.optional("language", language, LONGEST_CODE));
    return only;
  }

  private static void narrow(Map<Facet, Set<String>> only, Facet facet, String value) {
    if (!value.isEmpty()) {
      only.put(facet, Set.of(value));
    }
  }
}
