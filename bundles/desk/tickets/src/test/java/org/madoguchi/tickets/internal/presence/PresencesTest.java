package org.madoguchi.tickets.internal.presence;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.Test;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.Desk;
import org.madoguchi.tickets.internal.People;
import org.madoguchi.tickets.internal.presence.PresenceStore.Place;

public class PresencesTest {
  private static final TicketRef TICKET = new TicketRef(People.MIHON, 2026, 1);
  private static final TicketRef OTHER = new TicketRef(People.MIHON, 2026, 2);
  private static final StaffId SUZUKI = People.OPERATOR.who();
  private static final StaffId TAKAHASHI = People.COLLEAGUE.who();

  private final Desk.Hands clock = new Desk.Hands();
  private final Presences presences = new Presences(clock);

  @Test
  public void personWithTwoTabsIsThereOnceAndUntilBothAreClosed() {
    presences.see(SUZUKI, "one", TICKET, Doing.VIEWING);
    presences.see(SUZUKI, "two", TICKET, Doing.REPLYING);
    assertEquals(Map.of(SUZUKI, Doing.REPLYING), presences.at(TICKET));
    presences.leave(SUZUKI, "two", TICKET);
    assertEquals(Map.of(SUZUKI, Doing.VIEWING), presences.at(TICKET));
    presences.leave(SUZUKI, "one", TICKET);
    assertEquals(Map.of(), presences.at(TICKET));
  }

  @Test
  public void tabIsAtOneTicketAndAFarewellThatComesLateChangesNothing() {
    presences.see(SUZUKI, "one", TICKET, Doing.VIEWING);
    presences.see(SUZUKI, "one", OTHER, Doing.NOTING);
    presences.leave(SUZUKI, "one", TICKET);
    assertEquals(Map.of(), presences.at(TICKET));
    assertEquals(Map.of(SUZUKI, Doing.NOTING), presences.at(OTHER));
    presences.leave(TAKAHASHI, "one", OTHER);
    assertEquals(Map.of(SUZUKI, Doing.NOTING), presences.at(OTHER));
  }

  @Test
  public void whoeverFallsSilentLapses() {
    presences.see(SUZUKI, "one", TICKET, Doing.VIEWING);
    clock.pass(Presences.BEAT.multipliedBy(2));
    presences.see(TAKAHASHI, "one", TICKET, Doing.VIEWING);
    presences.lapse();
    assertEquals(2, presences.at(TICKET).size());
    clock.pass(Presences.BEAT);
    presences.lapse();
    assertEquals(Map.of(TAKAHASHI, Doing.VIEWING), presences.at(TICKET));
    clock.pass(Presences.LAPSE);
    presences.lapse();
    assertEquals(Map.of(), presences.here());
  }

  @Test
  public void clockThatIsSetBackKeepsNobody() {
    presences.see(SUZUKI, "one", TICKET, Doing.VIEWING);
    clock.set(Instant.parse("2026-11-01T00:00:00Z"));
    presences.see(TAKAHASHI, "one", TICKET, Doing.VIEWING);
    presences.lapse();
    assertEquals(Map.of(TAKAHASHI, Doing.VIEWING), presences.at(TICKET));
  }

  @Test
  public void otherNodesAreTakenInAndGoAgain() {
    presences.see(SUZUKI, "one", TICKET, Doing.VIEWING);
    presences.elsewhere(
        Map.of(
            new Place(TICKET, SUZUKI), Doing.NOTING,
            new Place(TICKET, TAKAHASHI), Doing.REPLYING));
    assertEquals(Map.of(SUZUKI, Doing.NOTING, TAKAHASHI, Doing.REPLYING), presences.at(TICKET));
    presences.elsewhere(Map.of());
    assertEquals(Map.of(SUZUKI, Doing.VIEWING), presences.at(TICKET));
  }

  @Test
  public void onePersonHasSoManyTabsAndWords() {
    for (int i = 0; i <= Presences.TABS; i++) {
      presences.see(SUZUKI, "tab" + i, new TicketRef(People.MIHON, 2026, i + 1), Doing.VIEWING);
    }
    assertEquals(Presences.TABS, presences.here().size());
    assertEquals(Map.of(), presences.at(TICKET));

    for (int i = 0; i < Presences.WORDS; i++) {
      presences.count(SUZUKI);
    }
    DomainException refused = assertThrows(DomainException.class, () -> presences.count(SUZUKI));
    assertEquals(Problems.TOO_MANY_REQUESTS, refused.type());
    presences.count(TAKAHASHI);
    clock.pass(Duration.ofMinutes(1));
    presences.count(SUZUKI);
  }
}
