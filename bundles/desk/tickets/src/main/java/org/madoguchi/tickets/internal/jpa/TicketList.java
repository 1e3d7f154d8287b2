package org.madoguchi.tickets.internal.jpa;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.persistence.EntityManager;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.persistence.Sql;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.Formers;
import org.madoguchi.tickets.internal.TicketQueries.Count;
import org.madoguchi.tickets.internal.TicketQueries.Filter;
import org.madoguchi.tickets.internal.TicketQueries.Order;
import org.madoguchi.tickets.internal.TicketQueries.Place;
import org.madoguchi.tickets.internal.TicketQueries.Tally;
import org.madoguchi.tickets.internal.TicketQueues;
import org.madoguchi.tickets.internal.domain.Ticket;

/**
 * One page of a list. Each part of the queue in each municipality is read along its own index, at
 * most a page of it, and the parts are merged; pages are found by key, so that tickets that come or
 * go meanwhile neither double nor hide others.
 */
final class TicketList {
  /** How many tickets of a part are looked at to count a list. */
  private static final int EXAMINED = 5_000;

  private static final int MOST_FORMERLY = 200;

  private static final Pattern NUMBER = Pattern.compile("([0-9]{4})-([0-9]{1,12})");
  private static final Pattern SERIAL = Pattern.compile("[0-9]{1,9}");

  private final EntityManager manager;
  private final StaffId who;
  private final Instant now;
  private final Map<String, List<Long>> formerly = new HashMap<>();

  TicketList(EntityManager manager, StaffId who, Instant now) {
    this.manager = manager;
    this.who = who;
    this.now = now;
  }

  List<Ticket> page(
      Filter filter, Order order, Optional<Place> after, int limit, List<Reach> reaches) {
    Optional<TicketTags> tagged = filter.tag().map(tag -> TicketTags.of(manager, tag, reaches));
    if (tagged.filter(TicketTags::isOnNone).isPresent()) {
      return List.of();
    }
    Map<Long, Ticket> found = new LinkedHashMap<>();
    for (TicketSource source : TicketSource.of(reaches, filter.section())) {
      for (QueueConditions.Part part : parts(filter, order)) {
        part(filter, tagged, part, order, after, limit, source).forEach(t -> found.put(t.id(), t));
      }
    }
    return found.values().stream().sorted(comparator(order)).limit(limit).toList();
  }

  private List<QueueConditions.Part> parts(Filter filter, Order order) {
    if (filter.queue().isPresent()) {
      return QueueConditions.parts(filter.queue().get(), who, now);
    }
    return filter.citizen().isPresent() || filter.problem().isPresent()
        ? List.of(QueueConditions.few())
        : QueueConditions.all(order);
  }

  private List<Ticket> part(
      Filter filter,
      Optional<TicketTags> tagged,
      QueueConditions.Part part,
      Order order,
      Optional<Place> after,
      int limit,
      TicketSource source) {
    boolean natural =
        filter.queue().isEmpty() || order == TicketQueues.naturalOrder(filter.queue());
    boolean usual = filter.isWhole() && natural;
    Sql sql = source.appendTo(Sql.of("SELECT t.*"), part, usual);
    source.narrow(sql);
    filter(sql, filter);
    tagged.ifPresent(tags -> tags.appendTo(sql));
    after.ifPresent(place -> behind(sql, place));
    sql.add(" ORDER BY " + orderBy(order)).fetchFirst(limit);
    return sql.read(manager, TicketRow.class).stream().map(TicketRow::ticket).toList();
  }

  /** One statement for each part; the filter is held against so many of its tickets at most. */
  Tally tally(Filter filter, List<Reach> reaches) {
    Optional<TicketTags> tagged = filter.tag().map(tag -> TicketTags.of(manager, tag, reaches));
    if (tagged.filter(TicketTags::isOnNone).isPresent()) {
      return new Tally(Count.of(0), Count.of(0));
    }
    int matching = 0;
    int overdue = 0;
    boolean more = false;
    for (TicketSource source : TicketSource.of(reaches, filter.section())) {
      for (QueueConditions.Part part : parts(filter, Order.DUE)) {
        int[] counted = counted(filter, tagged, part, source);
        more |= counted[0] > EXAMINED;
        matching += counted[1];
        overdue += counted[2];
      }
    }
    return new Tally(
        new Count(Math.min(matching, Count.MOST), more || matching > Count.MOST),
        new Count(Math.min(overdue, Count.MOST), more || overdue > Count.MOST));
  }

  /** How many were looked at, match, and are overdue among those. */
  private int[] counted(
      Filter filter, Optional<TicketTags> tagged, QueueConditions.Part part, TicketSource source) {
    Sql sql = Sql.of("SELECT COUNT(*), SUM(CASE WHEN 1 = 1");
    source.narrow(sql);
    filter(sql, filter);
    sql.add(" THEN 1 ELSE 0 END), SUM(CASE WHEN t.STAGE = 0 AND t.DUE_AT < ?", now);
    source.narrow(sql);
    filter(sql, filter);
    source.appendTo(sql.add(" THEN 1 ELSE 0 END) FROM (SELECT t.*"), part, true);
    tagged.ifPresent(tags -> tags.appendTo(sql));
    Object[] row = sql.fetchFirst(EXAMINED + 1).add(") t").rows(manager).get(0);
    return Stream.of(row).mapToInt(n -> n == null ? 0 : ((Number) n).intValue()).toArray();
  }

  private void filter(Sql sql, Filter filter) {
    filter.status().ifPresent(s -> sql.add(" AND t.STATUS = ?", s));
    filter.owner().ifPresent(o -> sql.add(" AND t.OWNER = ?", o.value()));
    filter.kind().ifPresent(k -> sql.add(" AND t.KIND = ?", k));
    filter.channel().ifPresent(c -> sql.add(" AND t.CHANNEL = ?", c));
    filter.category().ifPresent(c -> sql.add(" AND t.CATEGORY = ?", c));
    filter.citizen().ifPresent(c -> sql.add(" AND ").in("t.CITIZEN_ID", c.group()));
    filter.problem().ifPresent(p -> sql.add(" AND t.PROBLEM_ID = ?", p));
    filter.words().ifPresent(w -> words(sql, w.strip()));
  }

  /** Tickets that had this number in another system; asked first, for the answer is mostly none. */
  private List<Long> formerly(String words) {
    return formerly.computeIfAbsent(
        words,
        w ->
            Sql.of(
                    "SELECT f.TICKET_ID FROM TICKET_FORMER f WHERE f.OLD_NUMBER = ?",
                    Formers.spelled(w))
                .fetchFirst(MOST_FORMERLY)
                .numbers(manager));
  }

  private void words(Sql sql, String words) {
    List<Long> former = formerly(words);
    sql.add(" AND (");
    named(sql, words);
    if (!former.isEmpty()) {
      sql.add(" OR ").in("t.ID", former);
    }
    sql.add(")");
  }

  private static void named(Sql sql, String words) {
    Optional<TicketRef> ref = TicketRef.parse(words);
    Matcher number = NUMBER.matcher(words);
    if (ref.isPresent()) {
      sql.add(
          "t.MUNICIPALITY = ? AND t.FISCAL_YEAR = ? AND t.SERIAL = ?",
          ref.get().municipality().value(),
          ref.get().fiscalYear(),
          ref.get().serial());
    } else if (number.matches()) {
      sql.add(
          "t.FISCAL_YEAR = ? AND t.SERIAL = ?",
          Integer.parseInt(number.group(1)),
          Long.parseLong(number.group(2)));
    } else {
      String part = Like.contains(words);
      sql.add("(LOWER(t.SUBJECT) LIKE ? ESCAPE '!'", part);
      sql.add(" OR LOWER(t.CITIZEN_NAME) LIKE ? ESCAPE '!'", part);
      if (SERIAL.matcher(words).matches()) {
        sql.add(" OR t.SERIAL = ?", Long.parseLong(words));
      }
      sql.add(")");
    }
  }

  /** The redundant first comparison is what both databases enter the index with. */
  private static void behind(Sql sql, Place place) {
    String column = column(place.order());
    String beyond = place.order() == Order.DUE ? ">" : "<";
    sql.add(
        " AND t."
            + column
            + " "
            + beyond
            + "= ? AND (t."
            + column
            + " "
            + beyond
            + " ? OR t.ID "
            + beyond
            + " ?)",
        place.value(),
        place.value(),
        place.id());
  }

  private static String orderBy(Order order) {
    String direction = order == Order.DUE ? "" : " DESC";
    return "t." + column(order) + direction + ", t.ID" + direction;
  }

  private static String column(Order order) {
    return switch (order) {
      case DUE -> "DUE_AT";
      case NEWEST -> "CREATED_AT";
      case UPDATED -> "UPDATED_AT";
    };
  }

  /** The value a ticket is sorted by, as the database sorts it. */
  static Instant sortValue(Ticket ticket, Order order) {
    return switch (order) {
      case DUE -> ticket.details().dueAt().orElse(InstantConverter.NEVER);
      case NEWEST -> ticket.createdAt();
      case UPDATED -> ticket.updatedAt();
    };
  }

  private static Comparator<Ticket> comparator(Order order) {
    Function<Ticket, Instant> value = t -> sortValue(t, order);
    Comparator<Ticket> ascending = Comparator.comparing(value).thenComparing(Ticket::id);
    return order == Order.DUE ? ascending : ascending.reversed();
  }
}
