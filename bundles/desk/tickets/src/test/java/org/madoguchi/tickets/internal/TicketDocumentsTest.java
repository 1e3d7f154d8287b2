package org.madoguchi.tickets.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.tickets.internal.People.AOBA;
import static org.madoguchi.tickets.internal.People.AOBA_OPERATOR;
import static org.madoguchi.tickets.internal.People.CITIZEN;
import static org.madoguchi.tickets.internal.People.MIHON;
import static org.madoguchi.tickets.internal.People.OPERATOR;
import static org.madoguchi.tickets.internal.People.PENSION;
import static org.madoguchi.tickets.internal.People.PENSION_STAFF;
import static org.madoguchi.tickets.internal.People.STRANGER;
import static org.madoguchi.tickets.internal.People.SUPERVISOR;
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
import org.madoguchi.tickets.TicketEvents;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.domain.Citizen.Contents;
import org.madoguchi.tickets.internal.domain.Relation;
import org.madoguchi.tickets.internal.jpa.JpaTicketTexts;
import org.madoguchi.tickets.internal.search.TicketDocuments;

/** What the search reads of tickets. */
public class TicketDocumentsTest extends DatabaseMatrix {
  private Desk desk;
  private TicketDocuments documents;

  @Before
  public void openDesk() {
    desk = new Desk(database());
    documents = new TicketDocuments(new JpaTicketTexts(desk.unit));
  }

  private static DocumentKey key(TicketRef ref) {
    return new DocumentKey(DocumentKind.TICKET, ref.toString());
  }

  private SearchDocument document(TicketRef ref) {
    return documents.documents(List.of(key(ref))).get(0);
  }

  private boolean shows(AccessScope who, TicketRef ref) {
    return Visibility.of(who).shows(document(ref).audience());
  }

  @Test
  @Covers("K2")
  public void everythingSaidIsInItButWhatTheProductSent() {
    TicketRef ref = Tickets.open().subject("粗大ごみ").text("たんすを捨てたい。").at(desk);
    desk.note(OPERATOR, ref, "前にも電話あり");
    desk.reply(OPERATOR, ref, "予約が必要です。");
    desk.conversation.acknowledge(ref, "received", "受付", "お問い合わせを受け付けました。");
    SearchDocument found = document(ref);
    assertEquals("粗大ごみ", found.title());
    assertEquals("たんすを捨てたい。\n前にも電話あり\n予約が必要です。", found.body());
    assertEquals(List.of("山田 花子"), found.searchWords());
    assertEquals(List.of(ref.number()), found.codes());
  }

  @Test
  public void whatIsTooLongIsReadByItsBeginning() {
    TicketRef ref = Tickets.open().text("市".repeat(150_000)).at(desk);
    for (int i = 0; i < 3; i++) {
      desk.note(OPERATOR, ref, "県".repeat(99_000));
    }
    assertEquals(SearchDocument.LONGEST_TEXT, document(ref).body().length());
    assertTrue(document(ref).body().endsWith("県"));
  }

  @Test
  @Covers("I5")
  public void whoMayReadTheTicketFindsIt() {
    TicketRef ref = Tickets.open().at(desk);
    desk.handOver(OPERATOR, ref, PENSION);
    assertTrue(shows(OPERATOR, ref));
    assertTrue(shows(PENSION_STAFF, ref));
    assertFalse(shows(TAX_STAFF, ref));
    assertFalse(shows(AOBA_OPERATOR, ref));
    long version = desk.ticket(ref).version();
    desk.editing.edit(
        OPERATOR, ref, version, d -> d.withConfidentiality(Confidentiality.RESTRICTED));
    assertFalse(shows(OPERATOR, ref));
    assertTrue(shows(PENSION_STAFF, ref));
    assertTrue(shows(SUPERVISOR, ref));
  }

  @Test
  public void everyTicketIsToldOncePageByPage() {
    List<DocumentKey> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.add(key(Tickets.open().to(AOBA).from(STRANGER).at(desk)));
    }
    for (int i = 0; i < 4; i++) {
      made.add(key(desk.call(OPERATOR, "電話 " + i)));
    }
    List<DocumentKey> told = new ArrayList<>();
    Optional<DocumentKey> last = Optional.empty();
    List<DocumentKey> page = documents.keys(last, 2);
    while (!page.isEmpty()) {
      told.addAll(page);
      last = Optional.of(page.get(page.size() - 1));
      page = documents.keys(last, 2);
    }
    assertEquals(made, told);
    assertEquals(9, documents.documents(told).size());
    assertEquals(made, documents.keys(Optional.empty(), 1_000));
  }

  @Test
  public void ticketsThatAreNotThereAreLeftOut() {
    TicketRef ref = Tickets.open().at(desk);
    TicketRef none = new TicketRef(MIHON, ref.fiscalYear(), 999_999);
    assertEquals(1, documents.documents(List.of(key(ref), key(none))).size());
    assertEquals(List.of(), documents.documents(List.of()));
  }

  @Test
  public void eventsThatChangeWhatIsFoundTouchTheirTicket() {
    TicketRef ref = Tickets.open().at(desk);
    desk.note(OPERATOR, ref, "メモ");
    desk.linking.link(OPERATOR, ref, desk.call(OPERATOR, "別件"), Relation.RELATED);
    for (CommittedEvent event : desk.log.of(TicketEvents.STREAM, ref.toString())) {
      boolean linked = event.type().equals(TicketEvents.LINKED);
      assertEquals(linked ? List.of() : List.of(key(ref)), documents.touched(event));
    }
  }

  @Test
  public void aCitizensNewNameTouchesTheirTickets() {
    TicketRef one = Tickets.open().at(desk);
    TicketRef two = Tickets.open().at(desk);
    long citizen = desk.ticket(one).citizen().id();
    Contents renamed = new Contents("川田 花子", "", "ja", "", List.of(CITIZEN), List.of());
    long version = desk.citizens.find(OPERATOR, MIHON, citizen).version();
    desk.citizens.edit(OPERATOR, MIHON, citizen, version, c -> c.with(renamed));
    for (CommittedEvent event : desk.log.of(Journal.CITIZENS, "mihon/" + citizen)) {
      assertEquals(Set.of(key(one), key(two)), Set.copyOf(documents.touched(event)));
    }
    assertEquals(List.of("川田 花子"), document(two).searchWords());
  }
}
