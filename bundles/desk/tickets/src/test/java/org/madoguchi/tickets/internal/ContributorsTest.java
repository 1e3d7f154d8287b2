package org.madoguchi.tickets.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.tickets.internal.People.MIHON;
import static org.madoguchi.tickets.internal.People.OPERATOR;
import static org.madoguchi.tickets.internal.People.PENSION;
import static org.madoguchi.tickets.internal.People.PENSION_STAFF;
import static org.madoguchi.tickets.internal.People.SUPERVISOR;
import static org.madoguchi.tickets.internal.People.TAX;
import static org.madoguchi.tickets.internal.People.TAX_STAFF;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.Before;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.access.Grant;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Role;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.ProblemType;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.testing.database.CountingDataSource;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.TicketEvents;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.TicketQueries.Filter;
import org.madoguchi.tickets.internal.TicketQueries.Order;
import org.madoguchi.tickets.internal.TicketViews.Action;
import org.madoguchi.tickets.internal.domain.Contributors;
import org.madoguchi.tickets.internal.domain.Contributors.Progress;
import org.madoguchi.tickets.internal.domain.Draft;
import org.madoguchi.tickets.internal.domain.FieldChange;
import org.madoguchi.tickets.internal.domain.Part;
import org.madoguchi.tickets.internal.domain.Tags;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.madoguchi.tickets.internal.jpa.JpaTicketQueries;

/** One section owns a ticket, others contribute to it. */
@Covers("I3")
public class ContributorsTest extends DatabaseMatrix {
  private static final SectionId PARKS = new SectionId("koen");
  private static final AccessScope BOTH_SECTIONS =
      AccessScope.of(
          new StaffId("honma"),
          List.of(
              new Grant(MIHON, Role.SECTION_STAFF, TAX),
              new Grant(MIHON, Role.SECTION_STAFF, PARKS)));

  private CountingDataSource counting;
  private Desk desk;
  private TicketRef ref;

  @Before
  public void openDesk() {
    counting = new CountingDataSource(database().dataSource());
    desk = new Desk(database(), counting.dataSource());
    ref = Tickets.open().text("保険料と税のこと").at(desk);
    desk.handOver(OPERATOR, ref, PENSION);
  }

  private Ticket contribute(TicketRef ticket, SectionId... sections) {
    return desk.editing.edit(
        AccessScope.system(),
        ticket,
        desk.ticket(ticket).version(),
        d -> d.withContributors(new Contributors(List.of(sections))));
  }

  private List<SectionId> contributors(TicketRef ticket) {
    return desk.ticket(ticket).details().contributors().sections();
  }

  private List<Part> parts(TicketRef ticket) {
    return desk.view(SUPERVISOR, ticket).shares().stream().map(TicketViews.Share::part).toList();
  }

  private Progress progress(TicketRef ticket, SectionId section) {
    return parts(ticket).stream()
        .filter(p -> p.section().equals(section))
        .findFirst()
        .orElseThrow()
        .progress();
  }

  private static void refused(ProblemType type, ThrowingRunnable attempt) {
    assertEquals(type, assertThrows(DomainException.class, attempt).type());
  }

  private List<TicketRef> all(AccessScope who, Filter filter) {
    return desk
        .queues
        .page(who, Optional.of(MIHON), filter, Order.NEWEST, Optional.empty(), 50)
        .tickets()
        .stream()
        .map(Ticket::ref)
        .toList();
  }

  private static Filter of(SectionId section) {
    return filter(Optional.of(section), Optional.empty());
  }

  private static Filter filter(Optional<SectionId> section, Optional<String> tag) {
    return new Filter(
        Optional.empty(),
        Optional.empty(),
        section,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        tag,
        Optional.empty());
  }

  private int counted(AccessScope who, Queue queue) {
    int census = desk.queues.counts(who, Optional.of(MIHON)).get(queue).tickets().count();
    var queries = new JpaTicketQueries(desk.unit);
    int database =
        desk.unit.read(
            () ->
                queries
                    .counts(
                        Set.of(queue),
                        who.who(),
                        desk.clock.instant(),
                        who.reaches(Permission.TICKET_READ))
                    .get(queue)
                    .count());
    assertEquals("census and database of " + queue, database, census);
    return census;
  }

  @Test
  public void whoContributesSeesTheTicketOnListsAndIsToldOfIt() {
    refused(TicketProblems.TICKET_NOT_FOUND, () -> desk.view(TAX_STAFF, ref));
    assertEquals(0, counted(TAX_STAFF, Queue.ALL_OPEN));
    contribute(ref, TAX, PARKS);

    assertEquals(ref, desk.view(TAX_STAFF, ref).ticket().ref());
    assertEquals(List.of(ref), desk.list(TAX_STAFF, Queue.ALL_OPEN));
    assertEquals(List.of(ref), all(TAX_STAFF, Desk.filter(null)));
    assertEquals("not twice", List.of(ref), desk.list(BOTH_SECTIONS, Queue.ALL_OPEN));
    assertEquals(1, counted(TAX_STAFF, Queue.ALL_OPEN));
    assertEquals(1, counted(BOTH_SECTIONS, Queue.ALL_OPEN));
    assertEquals(1, counted(PENSION_STAFF, Queue.ALL_OPEN));
    assertEquals(1, counted(OPERATOR, Queue.ALL_OPEN));
    List<CommittedEvent> told = desk.log.of(TicketEvents.STREAM, ref.toString());
    CommittedEvent last = told.get(told.size() - 1);
    assertTrue(TAX_STAFF.may(Permission.TICKET_READ, last.access()));
    assertFalse(TAX_STAFF.may(Permission.TICKET_READ, told.get(0).access()));

    contribute(ref, PARKS);
    refused(TicketProblems.TICKET_NOT_FOUND, () -> desk.view(TAX_STAFF, ref));
    assertEquals(List.of(), desk.list(TAX_STAFF, Queue.ALL_OPEN));
    assertEquals(0, counted(TAX_STAFF, Queue.ALL_OPEN));
  }

  @Test
  public void listsOfASectionHoldWhatItContributesTo() {
    final TicketRef own = Tickets.open().at(desk);
    desk.handOver(OPERATOR, own, TAX);
    Tickets.open().at(desk);
    contribute(ref, TAX);
    for (AccessScope who : List.of(OPERATOR, TAX_STAFF)) {
      assertEquals(Set.of(ref, own), Set.copyOf(all(who, of(TAX))));
      assertEquals(List.of(ref), all(who, of(PENSION)));
    }
    assertEquals(List.of(ref), all(PENSION_STAFF, of(TAX)));
    assertEquals(List.of(), all(OPERATOR, of(PARKS)));
    var queries = new JpaTicketQueries(desk.unit);
    for (AccessScope who : List.of(OPERATOR, TAX_STAFF)) {
      TicketQueries.Tally tally =
          desk.unit.read(
              () ->
                  queries.tally(
                      of(TAX),
                      who.who(),
                      desk.clock.instant(),
                      who.reaches(Permission.TICKET_READ)));
      assertEquals(2, tally.tickets().count());
    }
  }

  @Test
  public void aTagFindsWhatOneContributesTo() {
    contribute(ref, TAX);
    desk.editing.edit(
        OPERATOR, ref, desk.ticket(ref).version(), d -> d.withTags(new Tags(List.of("災害"))));
    assertEquals(List.of(ref), all(TAX_STAFF, filter(Optional.empty(), Optional.of("災害"))));
    assertEquals(List.of(), all(TAX_STAFF, filter(Optional.empty(), Optional.of("別"))));
  }

  @Test
  public void pagesOfWhatOneContributesToNeitherDoubleNorMiss() {
    List<TicketRef> expected = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      TicketRef next = Tickets.open().at(desk);
      desk.handOver(OPERATOR, next, i % 2 == 0 ? PENSION : TAX);
      contribute(next, i % 2 == 0 ? TAX : PENSION, PARKS);
      expected.add(next);
      desk.clock.pass(Duration.ofMinutes(1));
    }
    for (Order order : Order.values()) {
      List<TicketRef> seen = new ArrayList<>();
      Optional<TicketQueries.Place> after = Optional.empty();
      do {
        var page =
            desk.queues.page(
                BOTH_SECTIONS, Optional.of(MIHON), Desk.filter(Queue.ALL_OPEN), order, after, 2);
        page.tickets().forEach(t -> seen.add(t.ref()));
        after = page.next();
      } while (after.isPresent());
      assertEquals(expected.size(), seen.size());
      assertEquals(Set.copyOf(expected), Set.copyOf(seen));
    }
  }

  private static boolean isTold(AccessScope who, CommittedEvent event) {
    return who.may(Permission.TICKET_READ, event.access());
  }

  @Test
  public void whatIsRestrictedIsForTheOwningSection() {
    contribute(ref, TAX);
    desk.editing.edit(
        PENSION_STAFF,
        ref,
        desk.ticket(ref).version(),
        d -> d.withConfidentiality(Confidentiality.RESTRICTED));
    refused(TicketProblems.TICKET_NOT_FOUND, () -> desk.view(TAX_STAFF, ref));
    refused(TicketProblems.TICKET_NOT_FOUND, () -> desk.note(TAX_STAFF, ref, "メモ"));
    refused(
        TicketProblems.TICKET_NOT_FOUND,
        () -> desk.contributions.tell(TAX_STAFF, ref, TAX, Progress.DONE));
    assertEquals(List.of(), desk.list(TAX_STAFF, Queue.ALL_OPEN));
    assertEquals(0, counted(TAX_STAFF, Queue.ALL_OPEN));
    assertEquals(List.of(), all(TAX_STAFF, of(TAX)));
    List<CommittedEvent> told = desk.log.of(TicketEvents.STREAM, ref.toString());
    assertTrue("its lists let it go", isTold(TAX_STAFF, told.get(told.size() - 1)));
    desk.note(PENSION_STAFF, ref, "所管課だけのメモ");
    List<CommittedEvent> after = desk.log.of(TicketEvents.STREAM, ref.toString());
    assertFalse(isTold(TAX_STAFF, after.get(after.size() - 1)));
    assertEquals(List.of(TAX), contributors(ref));
    assertEquals(1, desk.view(PENSION_STAFF, ref).shares().size());
  }

  @Test
  public void whoContributesWritesNotesButDecidesNothing() {
    contribute(ref, TAX);
    desk.note(TAX_STAFF, ref, "税の分は次のとおりです");
    desk.drafts.put(TAX_STAFF, ref, Draft.Kind.NOTE, "下書き");
    assertEquals(List.of(Action.NOTE), desk.view(TAX_STAFF, ref).actions());
    assertEquals(List.of(), desk.view(TAX_STAFF, ref).next().possible());
    refused(Problems.FORBIDDEN, () -> desk.reply(TAX_STAFF, ref, "直接の回答"));
    refused(Problems.FORBIDDEN, () -> desk.handOver(TAX_STAFF, ref, TAX));
    refused(Problems.FORBIDDEN, () -> desk.drafts.put(TAX_STAFF, ref, Draft.Kind.REPLY, "下書き"));
    TicketRef other = Tickets.open().at(desk);
    desk.handOver(OPERATOR, other, TAX);
    refused(Problems.FORBIDDEN, () -> desk.merging.merge(TAX_STAFF, ref, other, true));
    assertEquals(Optional.empty(), desk.queues.next(TAX_STAFF).filter(ref::equals));
  }

  @Test
  public void eachSectionSaysHowFarItIs() {
    contribute(ref, TAX, PARKS);
    assertEquals(List.of(Part.open(TAX), Part.open(PARKS)), parts(ref));
    assertEquals(
        List.of(true, false),
        desk.view(TAX_STAFF, ref).shares().stream().map(TicketViews.Share::own).toList());
    long version = desk.ticket(ref).version();
    desk.contributions.tell(TAX_STAFF, ref, TAX, Progress.ANSWERED);
    Part part = parts(ref).get(0);
    assertEquals(Progress.ANSWERED, part.progress());
    assertEquals(TAX_STAFF.who(), part.by());
    assertEquals(Optional.of(desk.clock.instant()), part.at());
    assertEquals("nobody's edit becomes stale", version, desk.ticket(ref).version());

    List<String> told = desk.events(ref);
    assertEquals(TicketEvents.CONTRIBUTION_CHANGED, told.get(told.size() - 1));
    desk.contributions.tell(TAX_STAFF, ref, TAX, Progress.ANSWERED);
    assertEquals("again is nothing new", told, desk.events(ref));
    refused(
        Problems.FORBIDDEN, () -> desk.contributions.tell(TAX_STAFF, ref, PARKS, Progress.DONE));
    refused(
        TicketProblems.SECTION_NOT_CONTRIBUTING,
        () -> desk.contributions.tell(OPERATOR, ref, PENSION, Progress.DONE));
    desk.contributions.tell(PENSION_STAFF, ref, PARKS, Progress.DONE);
    desk.contributions.tell(TAX_STAFF, ref, TAX, Progress.OPEN);
    assertEquals(Part.open(TAX), parts(ref).get(0));
    assertEquals(Progress.DONE, progress(ref, PARKS));
    Histories.Happening last = desk.histories.of(OPERATOR, ref).get(told.size() + 1);
    assertEquals(
        Map.of("section", "shiminzei", "progress", "open", "before", "answered"), last.payload());
  }

  @Test
  public void theOwnerHearsThatASectionIsDone() {
    contribute(ref, TAX);
    desk.editing.edit(
        PENSION_STAFF,
        ref,
        desk.ticket(ref).version(),
        d -> d.withOwner(PENSION_STAFF.who()).withStatus(TicketStatus.OPEN));
    desk.view(PENSION_STAFF, ref);
    desk.contributions.tell(TAX_STAFF, ref, TAX, Progress.ANSWERED);
    assertEquals(List.of(ref), desk.list(PENSION_STAFF, Queue.ATTENTION));
  }

  @Test
  public void theLeadIsSwappedInOneEditAndToldAsOne() {
    contribute(ref, TAX, PARKS);
    desk.contributions.tell(TAX_STAFF, ref, TAX, Progress.DONE);
    desk.editing.edit(
        PENSION_STAFF,
        ref,
        desk.ticket(ref).version(),
        d -> d.withSection(TAX).withContributors(new Contributors(List.of(PENSION, PARKS))));
    assertEquals(List.of(PENSION, PARKS), contributors(ref));
    assertEquals(List.of(Part.open(PENSION), Part.open(PARKS)), parts(ref));
    desk.note(PENSION_STAFF, ref, "続きをお願いします");
    refused(Problems.FORBIDDEN, () -> desk.handOver(PENSION_STAFF, ref, PENSION));
    List<Histories.Happening> told = desk.histories.of(SUPERVISOR, ref);
    assertEquals(
        Map.of(
            "section",
            new FieldChange("hoken-nenkin", "shiminzei"),
            "contributors",
            new FieldChange("shiminzei, koen", "hoken-nenkin, koen")),
        told.get(told.size() - 2).changes());
    desk.handOver(TAX_STAFF, ref, PARKS);
    assertEquals("the lead does not contribute", List.of(PENSION), contributors(ref));
  }

  @Test
  public void whatIsAskedAgainBeginsAgain() {
    contribute(ref, TAX);
    desk.contributions.tell(TAX_STAFF, ref, TAX, Progress.DONE);
    contribute(ref);
    assertEquals(List.of(), parts(ref));
    contribute(ref, TAX);
    assertEquals(List.of(Part.open(TAX)), parts(ref));
  }

  @Test
  public void mergingTakesContributionsAlongAndBack() {
    TicketRef into = Tickets.open().text("二通目").at(desk);
    desk.handOver(OPERATOR, into, PARKS);
    contribute(into, PENSION);
    contribute(ref, TAX, PARKS);
    desk.contributions.tell(TAX_STAFF, ref, TAX, Progress.ANSWERED);
    desk.merging.merge(OPERATOR, ref, into, true);

    assertEquals(List.of(PENSION, TAX), contributors(into));
    assertEquals(Progress.ANSWERED, progress(into, TAX));
    assertEquals(Progress.OPEN, progress(into, PENSION));
    assertEquals(into, desk.view(TAX_STAFF, into).ticket().ref());
    assertEquals("who reads one reads both", ref, desk.view(TAX_STAFF, ref).ticket().ref());
    assertEquals(ref, desk.view(PENSION_STAFF, ref).ticket().ref());
    refused(
        TicketProblems.MERGED_AWAY,
        () -> desk.contributions.tell(TAX_STAFF, ref, TAX, Progress.OPEN));
    contribute(into, PENSION);
    refused(TicketProblems.TICKET_NOT_FOUND, () -> desk.view(TAX_STAFF, ref));
    contribute(into, PENSION, TAX);

    desk.merging.separate(OPERATOR, ref, into);
    assertEquals(List.of(PENSION), contributors(into));
    assertEquals(List.of(TAX, PARKS), contributors(ref));
    refused(TicketProblems.TICKET_NOT_FOUND, () -> desk.view(TAX_STAFF, into));
    assertEquals(ref, desk.view(TAX_STAFF, ref).ticket().ref());
  }

  @Test
  public void whoTellsWhileTheSectionIsTakenOffLeavesNothingBehind() throws Exception {
    for (int i = 0; i < 5; i++) {
      contribute(ref, TAX);
      Together.run(2, n -> n == 0 ? tellOrRefused() : contribute(ref));
      assertEquals(List.of(), contributors(ref));
      contribute(ref, TAX);
      assertEquals(List.of(Part.open(TAX)), parts(ref));
      contribute(ref);
    }
  }

  private Object tellOrRefused() {
    try {
      return desk.contributions.tell(OPERATOR, ref, TAX, Progress.DONE);
    } catch (DomainException gone) {
      return gone.type();
    }
  }

  @Test
  public void contributorsCostAViewOneStatementAndListsNone() {
    int plain = counting.during(() -> desk.view(OPERATOR, ref));
    int list = counting.during(() -> desk.list(OPERATOR, Queue.ALL_OPEN));
    int shared = counting.during(() -> desk.list(TAX_STAFF, Queue.ALL_OPEN));
    contribute(ref, TAX, PARKS);
    assertEquals(plain + 1, counting.during(() -> desk.view(OPERATOR, ref)));
    assertEquals(list, counting.during(() -> desk.list(OPERATOR, Queue.ALL_OPEN)));
    assertEquals(shared, counting.during(() -> desk.list(TAX_STAFF, Queue.ALL_OPEN)));
    assertTrue("lists of a section " + shared, shared <= list + 1);
  }
}
