package org.madoguchi.tickets.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.madoguchi.tickets.internal.People.COLLEAGUE;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.Before;
import org.junit.function.ThrowingRunnable;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.ProblemType;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.TicketQueries.Part;
import org.madoguchi.tickets.internal.domain.Details;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.Ticket;

/** A ticket with two messages of the citizen and a note, for tests of splitting it. */
public abstract class SplitTest extends DatabaseMatrix {
  Desk desk;
  TicketRef ref;
  Entry first;
  Entry second;
  Entry note;

  @Before
  public final void openDesk() {
    desk = new Desk(database());
    ref = Tickets.open().subject("住民票とごみ").text("住民票の件").at(desk);
    desk.clock.pass(Duration.ofMinutes(1));
    Tickets.answering(ref).text("ごみの件").at(desk);
    desk.clock.pass(Duration.ofMinutes(1));
    note = desk.note(COLLEAGUE, ref, "ごみは別の課");
    desk.clock.pass(Duration.ofMinutes(1));
    first = desk.entries(ref).get(0);
    second = desk.entries(ref).get(1);
  }

  static SplitTickets.Order order(UnaryOperator<Details> matter, Entry... entries) {
    return new SplitTickets.Order(
        UUID.randomUUID().toString(), Arrays.stream(entries).map(Entry::id).toList(), matter);
  }

  Ticket split(AccessScope scope, Entry... entries) {
    return split(scope, d -> d.withSubject("ごみ"), entries);
  }

  Ticket split(AccessScope scope, UnaryOperator<Details> matter, Entry... entries) {
    return desk.splitting
        .split(scope, ref, desk.ticket(ref).version(), order(matter, entries))
        .part();
  }

  List<String> texts(TicketRef where) {
    return desk.entries(where).stream().map(Entry::text).toList();
  }

  TicketStatus status(TicketRef where) {
    return desk.ticket(where).details().status();
  }

  List<Part> parts(AccessScope scope, TicketRef where) {
    return desk.view(scope, where).ties().parts();
  }

  static DomainException refused(ProblemType type, ThrowingRunnable attempt) {
    DomainException refused = assertThrows(DomainException.class, attempt);
    assertEquals(type, refused.type());
    return refused;
  }
}
