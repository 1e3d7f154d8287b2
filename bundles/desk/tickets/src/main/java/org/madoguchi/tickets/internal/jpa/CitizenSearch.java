package org.madoguchi.tickets.internal.jpa;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.persistence.Sql;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.internal.domain.Citizen;
import org.madoguchi.tickets.internal.domain.ContactMatch;

/** Looks citizens up; whoever turned out to be another one is found as that one. */
final class CitizenSearch {
  private static final int CANDIDATES = 500;

  /** Fewer digits begin too many numbers. */
  private static final Pattern BEGINNING_OF_NUMBER = Pattern.compile("[0-9]{4,}");

  private static final int KATAKANA_BEHIND_HIRAGANA = 'ァ' - 'ぁ';

  private final EntityManager manager;

  CitizenSearch(EntityManager manager) {
    this.manager = manager;
  }

  /** Who may read any of a citizen's tickets may know the citizen. */
  static Sql known(Sql sql, List<Reach> reaches) {
    sql.add("(EXISTS (SELECT 1 FROM TICKET t WHERE t.CITIZEN_ID = c.ID AND ");
    AccessFilter.restrict(sql, "t", reaches);
    sql.add(") OR c.TAKES_IN > 0 AND EXISTS (SELECT 1 FROM CITIZEN_MERGE m");
    sql.add(" JOIN TICKET t ON t.CITIZEN_ID = m.CITIZEN_ID WHERE m.ROOT_ID = c.ID AND ");
    return AccessFilter.restrict(sql, "t", reaches).add("))");
  }

  List<CitizenRow> page(
      List<MunicipalityId> municipalities,
      String words,
      List<Reach> reaches,
      Optional<CitizenRow> after,
      int limit) {
    Sql sql = within(Sql.of("SELECT c.* FROM CITIZEN c WHERE "), "c", municipalities);
    if (!words.isEmpty()) {
      List<Long> candidates = candidates(municipalities, words);
      if (candidates.isEmpty()) {
        return List.of();
      }
      sql.in("c.ID", candidates).add(" AND ");
    }
    after.ifPresent(last -> behind(sql, last));
    return known(sql.add("c.GOES_ON_IN = 0 AND "), reaches)
        .add(" ORDER BY c.KANA, c.NAME, c.ID")
        .fetchFirst(limit)
        .read(manager, CitizenRow.class);
  }

  /** Whom the reaches let see. */
  Optional<CitizenRow> one(long id, List<Reach> reaches) {
    return known(Sql.of("SELECT c.* FROM CITIZEN c WHERE c.ID = ? AND ", id), reaches)
        .readOne(manager, CitizenRow.class);
  }

  private static void behind(Sql sql, CitizenRow last) {
    sql.add("c.KANA >= ? AND (c.KANA > ? OR c.NAME > ?", last.kana, last.kana, last.name);
    sql.add(" OR (c.NAME = ? AND c.ID > ?)) AND ", last.name, last.id);
  }

  /** Whom the words fit, one way or the other; too many are no help and are cut. */
  private List<Long> candidates(List<MunicipalityId> municipalities, String words) {
    String part = Like.contains(words);
    Sql named = within(now("SELECT %s FROM CITIZEN c WHERE "), "c", municipalities);
    named.add("(LOWER(c.NAME) LIKE ? ESCAPE '!'", part);
    for (String kana : inEitherKana(words)) {
      named.add(" OR LOWER(c.KANA) LIKE ? ESCAPE '!'", Like.contains(kana));
    }
    named.add(") ORDER BY c.KANA, c.NAME, c.ID").fetchFirst(CANDIDATES);
    Sql reached =
        within(Sql.of("SELECT p.CITIZEN_ID FROM CITIZEN_CONTACT p WHERE "), "p", municipalities);
    String number = asPhone(words);
    reached.add("(LOWER(p.ADDRESS) LIKE ? ESCAPE '!' OR p.MATCHED = ?", part, number);
    if (BEGINNING_OF_NUMBER.matcher(number).matches()) {
      reached.add(" OR p.MATCHED LIKE ? ESCAPE '!'", Like.startsWith(number));
    }
    reached.add(") ORDER BY p.CITIZEN_ID").fetchFirst(CANDIDATES);
    Set<Long> candidates = new LinkedHashSet<>(named.numbers(manager));
    candidates.addAll(reached.numbers(manager));
    return List.copyOf(candidates);
  }

  /** Who somebody is now. */
  private static Sql now(String select) {
    return Sql.of(select.formatted("CASE WHEN c.GOES_ON_IN = 0 THEN c.ID ELSE c.GOES_ON_IN END"));
  }

  private static Set<String> inEitherKana(String words) {
    return new LinkedHashSet<>(
        List.of(
            words,
            shifted(words, 'ぁ', 'ゖ', KATAKANA_BEHIND_HIRAGANA),
            shifted(words, 'ァ', 'ヶ', -KATAKANA_BEHIND_HIRAGANA)));
  }

  private static String shifted(String words, char first, char last, int by) {
    return words
        .chars()
        .map(c -> c >= first && c <= last ? c + by : c)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  private static Sql within(Sql sql, String alias, List<MunicipalityId> municipalities) {
    return municipalities.contains(MunicipalityId.EVERY)
        ? sql
        : sql.in(
                alias + ".MUNICIPALITY",
                municipalities.stream().map(MunicipalityId::value).toList())
            .add(" AND ");
  }

  private static String asPhone(String words) {
    String digits = ContactMatch.of(new ContactPoint(ContactPoint.Kind.PHONE, words));
    return digits.isEmpty() ? words.toLowerCase(Locale.ROOT) : digits;
  }

  /** Along the indexes of names and of contact points, so that it stays cheap. */
  List<CitizenRow> similar(Citizen citizen, List<Reach> reaches, int limit) {
    Set<Long> candidates = new LinkedHashSet<>();
    if (!citizen.name().isEmpty() && !citizen.kana().isEmpty()) {
      candidates.addAll(
          Sql.of("SELECT c.ID FROM CITIZEN c WHERE c.MUNICIPALITY = ?", town(citizen))
              .add(" AND c.NAME = ? AND c.KANA = ?", citizen.name(), citizen.kana())
              .add(" ORDER BY c.ID")
              .fetchFirst(CANDIDATES)
              .numbers(manager));
    }
    if (!citizen.contacts().isEmpty()) {
      candidates.addAll(
          Sql.of("SELECT p.CITIZEN_ID FROM CITIZEN_CONTACT p WHERE ")
              .in("p.MATCHED", citizen.contacts().stream().map(ContactMatch::of).toList())
              .add(" AND p.MUNICIPALITY = ? ORDER BY p.CITIZEN_ID", town(citizen))
              .fetchFirst(CANDIDATES)
              .numbers(manager));
    }
    candidates.remove(citizen.id());
    if (candidates.isEmpty()) {
      return List.of();
    }
    Sql sql = Sql.of("SELECT c.* FROM CITIZEN c WHERE ").in("c.ID", candidates);
    return known(sql.add(" AND c.GOES_ON_IN = 0 AND "), reaches)
        .add(" ORDER BY c.ID")
        .fetchFirst(limit)
        .read(manager, CitizenRow.class);
  }

  private static String town(Citizen citizen) {
    return citizen.municipality().value();
  }
}
