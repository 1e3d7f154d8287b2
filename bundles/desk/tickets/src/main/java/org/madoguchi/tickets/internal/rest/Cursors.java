package org.madoguchi.tickets.internal.rest;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.tickets.internal.TicketQueries.EntryPlace;
import org.madoguchi.tickets.internal.TicketQueries.Order;
import org.madoguchi.tickets.internal.TicketQueries.Place;
import org.madoguchi.tickets.internal.domain.Entry;

/**
 * Places in lists as callers carry them: opaque to them, checked by us. A cursor grants nothing;
 * what follows it is filtered like every page.
 */
final class Cursors {
  private static final Pattern WRITTEN =
      Pattern.compile("1:([a-z]{3,10}):([0-9]{1,15}):([0-9]{1,18})");
  private static final String ENTRIES = "entries";

  private Cursors() {}

  static String write(Place place) {
    return write(Checks.written(place.order()), place.value(), place.id());
  }

  static String write(Entry oldest) {
    return write(ENTRIES, oldest.at(), oldest.id());
  }

  /** Empty when none was sent; one of another order or list is a wrong field. */
  static Optional<Place> place(Checks checks, String field, String cursor, Order order) {
    return read(checks, field, cursor, Checks.written(order))
        .map(m -> new Place(order, instant(m), Long.parseLong(m.group(3))));
  }

  static Optional<EntryPlace> entries(Checks checks, String field, String cursor) {
    return read(checks, field, cursor, ENTRIES)
        .map(m -> new EntryPlace(instant(m), Long.parseLong(m.group(3))));
  }

  /** The same for a query of its own. */
  static Optional<EntryPlace> before(String cursor) {
    Checks checks = new Checks();
    Optional<EntryPlace> place = entries(checks, "before", cursor);
    checks.done();
    return place;
  }

  private static String write(String list, Instant value, long id) {
    String plain = "1:" + list + ":" + value.toEpochMilli() + ":" + id;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
  }

  private static Optional<Matcher> read(Checks checks, String field, String cursor, String list) {
    if (cursor == null || cursor.isEmpty()) {
      return Optional.empty();
    }
    Matcher written = WRITTEN.matcher(decoded(cursor));
    if (written.matches() && written.group(1).equals(list) && inTime(written)) {
      return Optional.of(written);
    }
    return checks.note(field, "invalid", Optional.empty());
  }

  private static String decoded(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** No database has dates after the year 9999. */
  private static boolean inTime(Matcher written) {
    return Long.parseLong(written.group(2)) <= 253_402_300_799_999L;
  }

  private static Instant instant(Matcher written) {
    return Instant.ofEpochMilli(Long.parseLong(written.group(2)));
  }
}
