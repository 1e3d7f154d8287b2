package org.madoguchi.tickets.internal.saved;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.tickets.internal.Lately;
import org.madoguchi.tickets.internal.Queue;
import org.madoguchi.tickets.internal.Reaches;
import org.madoguchi.tickets.internal.TicketQueries;
import org.madoguchi.tickets.internal.TicketTransactions;
import org.madoguchi.tickets.internal.bulk.BulkSelection;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * How many tickets a person would find in each of their views. Each count looks at a bounded number
 * of tickets, and is remembered for a moment: many people have the same shared views.
 */
@Component(service = SavedCounts.class)
public final class SavedCounts {
  private static final Duration WHILE = Duration.ofSeconds(15);
  private static final int REMEMBERED = 2_000;

  /** So many views are counted; whoever has more finds the others without a number. */
  private static final int COUNTED = 50;

  private static final Set<Queue> PERSONAL = EnumSet.of(Queue.MINE, Queue.ATTENTION);

  private record Asked(BulkSelection selection, Optional<StaffId> who, List<Reach> reaches) {}

  private record Known(TicketQueries.Tally tally, Instant until) {}

  private final TicketTransactions transactions;
  private final TicketQueries queries;
  private final SavedViews views;
  private final Clock clock;
  private final Map<Asked, Known> lately = new Lately<>(REMEMBERED);

  @Activate
  public SavedCounts(
      @Reference TicketTransactions transactions,
      @Reference TicketQueries queries,
      @Reference SavedViews views,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.queries = queries;
    this.views = views;
    this.clock = clock;
  }

  /** By id of the view. */
  public Map<Long, TicketQueries.Tally> of(AccessScope scope) {
    List<Reach> all = scope.reaches(Permission.TICKET_READ);
    Map<Long, TicketQueries.Tally> counts = new LinkedHashMap<>();
    for (SavedViews.Shown shown : views.list(scope).stream().limit(COUNTED).toList()) {
      MunicipalityId town = shown.view().audience().municipality();
      List<Reach> here = town.equals(MunicipalityId.EVERY) ? all : Reaches.within(all, town);
      counts.put(shown.view().id(), count(shown.view(), scope.who(), here));
    }
    return counts;
  }

  private TicketQueries.Tally count(SavedView view, StaffId who, List<Reach> reaches) {
    BulkSelection selection = view.content().selection();
    boolean personal = selection.queue() != null && PERSONAL.contains(selection.queue());
    Asked asked = new Asked(selection, personal ? Optional.of(who) : Optional.empty(), reaches);
    Instant now = clock.instant();
    Optional<TicketQueries.Tally> known = known(asked, now);
    return known.orElseGet(
        () -> {
          TicketQueries.Tally tally =
              transactions.read(() -> queries.tally(selection.filter(), who, now, reaches));
          remember(asked, new Known(tally, now.plus(WHILE)));
          return tally;
        });
  }

  private synchronized Optional<TicketQueries.Tally> known(Asked asked, Instant now) {
    return Optional.ofNullable(lately.get(asked))
        .filter(known -> now.isBefore(known.until()))
        .map(Known::tally);
  }

  private synchronized void remember(Asked asked, Known known) {
    lately.put(asked, known);
  }
}
