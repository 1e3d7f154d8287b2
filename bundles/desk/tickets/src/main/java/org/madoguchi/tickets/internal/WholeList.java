package org.madoguchi.tickets.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.tickets.internal.TicketQueries.Filter;
import org.madoguchi.tickets.internal.TicketQueries.Order;
import org.madoguchi.tickets.internal.TicketQueries.Place;
import org.madoguchi.tickets.internal.domain.Ticket;

/**
 * A list from its first ticket to its last, a page at a time. A ticket that changes meanwhile moves
 * in the order, perhaps to where the reading has been: what changed since it began is looked at
 * once more, so none is missing, and none comes twice. Of what came, one bit is remembered.
 */
public final class WholeList {
  private static final int PAGE = 1_000;

  /** Two nodes' clocks, and a transaction that was open when the reading began. */
  private static final Duration BEFORE = Duration.ofMinutes(1);

  /** A desk that changes more tickets than are read would never end. */
  private static final int MOST_ROUNDS = 3;

  private final TicketQueues queues;
  private final AccessScope scope;
  private final Optional<MunicipalityId> municipality;
  private final Filter filter;
  private final BitSet came = new BitSet();
  private Order order;
  private Optional<Place> after = Optional.empty();
  private Instant roundBegan = Instant.MAX;
  private Instant since = Instant.MIN;
  private int rounds;
  private boolean ended;
  private Instant at = Instant.EPOCH;

  public WholeList(
      TicketQueues queues,
      AccessScope scope,
      Optional<MunicipalityId> municipality,
      Filter filter,
      Order order) {
    this.queues = queues;
    this.scope = scope;
    this.municipality = municipality;
    this.filter = filter;
    this.order = order;
  }

  /** Empty behind the last. */
  public List<Ticket> next() {
    while (!ended) {
      TicketQueues.Page page = queues.page(scope, municipality, filter, order, after, PAGE);
      at = page.at();
      if (at.isBefore(roundBegan)) {
        roundBegan = at;
      }
      List<Ticket> fresh = fresh(page.tickets());
      after = page.next();
      if (after.isEmpty() || isBefore(page.tickets(), since)) {
        endRound();
      }
      if (!fresh.isEmpty()) {
        return fresh;
      }
    }
    return List.of();
  }

  /** When the page that came last was read. */
  public Instant at() {
    return at;
  }

  private List<Ticket> fresh(List<Ticket> tickets) {
    List<Ticket> fresh = new ArrayList<>(tickets.size());
    for (Ticket ticket : tickets) {
      // ids are handed out one after the other: as many bits as there are tickets
      int bit = Math.toIntExact(ticket.id());
      if (!came.get(bit)) {
        came.set(bit);
        fresh.add(ticket);
      }
    }
    return fresh;
  }

  private static boolean isBefore(List<Ticket> tickets, Instant since) {
    return !tickets.isEmpty() && tickets.get(tickets.size() - 1).updatedAt().isBefore(since);
  }

  private void endRound() {
    ended = ++rounds == MOST_ROUNDS;
    since = roundBegan.minus(BEFORE);
    roundBegan = Instant.MAX;
    order = Order.UPDATED;
    after = Optional.empty();
  }
}
