package org.madoguchi.tickets.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.tickets.internal.People.AOBA;
import static org.madoguchi.tickets.internal.People.CITIZEN;
import static org.madoguchi.tickets.internal.People.COLLEAGUE;
import static org.madoguchi.tickets.internal.People.MIHON;
import static org.madoguchi.tickets.internal.People.OPERATOR;
import static org.madoguchi.tickets.internal.People.PENSION;
import static org.madoguchi.tickets.internal.People.PENSION_STAFF;
import static org.madoguchi.tickets.internal.People.STRANGER;
import static org.madoguchi.tickets.internal.People.SUPERVISOR;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.Before;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.access.Narrowing;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.ProblemType;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.testing.database.CountingDataSource;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.TicketQueries.CitizenKey;
import org.madoguchi.tickets.internal.TicketQueries.Order;
import org.madoguchi.tickets.internal.domain.Citizen;
import org.madoguchi.tickets.internal.domain.Citizen.Contents;
import org.madoguchi.tickets.internal.domain.Citizen.Remark;
import org.madoguchi.tickets.internal.domain.Citizen.Undeliverable;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.domain.TicketProblems;

public class MergeCitizensTest extends DatabaseMatrix {
  private static final ContactPoint PHONE =
      new ContactPoint(ContactPoint.Kind.PHONE, "090-1234-5678");
  private static final ContactPoint NEW_MAIL =
      new ContactPoint(ContactPoint.Kind.MAIL, "hanako.new@mail.example");

  private Desk desk;
  private TicketRef byMail;
  private TicketRef byPhone;
  private long mail;
  private long phone;

  @Before
  public void twoRecordsOfOnePerson() {
    desk = new Desk(database());
    byMail = Tickets.open().named("Hanako").at(desk);
    desk.clock.pass(Duration.ofMinutes(1));
    byPhone = desk.call(OPERATOR, "山田 花子", PHONE);
    desk.clock.pass(Duration.ofMinutes(1));
    mail = desk.ticket(byMail).citizen().id();
    phone = desk.ticket(byPhone).citizen().id();
  }

  private Citizen citizen(long id) {
    return desk.citizens.find(OPERATOR, MIHON, id);
  }

  private void edit(long id, Contents contents) {
    desk.citizens.edit(OPERATOR, MIHON, id, citizen(id).version(), c -> c.with(contents));
  }

  private void merge(long id, long into) {
    assertEquals(into, desk.mergingCitizens.merge(OPERATOR, MIHON, id, into).citizen().id());
  }

  private Citizen separate(long id, long from) {
    return desk.mergingCitizens.separate(COLLEAGUE, MIHON, id, from).citizen();
  }

  /** As the list of the citizen's tickets tells them, newest first. */
  private List<TicketRef> history(AccessScope scope, long id) {
    CitizenKey known = desk.citizens.mustBeKnown(scope, new CitizenKey(MIHON, id));
    return desk
        .queues
        .page(
            scope,
            Optional.of(MIHON),
            Desk.filter(Optional.empty(), Optional.of(known), Optional.empty()),
            Order.NEWEST,
            Optional.empty(),
            50)
        .tickets()
        .stream()
        .map(Ticket::ref)
        .toList();
  }

  private static DomainException refused(ProblemType type, ThrowingRunnable attempt) {
    DomainException refused = assertThrows(DomainException.class, attempt);
    assertEquals(type, refused.type());
    return refused;
  }

  @Test
  @Covers("F1")
  public void oneHistoryOverAllChannelsFromEitherSide() {
    merge(mail, phone);
    for (long id : new long[] {mail, phone}) {
      assertEquals(phone, citizen(id).id());
      assertEquals(List.of(byPhone, byMail), history(OPERATOR, id));
    }
    assertEquals(List.of(PHONE, CITIZEN), citizen(phone).contacts());
    TicketViews.View view = desk.view(OPERATOR, byMail);
    assertEquals(phone, view.citizen().id());
    assertEquals("山田 花子", view.ticket().citizen().name());
    assertEquals(List.of(byPhone), view.earlier().newest().stream().map(Ticket::ref).toList());
    assertEquals(
        List.of(phone),
        desk.citizens.search(OPERATOR, Optional.of(MIHON), "hanako").stream()
            .map(Citizen::id)
            .toList());
    TicketRef next = Tickets.open().at(desk);
    assertEquals(phone, desk.ticket(next).citizen().id());
    assertEquals(List.of(next, byPhone, byMail), history(OPERATOR, mail));
  }

  @Test
  public void nothingSaidAboutEitherIsLostAndEachHasItsOwnBack() {
    Remark home = new Remark(PHONE, "自宅");
    edit(mail, new Contents("Hanako", "", "en", "手話通訳", List.of(CITIZEN), List.of()));
    edit(phone, new Contents("山田 花子", "やまだ はなこ", "", "大きな文字", List.of(PHONE), List.of(home)));
    final Contents mailBefore = citizen(mail).contents();
    final Contents phoneBefore = citizen(phone).contents();
    merge(mail, phone);
    assertEquals(
        new Contents(
                "山田 花子", "やまだ はなこ", "ja", "大きな文字\n手話通訳", List.of(PHONE, CITIZEN), List.of(home))
            .notes(),
        citizen(phone).notes());
    assertEquals(List.of(home), citizen(phone).remarks());
    assertEquals("en", citizen(phone).language());

    assertEquals(mail, separate(mail, phone).id());
    assertEquals(mailBefore, citizen(mail).contents());
    assertEquals(phoneBefore, citizen(phone).contents());
    assertEquals("Hanako", desk.ticket(byMail).citizen().name());
    assertEquals(List.of(byMail), history(OPERATOR, mail));
    assertEquals(List.of(byPhone), history(OPERATOR, phone));
    assertEquals(mail, desk.ticket(Tickets.open().at(desk)).citizen().id());
    refused(TicketProblems.CITIZENS_NOT_MERGED, () -> separate(mail, phone));
  }

  @Test
  public void whatWasEditedSinceStays() {
    merge(mail, phone);
    Contents now = citizen(phone).contents();
    edit(
        phone,
        new Contents(
            "山田 華子", now.kana(), "vi", now.notes(), List.of(NEW_MAIL, CITIZEN), List.of()));
    assertEquals("山田 華子", desk.ticket(byMail).citizen().name());
    separate(mail, phone);
    assertEquals("山田 華子", citizen(phone).name());
    assertEquals("vi", citizen(phone).language());
    assertEquals(List.of(NEW_MAIL), citizen(phone).contacts());
    assertEquals(List.of(CITIZEN), citizen(mail).contacts());
  }

  @Test
  public void aContactPointThatIsSomebodyElsesByThenIsNotTakenFromThem() {
    merge(mail, phone);
    Contents now = citizen(phone).contents();
    edit(phone, now.withContacts(List.of(PHONE)));
    long other = desk.ticket(Tickets.open().named("弟").at(desk)).citizen().id();
    assertTrue(other != phone && other != mail);
    separate(mail, phone);
    assertEquals(List.of(), citizen(mail).contacts());
    assertEquals(other, desk.ticket(Tickets.open().at(desk)).citizen().id());
  }

  @Test
  public void anAddressThatFailsStaysMarked() {
    Undeliverable gone = new Undeliverable(CITIZEN, "5.1.1", desk.clock.instant());
    desk.citizens.edit(OPERATOR, MIHON, mail, 1, c -> c.marked(gone));
    merge(mail, phone);
    assertEquals(List.of(gone), citizen(phone).undeliverable());
    assertEquals(List.of(gone), separate(mail, phone).undeliverable());
    assertEquals(List.of(), citizen(phone).undeliverable());
  }

  @Test
  public void oneAfterTheOtherAndBackInAnyOrderThatIsPossible() {
    TicketRef third = Tickets.open().from(STRANGER).named("花子").at(desk);
    long stranger = desk.ticket(third).citizen().id();
    merge(stranger, mail);
    merge(mail, phone);
    assertEquals(List.of(third, byPhone, byMail), history(OPERATOR, stranger));
    assertEquals(List.of(PHONE, CITIZEN, STRANGER), citizen(stranger).contacts());
    assertEquals("山田 花子", desk.ticket(third).citizen().name());
    refused(TicketProblems.CITIZEN_MERGED_AWAY, () -> separate(stranger, mail));

    separate(mail, phone);
    assertEquals(mail, citizen(stranger).id());
    assertEquals(List.of(third, byMail), history(OPERATOR, mail));
    assertEquals(List.of(CITIZEN, STRANGER), citizen(mail).contacts());
    assertEquals("Hanako", desk.ticket(third).citizen().name());
    separate(stranger, mail);
    assertEquals(List.of(third), history(OPERATOR, stranger));
    assertEquals(List.of(byMail), history(OPERATOR, mail));
    merge(phone, stranger);
    assertEquals(List.of(third, byPhone), history(OPERATOR, phone));
  }

  @Test
  public void againIsNothingNewAndWhoIsAwayIsNotEdited() {
    merge(mail, phone);
    final long version = citizen(phone).version();
    merge(mail, phone);
    assertEquals(version, citizen(phone).version());
    DomainException away =
        refused(
            TicketProblems.CITIZEN_MERGED_AWAY,
            () -> desk.citizens.edit(OPERATOR, MIHON, mail, version, c -> c));
    assertEquals(Long.toString(phone), away.extensions().get("into"));
    refused(TicketProblems.CITIZEN_MERGED_AWAY, () -> merge(phone, mail));
    refused(TicketProblems.CITIZEN_MERGE_INTO_ITSELF, () -> merge(phone, phone));
  }

  @Test
  public void ticketsOfOnePersonAreMergedWithoutAsking() {
    merge(mail, phone);
    assertEquals(byPhone, desk.merging.merge(OPERATOR, byMail, byPhone, false).ref());
  }

  @Test
  public void onlyWhoMayKnowBothAndEditMerges() {
    long there = desk.ticket(Tickets.open().to(AOBA).at(desk)).citizen().id();
    refused(TicketProblems.CITIZEN_NOT_FOUND, () -> merge(there, mail));
    refused(TicketProblems.CITIZEN_NOT_FOUND, () -> merge(mail, there));
    desk.handOver(OPERATOR, byMail, PENSION);
    refused(
        TicketProblems.CITIZEN_NOT_FOUND,
        () -> desk.mergingCitizens.merge(PENSION_STAFF, MIHON, mail, phone));
    AccessScope reads =
        OPERATOR.narrowed(
            new Narrowing(
                Optional.of(Set.of(Permission.TICKET_READ, Permission.CITIZEN_READ)),
                Optional.empty()));
    refused(Problems.FORBIDDEN, () -> desk.mergingCitizens.merge(reads, MIHON, mail, phone));
    merge(mail, phone);
    refused(Problems.FORBIDDEN, () -> desk.mergingCitizens.separate(reads, MIHON, mail, phone));
  }

  @Test
  public void theHistoryShowsNobodyMoreThanTheirTickets() {
    desk.handOver(OPERATOR, byMail, PENSION);
    merge(mail, phone);
    assertEquals(List.of(byMail), history(PENSION_STAFF, phone));
    assertEquals(1, desk.citizens.look(PENSION_STAFF, MIHON, phone).earlier().total().count());
    assertEquals(List.of(), desk.view(PENSION_STAFF, byMail).earlier().newest());
  }

  @Test
  public void whomFewMayKnowIsNotMergedWithWhomAllMay() {
    desk.editing.edit(
        SUPERVISOR,
        byMail,
        desk.ticket(byMail).version(),
        d -> d.withConfidentiality(Confidentiality.RESTRICTED));
    refused(
        TicketProblems.CITIZEN_MERGE_ACROSS_CONFIDENTIALITIES,
        () -> desk.mergingCitizens.merge(SUPERVISOR, MIHON, mail, phone));
    refused(
        TicketProblems.CITIZEN_MERGE_ACROSS_CONFIDENTIALITIES,
        () -> desk.mergingCitizens.merge(SUPERVISOR, MIHON, phone, mail));
    refused(TicketProblems.CITIZEN_NOT_FOUND, () -> merge(mail, phone));
    desk.editing.edit(
        SUPERVISOR,
        byPhone,
        desk.ticket(byPhone).version(),
        d -> d.withConfidentiality(Confidentiality.RESTRICTED));
    refused(
        TicketProblems.CITIZEN_MERGE_ACROSS_CONFIDENTIALITIES,
        () -> desk.mergingCitizens.merge(SUPERVISOR, MIHON, mail, phone));
  }

  @Test
  public void whatDoesNotFitIsRefusedWhole() {
    List<ContactPoint> many = new ArrayList<>(List.of(PHONE));
    IntStream.range(0, Limits.CONTACTS - 1)
        .forEach(i -> many.add(new ContactPoint(ContactPoint.Kind.OTHER, "窓口" + i)));
    edit(phone, citizen(phone).contents().withContacts(many));
    refused(TicketProblems.CITIZEN_MERGE_TOO_LARGE, () -> merge(mail, phone));
    assertEquals(List.of(CITIZEN), citizen(mail).contacts());
  }

  @Test
  public void peopleWhoMergeThemIntoEachOtherAtOnceLoseNeither() throws Exception {
    long third = desk.ticket(Tickets.open().from(STRANGER).named("花子").at(desk)).citizen().id();
    List<Long> all = List.of(mail, phone, third);
    AtomicInteger merged = new AtomicInteger();
    Together.run(
        6,
        i -> {
          try {
            desk.mergingCitizens.merge(
                OPERATOR, MIHON, all.get(i % 3), all.get((i + 1 + i / 3) % 3));
            merged.incrementAndGet();
          } catch (DomainException e) {
            assertEquals(TicketProblems.CITIZEN_MERGED_AWAY, e.type());
          }
          return i;
        });
    long root = citizen(mail).id();
    for (long id : all) {
      assertEquals(root, citizen(id).id());
    }
    assertEquals(Set.of(CITIZEN, PHONE, STRANGER), Set.copyOf(citizen(root).contacts()));
    assertEquals(3, history(OPERATOR, root).size());
    assertEquals(2, merged.get());
    assertEquals(2, citizen(root).standing().takesIn());
  }

  @Test
  public void messagesThatArriveMeanwhileAreFiledWithOneOfThem() throws Exception {
    Together.run(
        4,
        i -> {
          if (i == 0) {
            merge(mail, phone);
          } else {
            Tickets.open().at(desk);
          }
          return i;
        });
    assertEquals(5, history(OPERATOR, mail).size());
    assertEquals(phone, citizen(mail).id());
  }

  @Test
  public void brokenOffAnywhereItIsDoneOrNotDone() {
    Interruption interruption = new Interruption(database().dataSource());
    Desk broken = new Desk(database(), interruption.dataSource());
    boolean survived = false;
    for (int step = 1; !survived; step++) {
      String at = "step " + step;
      survived =
          interruption.survives(
              step, () -> broken.mergingCitizens.merge(OPERATOR, MIHON, mail, phone));
      boolean away = citizen(mail).id() == phone;
      assertEquals(at, away ? 2 : 1, citizen(phone).contacts().size());
      assertEquals(at, away ? "山田 花子" : "Hanako", desk.ticket(byMail).citizen().name());
      assertEquals(at, away ? 2 : 1, history(OPERATOR, phone).size());
      if (away) {
        separate(mail, phone);
      }
    }
  }

  @Test
  public void whoIsAloneCostsNothingMore() {
    CountingDataSource counting = new CountingDataSource(database().dataSource());
    Desk counted = new Desk(database(), counting.dataSource());
    final int alone = counting.during(() -> counted.view(OPERATOR, byPhone));
    merge(mail, phone);
    int merged = counting.during(() -> counted.view(OPERATOR, byPhone));
    assertTrue(alone + " " + merged, merged <= alone + 1);
    assertTrue(
        alone + " " + merged, counting.during(() -> counted.view(OPERATOR, byMail)) <= alone + 3);
  }
}
