package org.madoguchi.tickets.internal.jpa;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.persistence.Sql;

/** The one place where what a person reaches becomes SQL over the access columns. */
final class AccessFilter {
  private AccessFilter() {}

  private static final String NORMAL = ".CONFIDENTIALITY <= " + Confidentiality.NORMAL.level();

  /** What is restricted is for the owning section. */
  static final String CONTRIBUTED_LEVEL = "t" + NORMAL;

  /**
   * Appends a condition on tickets: what is owned by whom is reached, and what they contribute to.
   * For what a key narrows already; lists have a {@link TicketSource} for each.
   *
   * @param alias of TICKET
   */
  static Sql restrict(Sql sql, String alias, List<Reach> reaches) {
    List<Reach> contributing = withoutCovered(reaches).stream().filter(Reach::contributed).toList();
    if (contributing.isEmpty()) {
      return owned(sql, alias, reaches);
    }
    owned(sql.add("("), alias, reaches).add(" OR " + alias + NORMAL + " AND ");
    sql.add("EXISTS (SELECT 1 FROM TICKET_SECTION c WHERE c.TICKET_ID = " + alias + ".ID AND ");
    return contributions(sql, "c", contributing).add("))");
  }

  /**
   * Appends a condition on the access columns of {@code alias}; nothing reached matches nothing.
   */
  static Sql owned(Sql sql, String alias, List<Reach> reaches) {
    List<Reach> needed = withoutCovered(reaches);
    if (needed.isEmpty()) {
      return sql.add("1 = 0");
    }
    String or = "(";
    for (Map.Entry<Area, Set<String>> area : areas(needed).entrySet()) {
      sql.add(or);
      area(sql, alias, area.getKey(), area.getValue());
      or = " OR ";
    }
    return sql.add(")");
  }

  /** Appends a condition on TICKET_SECTION: which sections contribute. */
  static Sql contributions(Sql sql, String alias, List<Reach> reaches) {
    Map<MunicipalityId, Set<String>> sections = new TreeMap<>();
    withoutCovered(reaches).stream()
        .filter(Reach::contributed)
        .forEach(
            r ->
                sections
                    .computeIfAbsent(r.municipality(), m -> new TreeSet<>())
                    .add(r.section().value()));
    String or = "(";
    for (Map.Entry<MunicipalityId, Set<String>> each : sections.entrySet()) {
      sql.add(or);
      if (!each.getKey().equals(MunicipalityId.EVERY)) {
        sql.add(alias + ".MUNICIPALITY = ? AND ", each.getKey().value());
      }
      sql.in(alias + ".SECTION", each.getValue());
      or = " OR ";
    }
    return sql.add(")");
  }

  /** The same reaches, one list for each municipality, so that each can be read along its index. */
  static List<List<Reach>> byMunicipality(List<Reach> reaches) {
    Map<MunicipalityId, List<Reach>> parts = new TreeMap<>();
    withoutCovered(reaches)
        .forEach(r -> parts.computeIfAbsent(r.municipality(), m -> new ArrayList<>()).add(r));
    return List.copyOf(parts.values());
  }

  /** Sections that are seen alike share one condition. */
  private record Area(MunicipalityId municipality, boolean whole, Confidentiality confidentiality)
      implements Comparable<Area> {
    @Override
    public int compareTo(Area other) {
      return toString().compareTo(other.toString());
    }
  }

  private static Map<Area, Set<String>> areas(List<Reach> reaches) {
    Map<Area, Set<String>> areas = new TreeMap<>();
    for (Reach r : reaches) {
      Area area = new Area(r.municipality(), r.section().isNone(), r.confidentiality());
      areas.computeIfAbsent(area, a -> new TreeSet<>()).add(r.section().value());
    }
    return areas;
  }

  private static void area(Sql sql, String alias, Area area, Set<String> sections) {
    sql.add("(");
    if (!area.municipality().equals(MunicipalityId.EVERY)) {
      sql.add(alias + ".MUNICIPALITY = ? AND ", area.municipality().value());
    }
    if (!area.whole()) {
      sql.in(alias + ".SECTION", sections).add(" AND ");
    }
    sql.add(alias + ".CONFIDENTIALITY <= ?)", area.confidentiality().level());
  }

  /** Whether sections of the person contribute to what they would not see otherwise. */
  static boolean contribute(List<Reach> reaches) {
    return withoutCovered(reaches).stream().anyMatch(Reach::contributed);
  }

  static List<Reach> withoutCovered(List<Reach> reaches) {
    List<Reach> distinct = reaches.stream().map(r -> alone(r, reaches)).distinct().toList();
    return distinct.stream()
        .filter(r -> distinct.stream().noneMatch(o -> !o.equals(r) && covers(o, r)))
        .toList();
  }

  /** Who sees the whole municipality sees all that may be contributed to. */
  private static Reach alone(Reach reach, List<Reach> all) {
    boolean whole =
        all.stream().anyMatch(o -> o.section().isNone() && o.holdsIn(reach.municipality()));
    return whole && reach.contributed()
        ? new Reach(reach.municipality(), reach.section(), reach.confidentiality())
        : reach;
  }

  private static boolean covers(Reach wide, Reach narrow) {
    boolean place =
        wide.municipality().equals(MunicipalityId.EVERY)
            || wide.municipality().equals(narrow.municipality());
    boolean part = wide.section().equals(SectionId.NONE) || wide.section().equals(narrow.section());
    return place && part && wide.confidentiality().level() >= narrow.confidentiality().level();
  }
}
