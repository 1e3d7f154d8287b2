package org.madoguchi.tickets.testkit;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Test;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.store.BlobRef;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.InboundContact;
import org.madoguchi.tickets.InboundContact.Nature;
import org.madoguchi.tickets.TicketIntake;
import org.madoguchi.tickets.TicketIntake.Receipt;
import org.madoguchi.tickets.TicketRef;

/** What channels may rely on when they hand a contact over: it is taken, once. */
public abstract class TicketIntakeContract {
  private static final MunicipalityId MIHON = new MunicipalityId("mihon");
  private static final MunicipalityId AOBA = new MunicipalityId("aoba");
  private static final ContactPoint HANAKO =
      new ContactPoint(ContactPoint.Kind.MAIL, "hanako@citizen.example");
  private static final ContactPoint TARO =
      new ContactPoint(ContactPoint.Kind.MAIL, "taro@citizen.example");

  /**
   * The intake of this clause, without tickets at first, with the municipalities {@code mihon} and
   * {@code aoba}; the same at every call.
   */
  protected abstract TicketIntake intake();

  @Test
  public void firstContactOpensATicket() {
    Receipt receipt = intake().receive(contact("1", HANAKO));
    assertTrue(receipt.opened());
    assertFalse(receipt.repeated());
    assertFalse(receipt.entry().isBlank());
    assertEquals(MIHON, receipt.ticket().municipality());
  }

  @Test
  public void sameContactAgainIsTheSameTicketAndEntry() {
    Receipt first = intake().receive(contact("1", HANAKO));
    Receipt again = intake().receive(contact("1", HANAKO));
    assertEquals(new Receipt(first.ticket(), first.entry(), false, true), again);
  }

  @Test
  public void sameContactFromManyThreadsOpensOneTicket() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Callable<Receipt>> all =
          Collections.nCopies(6, () -> intake().receive(contact("1", HANAKO)));
      List<Receipt> receipts = new ArrayList<>();
      for (Future<Receipt> one : threads.invokeAll(all)) {
        receipts.add(one.get());
      }
      assertEquals(1, receipts.stream().map(Receipt::ticket).distinct().count());
      assertEquals(1, receipts.stream().map(Receipt::entry).distinct().count());
      assertEquals(1, receipts.stream().filter(Receipt::opened).count());
      assertEquals(5, receipts.stream().filter(Receipt::repeated).count());
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  public void idsCountWithinTheirSourceOnly() {
    Receipt one = intake().receive(contact(MIHON, "mail-mihon", "1", Optional.empty(), HANAKO));
    Receipt two = intake().receive(contact(MIHON, "fax-mihon", "1", Optional.empty(), HANAKO));
    assertTrue(two.opened());
    assertNotEquals(one.ticket(), two.ticket());
  }

  @Test
  public void threadContinuesItsTicket() {
    TicketRef ticket = intake().receive(contact("1", HANAKO)).ticket();
    Receipt answer =
        intake().receive(contact(MIHON, "mail-mihon", "2", Optional.of(ticket), HANAKO));
    assertEquals(ticket, answer.ticket());
    assertFalse(answer.opened());
    assertFalse(answer.repeated());
  }

  @Test
  public void numbersAreUniqueInAMunicipality() {
    Set<TicketRef> tickets = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      tickets.add(intake().receive(contact("m" + i, HANAKO)).ticket());
    }
    assertEquals(20, tickets.size());
  }

  @Test
  public void unknownMunicipalityIsRefused() {
    MunicipalityId nowhere = new MunicipalityId("nowhere");
    DomainException refused =
        assertThrows(
            DomainException.class,
            () ->
                intake().receive(contact(nowhere, "mail-nowhere", "1", Optional.empty(), HANAKO)));
    assertEquals("municipality-not-found", refused.type().name());
  }

  @Test
  public void senderIsKnownAsTheTicketsCitizen() {
    TicketRef ticket = intake().receive(contact("1", HANAKO)).ticket();
    assertTrue(intake().isCitizenOf(ticket, HANAKO));
    assertFalse(intake().isCitizenOf(ticket, TARO));
    assertFalse(intake().isCitizenOf(unknown(), HANAKO));
  }

  @Test
  public void ticketIsFoundByItsNumberInItsOwnMunicipalityOnly() {
    TicketRef ticket = intake().receive(contact("1", HANAKO)).ticket();
    assertEquals(Optional.of(ticket), intake().find(MIHON, ticket.number()));
    assertEquals(Optional.empty(), intake().find(AOBA, ticket.number()));
    assertEquals(Optional.empty(), intake().find(MIHON, unknown().number()));
  }

  @Test
  public void accessIsKnownOfTicketsThatExist() {
    TicketRef ticket = intake().receive(contact("1", HANAKO)).ticket();
    assertEquals(MIHON, intake().accessOf(ticket).orElseThrow().municipality());
    assertEquals(Optional.empty(), intake().accessOf(unknown()));
  }

  private static TicketRef unknown() {
    return new TicketRef(MIHON, 2001, 1);
  }

  private static InboundContact contact(String id, ContactPoint sender) {
    return contact(MIHON, "mail-mihon", id, Optional.empty(), sender);
  }

  private static InboundContact contact(
      MunicipalityId municipality,
      String source,
      String id,
      Optional<TicketRef> thread,
      ContactPoint sender) {
    return new InboundContact(
        municipality,
        "mail",
        source,
        id,
        id + "@citizen.example",
        thread,
        Optional.empty(),
        Nature.PERSON,
        "山田 花子",
        List.of(sender),
        "住民票について",
        "コンビニで取れますか。",
        "",
        List.of(),
        new BlobRef("ab".repeat(32), 1_234),
        "ja",
        Instant.parse("2026-11-02T01:00:00Z"));
  }
}
