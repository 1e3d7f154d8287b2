package org.madoguchi.tickets.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
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

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.search.DocumentKey;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.SearchDocument;
import org.madoguchi.search.Visibility;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.TicketEvents;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.domain.Citizen.Contents;
import org.madoguchi.tickets.internal.domain.ContactMatch;
import org.madoguchi.tickets.internal.jpa.JpaCitizenTexts;
import org.madoguchi.tickets.internal.search.CitizenDocuments;

/** What the search reads of citizens. */
public class CitizenDocumentsTest extends DatabaseMatrix {
  private Desk desk;
  private CitizenDocuments documents;

  @Before
  public void openDesk() {
    desk = new Desk(database());
    documents = new CitizenDocuments(new JpaCitizenTexts(desk.unit));
  }

  private static DocumentKey key(long citizen) {
    return new DocumentKey(DocumentKind.CITIZEN, Long.toString(citizen));
  }

  private Optional<SearchDocument> document(long citizen) {
    return documents.documents(List.of(key(citizen))).stream().findFirst();
  }

  private long citizen(TicketRef ref) {
    return desk.ticket(ref).citizen().id();
  }

  private boolean shows(AccessScope who, long citizen) {
    return Visibility.of(who).shows(document(citizen).orElseThrow().audience());
  }

  private void restrict(TicketRef ref) {
    desk.editing.edit(
        OPERATOR,
        ref,
        desk.ticket(ref).version(),
        d -> d.withConfidentiality(Confidentiality.RESTRICTED));
  }

  private Set<DocumentKey> touched(TicketRef ref) {
    return Set.copyOf(
        documents.touched(List.copyOf(desk.log.of(TicketEvents.STREAM, ref.toString()))));
  }

  @Test
  @Covers("K2")
  public void nameReadingAndHowTheyAreReachedAreInIt() {
    long citizen = citizen(Tickets.open().at(desk));
    Contents named =
        new Contents("川田 花子", "かわだ はなこ", "ja", "電話は夕方に", List.of(CITIZEN, STRANGER), List.of());
    long version = desk.citizens.find(OPERATOR, MIHON, citizen).version();
    desk.citizens.edit(OPERATOR, MIHON, citizen, version, c -> c.with(named));
    SearchDocument found = document(citizen).orElseThrow();
    assertEquals("川田 花子", found.title());
    assertEquals(List.of("かわだ はなこ"), found.searchWords());
    assertEquals(List.of(ContactMatch.of(CITIZEN), ContactMatch.of(STRANGER)), found.codes());
    assertEquals("what staff note is nobody's to find", "", found.body());
  }

  @Test
  public void whoGaveNoNameIsCalledByHowTheyAreReached() {
    long citizen = citizen(Tickets.open().named("").at(desk));
    assertEquals(CITIZEN.value(), document(citizen).orElseThrow().title());
  }

  @Test
  @Covers("I5")
  public void whoMayReadOneOfTheirTicketsFindsThem() {
    TicketRef ref = Tickets.open().at(desk);
    long citizen = citizen(ref);
    desk.handOver(OPERATOR, ref, PENSION);
    assertTrue(shows(OPERATOR, citizen));
    assertTrue(shows(PENSION_STAFF, citizen));
    assertFalse(shows(TAX_STAFF, citizen));
    assertFalse(shows(AOBA_OPERATOR, citizen));
    restrict(ref);
    assertFalse(shows(OPERATOR, citizen));
    assertTrue(shows(PENSION_STAFF, citizen));
    assertTrue(shows(SUPERVISOR, citizen));
    Tickets.open().id("another").at(desk);
    assertTrue(shows(OPERATOR, citizen));
  }

  @Test
  public void whatBecomesOfATicketTouchesItsCitizen() {
    TicketRef ref = Tickets.open().at(desk);
    long citizen = citizen(ref);
    assertEquals(Set.of(key(citizen)), touched(ref));
    desk.note(OPERATOR, ref, "メモ");
    restrict(ref);
    List<CommittedEvent> events = List.copyOf(desk.log.of(TicketEvents.STREAM, ref.toString()));
    for (CommittedEvent event : events) {
      boolean silent = event.type().equals(TicketEvents.NOTE_ADDED);
      assertEquals(silent ? List.of() : List.of(key(citizen)), documents.touched(event));
    }
  }

  @Test
  public void thoseWhoAreOneAreFoundTogetherAndApartAgain() {
    TicketRef first = Tickets.open().at(desk);
    TicketRef second = Tickets.open().from(STRANGER).named("佐藤 一郎").id("s").at(desk);
    desk.handOver(OPERATOR, first, TAX);
    long going = citizen(first);
    long staying = citizen(second);
    assertFalse(shows(TAX_STAFF, staying));
    desk.mergingCitizens.merge(SUPERVISOR, MIHON, going, staying);
    assertEquals(Optional.empty(), document(going));
    SearchDocument both = document(staying).orElseThrow();
    assertTrue(both.searchWords().contains("山田 花子"));
    assertTrue(both.codes().contains(ContactMatch.of(CITIZEN)));
    assertTrue(shows(TAX_STAFF, staying));
    assertEquals(Set.of(key(going), key(staying)), touched(first));
  }

  @Test
  public void everybodyIsToldOncePageByPage() {
    List<DocumentKey> known = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      known.add(
          key(
              citizen(
                  Tickets.open()
                      .id("mail-" + i)
                      .from(new ContactPoint(CITIZEN.kind(), "c" + i + "@mail.example"))
                      .at(desk))));
    }
    List<DocumentKey> told = new ArrayList<>();
    Optional<DocumentKey> last = Optional.empty();
    List<DocumentKey> page = documents.keys(last, 2);
    while (!page.isEmpty()) {
      told.addAll(page);
      last = Optional.of(page.get(page.size() - 1));
      page = documents.keys(last, 2);
    }
    assertEquals(known, told);
    assertEquals(5, documents.documents(told).size());
    assertEquals(List.of(), documents.documents(List.of(key(999_999))));
    assertEquals(List.of(), documents.touched(List.of()));
  }
}
