package org.madoguchi.tickets.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.Before;
import org.junit.Rule;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.testkit.ScopedListContract;
import org.madoguchi.testing.database.CountingDataSource;
import org.madoguchi.testing.database.DatabaseKind;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.testing.database.FreshDatabase;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.TicketQueries.Order;
import org.madoguchi.tickets.internal.TicketQueries.Place;
import org.madoguchi.tickets.internal.domain.Ticket;

/** The list of open tickets, in the order that moves the most: what changed last at the top. */
@RunWith(Parameterized.class)
public class TicketListContractTest extends ScopedListContract {
  @Parameters(name = "{0}")
  public static Object[] kinds() {
    return DatabaseMatrix.kinds();
  }

  @Parameter public DatabaseKind kind;
  @Rule public final FreshDatabase database = new FreshDatabase(() -> kind);
  private final Map<String, Place> places = new HashMap<>();
  private CountingDataSource counting;
  private Desk desk;

  @Before
  public void open() {
    counting = new CountingDataSource(database.get().dataSource());
    desk = new Desk(database.get(), counting.dataSource());
  }

  private static AccessScope operator(MunicipalityId town) {
    return town.equals(People.MIHON) ? People.OPERATOR : People.AOBA_OPERATOR;
  }

  @Override
  protected String add(MunicipalityId municipality) {
    return Tickets.open().to(municipality).at(desk).toString();
  }

  @Override
  protected Page page(MunicipalityId seenBy, Optional<String> after, int limit) {
    TicketQueues.Page page =
        desk.queues.page(
            operator(seenBy),
            Optional.empty(),
            Desk.filter(Queue.ALL_OPEN),
            Order.UPDATED,
            after.map(places::get),
            limit);
    page.next().ifPresent(place -> places.put(place.toString(), place));
    List<String> keys = page.tickets().stream().map(Ticket::ref).map(TicketRef::toString).toList();
    return new Page(keys, page.next().map(Place::toString));
  }

  @Override
  protected OptionalLong count(MunicipalityId seenBy) {
    return OptionalLong.of(
        desk.queues
            .counts(operator(seenBy), Optional.empty())
            .get(Queue.ALL_OPEN)
            .tickets()
            .count());
  }

  @Override
  protected boolean touch(MunicipalityId by, String key) {
    TicketRef ref = TicketRef.parse(key).orElseThrow();
    desk.editing.edit(
        operator(by), ref, desk.ticket(ref).version(), d -> d.withOwner(operator(by).who()));
    return true;
  }

  @Override
  protected Object row(String key) {
    TicketRef ref = TicketRef.parse(key).orElseThrow();
    return List.of(desk.ticket(ref), desk.events(ref));
  }

  @Override
  protected int statementsDuring(Runnable work) {
    return counting.during(work);
  }
}
