package org.madoguchi.tickets.internal;

import static org.junit.Assert.assertEquals;
import static org.madoguchi.tickets.internal.People.AOBA_OPERATOR;
import static org.madoguchi.tickets.internal.People.CITIZEN;
import static org.madoguchi.tickets.internal.People.MIHON;
import static org.madoguchi.tickets.internal.People.OPERATOR;
import static org.madoguchi.tickets.internal.People.PENSION;
import static org.madoguchi.tickets.internal.People.PENSION_STAFF;
import static org.madoguchi.tickets.internal.People.STRANGER;
import static org.madoguchi.tickets.internal.People.SUPERVISOR;
import static org.madoguchi.tickets.internal.People.TAX;
import static org.madoguchi.tickets.internal.People.TAX_STAFF;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.domain.Citizen.Contents;
import org.madoguchi.tickets.internal.domain.Contributors;

/** What happens to a citizen is told to whoever may see the citizen, and to nobody else. */
@Covers("I3")
public class CitizenNewsTest extends DatabaseMatrix {
  private static final Map<String, AccessScope> EVERYBODY =
      Map.of(
          "operator", OPERATOR,
          "supervisor", SUPERVISOR,
          "pension", PENSION_STAFF,
          "tax", TAX_STAFF,
          "aoba", AOBA_OPERATOR);

  private Desk desk;
  private TicketRef ticket;
  private long citizen;

  @Before
  public void somebodyWrote() {
    desk = new Desk(database());
    ticket = Tickets.open().at(desk);
    citizen = desk.ticket(ticket).citizen().id();
  }

  private void edit() {
    long version = desk.citizens.find(SUPERVISOR, MIHON, citizen).version();
    desk.citizens.edit(
        SUPERVISOR,
        MIHON,
        citizen,
        version,
        c -> {
          Contents now = c.contents();
          return c.with(
              new Contents(
                  now.name(),
                  now.kana(),
                  now.language(),
                  "筆談で " + version,
                  now.contacts(),
                  now.remarks()));
        });
  }

  /** Who hears the newest of a citizen. */
  private Set<String> told(long id) {
    List<CommittedEvent> events = desk.log.of(Journal.CITIZENS, MIHON + "/" + id);
    CommittedEvent last = events.get(events.size() - 1);
    Set<String> told = new LinkedHashSet<>(EVERYBODY.keySet());
    told.removeIf(who -> !EVERYBODY.get(who).may(Permission.TICKET_READ, last.access()));
    return told;
  }

  private void becomes(TicketRef ref, SectionId section, Confidentiality level, SectionId... more) {
    desk.editing.edit(
        SUPERVISOR,
        ref,
        desk.ticket(ref).version(),
        d ->
            d.withSection(section)
                .withConfidentiality(level)
                .withContributors(new Contributors(List.of(more))));
  }

  @Test
  public void whoeverReadsATicketOfTheirsHearsOfAnEdit() {
    edit();
    assertEquals(Set.of("operator", "supervisor"), told(citizen));
    becomes(ticket, PENSION, Confidentiality.NORMAL);
    edit();
    assertEquals(Set.of("operator", "supervisor", "pension"), told(citizen));
    becomes(ticket, PENSION, Confidentiality.NORMAL, TAX);
    edit();
    assertEquals(Set.of("operator", "supervisor", "pension", "tax"), told(citizen));
  }

  @Test
  public void whoeverHasRestrictedTicketsOnlyIsKnownToFew() {
    becomes(ticket, PENSION, Confidentiality.RESTRICTED, TAX);
    edit();
    assertEquals(Set.of("supervisor", "pension"), told(citizen));
    TicketRef other = Tickets.open().from(CITIZEN).at(desk);
    becomes(other, TAX, Confidentiality.RESTRICTED);
    edit();
    // each section knows them by its own ticket: who is not told looks again
    assertEquals(Set.of("supervisor"), told(citizen));
    Tickets.open().from(CITIZEN).at(desk);
    edit();
    assertEquals(Set.of("operator", "supervisor", "pension", "tax"), told(citizen));
  }

  @Test
  public void aMergeAndItsUndoingAreToldToThoseWhoKnewEither() {
    becomes(ticket, PENSION, Confidentiality.NORMAL);
    TicketRef other = Tickets.open().from(STRANGER).at(desk);
    becomes(other, TAX, Confidentiality.NORMAL);
    long stranger = desk.ticket(other).citizen().id();
    desk.mergingCitizens.merge(SUPERVISOR, MIHON, citizen, stranger);
    assertEquals(Set.of("operator", "supervisor", "pension"), told(citizen));
    assertEquals(Set.of("operator", "supervisor", "tax"), told(stranger));
    // both read the one record now, and both lose a part of it
    desk.mergingCitizens.separate(SUPERVISOR, MIHON, citizen, stranger);
    assertEquals(Set.of("operator", "supervisor", "pension", "tax"), told(stranger));
    assertEquals(Set.of("operator", "supervisor", "pension"), told(citizen));
  }
}
