package org.madoguchi.tickets.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.tickets.internal.People.AOBA;
import static org.madoguchi.tickets.internal.People.AOBA_OPERATOR;
import static org.madoguchi.tickets.internal.People.COLLEAGUE;
import static org.madoguchi.tickets.internal.People.MIHON;
import static org.madoguchi.tickets.internal.People.OPERATOR;
import static org.madoguchi.tickets.internal.People.PENSION;
import static org.madoguchi.tickets.internal.People.PENSION_STAFF;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.TicketEvents;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.TicketQueries.Filter;
import org.madoguchi.tickets.internal.bulk.BulkChange;
import org.madoguchi.tickets.internal.bulk.BulkItem;
import org.madoguchi.tickets.internal.bulk.BulkItem.Reason;
import org.madoguchi.tickets.internal.bulk.BulkItem.State;
import org.madoguchi.tickets.internal.bulk.BulkJobs;
import org.madoguchi.tickets.internal.bulk.BulkSelection;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.EntryType;
import org.madoguchi.tickets.internal.domain.FieldChange;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.madoguchi.tickets.internal.problems.Cause;
import org.madoguchi.tickets.internal.problems.KnownProblem;
import org.madoguchi.tickets.internal.problems.KnownProblems;

public class KnownProblemsTest extends DatabaseMatrix {
  private Desk desk;

  @Before
  public void openDesk() {
    desk = new Desk(database());
  }

  private static Cause cause(String title, SectionId section) {
    return new Cause(
        title, "", section, StaffId.NONE, "窓口へ案内する", "調査しています。", "", Cause.Status.OPEN);
  }

  private KnownProblem registered(String title) {
    return registered(OPERATOR, title, SectionId.NONE);
  }

  private KnownProblem registered(AccessScope who, String title, SectionId section) {
    return desk.problems.register(
        who, new KnownProblems.Order(UUID.randomUUID().toString(), MIHON, cause(title, section)));
  }

  private static Cause withStatus(Cause c, Cause.Status status) {
    return new Cause(
        c.title(),
        c.cause(),
        c.section(),
        c.owner(),
        c.workaround(),
        c.announcement(),
        c.fix(),
        status);
  }

  private void tie(TicketRef ref, long problem) {
    desk.editing.edit(OPERATOR, ref, desk.ticket(ref).version(), d -> d.withProblem(problem));
  }

  private TicketRef tied(KnownProblem problem) {
    TicketRef ref = Tickets.open().from(People.CITIZEN).text("申請の画面が開きません").at(desk);
    tie(ref, problem.id());
    return ref;
  }

  private static Filter of(KnownProblem problem, Queue queue) {
    return new Filter(
        Optional.ofNullable(queue),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(problem.id()));
  }

  private long together(KnownProblem problem, String status, String reply) {
    BulkChange change =
        new BulkChange(null, null, status, null, null, null, null, null, null, null, null, reply);
    long job =
        desk.bulk
            .order(
                OPERATOR,
                new BulkJobs.Order(
                    UUID.randomUUID().toString(),
                    MIHON,
                    List.of(),
                    Optional.of(BulkSelection.of(of(problem, Queue.ALL_OPEN))),
                    change))
            .job()
            .id();
    desk.bulkWorker.all();
    return job;
  }

  private void begin(long job) {
    desk.bulk.start(OPERATOR, job);
    desk.bulkWorker.all();
  }

  private Map<State, Integer> counts(long job) {
    return desk.bulk.find(OPERATOR, job).counts();
  }

  private List<Entry> replies(TicketRef ref) {
    return desk.entries(ref).stream().filter(e -> e.type() == EntryType.REPLY).toList();
  }

  @Test
  @Covers("X15")
  public void oneCauseIsSeenOnEachOfItsTickets() {
    KnownProblem problem = registered("申請システムの障害");
    TicketRef ref = tied(problem);
    TicketQueries.TiedTo seen = desk.view(COLLEAGUE, ref).problem().orElseThrow();
    assertEquals("申請システムの障害", seen.title());
    assertEquals("窓口へ案内する", seen.workaround());
    desk.problems.edit(
        OPERATOR, MIHON, problem.id(), 1, c -> withStatus(c, Cause.Status.KNOWN_ERROR));
    assertEquals(
        Cause.Status.KNOWN_ERROR, desk.view(COLLEAGUE, ref).problem().orElseThrow().status());

    List<Histories.Happening> told = desk.histories.of(OPERATOR, ref);
    assertEquals(
        Map.of("problem", new FieldChange("", Long.toString(problem.id()))),
        told.get(told.size() - 1).changes());
    tie(ref, 0);
    assertTrue(desk.view(COLLEAGUE, ref).problem().isEmpty());
  }

  @Test
  @Covers("X15")
  public void itsTicketsAreCountedAndListedAsFarAsOneSeesThem() {
    KnownProblem problem = registered("断水");
    KnownProblem other = registered("停電");
    TicketRef first = tied(problem);
    TicketRef second = tied(problem);
    tied(other);
    desk.handOver(OPERATOR, second, PENSION);
    desk.close(OPERATOR, first, "復旧しました");
    assertEquals(
        Map.of(TicketStatus.CLOSED, 1, TicketStatus.NEW, 1), desk.problems.tied(OPERATOR, problem));
    assertEquals(Map.of(TicketStatus.NEW, 1), desk.problems.tied(PENSION_STAFF, problem));
    assertEquals(
        List.of(second, first),
        desk
            .queues
            .page(
                OPERATOR,
                Optional.empty(),
                of(problem, null),
                TicketQueries.Order.NEWEST,
                Optional.empty(),
                50)
            .tickets()
            .stream()
            .map(t -> t.ref())
            .toList());
  }

  @Test
  @Covers("X15")
  public void manyAreTiedAtOnceAndUntiedByUndoing() {
    KnownProblem problem = registered("断水");
    List<TicketRef> refs =
        List.of(Tickets.open().at(desk), Tickets.open().at(desk), Tickets.open().at(desk));
    BulkChange change =
        new BulkChange(
            null,
            null,
            null,
            null,
            null,
            null,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Long.toString(problem.id()),
            null);
    long job =
        desk.bulk
            .order(
                OPERATOR,
                new BulkJobs.Order(
                    "r1",
                    MIHON,
                    refs.stream().map(r -> BulkItem.waiting(r, 1)).toList(),
                    Optional.empty(),
                    change))
            .job()
            .id();
    desk.bulkWorker.all();
    assertEquals(Map.of(TicketStatus.NEW, 3), desk.problems.tied(OPERATOR, problem));
    desk.bulk.undo(OPERATOR, job);
    desk.bulkWorker.all();
    assertEquals(Map.of(), desk.problems.tied(OPERATOR, problem));
  }

  @Test
  @Covers("X15")
  public void whatCannotBeClosedIsSaidBeforeAndStaysOpen() {
    desk.settle(Map.of("close.required.inquiry", "category"));
    KnownProblem problem = registered("断水");
    TicketRef ready = tied(problem);
    desk.editing.edit(OPERATOR, ready, desk.ticket(ready).version(), d -> d.withCategory("nenkin"));
    TicketRef missing = tied(problem);
    long job = together(problem, "closed", null);
    BulkJobs.Preview foreseen = desk.bulk.preview(OPERATOR, job);
    assertEquals(2, foreseen.looked());
    assertEquals(
        Map.of(missing, Reason.MISSING),
        foreseen.refused().stream()
            .collect(Collectors.toMap(BulkItem::ticket, i -> i.outcome().reason())));
    assertEquals(TicketStatus.NEW, desk.ticket(ready).details().status());
    begin(job);
    assertEquals(Map.of(State.DONE, 1, State.REFUSED, 1), counts(job));
    assertEquals(TicketStatus.CLOSED, desk.ticket(ready).details().status());
    assertEquals(TicketStatus.NEW, desk.ticket(missing).details().status());
    assertEquals(List.of(), desk.bulk.preview(OPERATOR, job).refused());
  }

  @Test
  @Covers("X15")
  public void eachCitizenIsAnsweredOnceAndTheTicketClosed() {
    KnownProblem problem = registered("断水");
    TicketRef ref = tied(problem);
    TicketRef unreachable = desk.call(OPERATOR, "匿名");
    tie(unreachable, problem.id());
    long job = together(problem, "closed", "復旧しました。");
    assertEquals(
        List.of(Reason.NO_ADDRESS),
        desk.bulk.preview(OPERATOR, job).refused().stream()
            .map(i -> i.outcome().reason())
            .toList());
    assertEquals(List.of(), replies(ref));
    begin(job);
    desk.bulkWorker.all();
    assertEquals(Map.of(State.DONE, 1, State.REFUSED, 1), counts(job));
    assertEquals(1, replies(ref).size());
    assertTrue(replies(ref).get(0).text().startsWith("復旧しました。"));
    assertEquals(OPERATOR.who(), replies(ref).get(0).author());
    assertEquals(1, desk.events(ref).stream().filter(TicketEvents.REPLY_QUEUED::equals).count());
    assertEquals(TicketStatus.CLOSED, desk.ticket(ref).details().status());
    assertEquals(TicketStatus.OPEN, desk.ticket(unreachable).details().status());
  }

  @Test
  @Covers("X15")
  public void undoingTakesBackWhatHasNotLeftAndReopens() {
    KnownProblem problem = registered("断水");
    TicketRef waits = tied(problem);
    TicketRef left = tied(problem);
    long job = together(problem, "closed", "復旧しました。");
    begin(job);
    desk.conversation.outbound(left, Long.toString(replies(left).get(0).id())).orElseThrow();
    long undoing = desk.bulk.undo(OPERATOR, job).job().id();
    desk.bulkWorker.all();
    assertEquals(Map.of(State.DONE, 2), counts(undoing));
    assertEquals(List.of(), replies(waits));
    assertEquals(1, replies(left).size());
    for (TicketRef ref : List.of(waits, left)) {
      assertEquals(TicketStatus.NEW, desk.ticket(ref).details().status());
      assertEquals(StaffId.NONE, desk.ticket(ref).details().owner());
    }
  }

  @Test
  @Covers("X15")
  public void theSameRequestIsTheSameProblemAndForeignOnesAreNotThere() {
    KnownProblems.Order order = new KnownProblems.Order("same", MIHON, cause("断水", SectionId.NONE));
    KnownProblem first = desk.problems.register(OPERATOR, order);
    assertEquals(first, desk.problems.register(OPERATOR, order));
    refused(
        Problems.MUNICIPALITY_NOT_FOUND.name(),
        () -> desk.problems.find(AOBA_OPERATOR, MIHON, first.id()));
    refused(
        TicketProblems.PROBLEM_NOT_FOUND.name(),
        () -> desk.problems.find(AOBA_OPERATOR, AOBA, first.id()));
  }

  @Test
  @Covers("X15")
  public void aSectionEditsItsOwnOnly() {
    KnownProblem towns = registered("断水");
    KnownProblem own = registered(PENSION_STAFF, "年金の通知の誤り", PENSION);
    assertEquals(towns, desk.problems.find(PENSION_STAFF, MIHON, towns.id()));
    refused(
        Problems.FORBIDDEN.name(),
        () -> desk.problems.edit(PENSION_STAFF, MIHON, towns.id(), 1, c -> cause("別", PENSION)));
    refused(
        Problems.FORBIDDEN.name(),
        () ->
            desk.problems.edit(
                PENSION_STAFF, MIHON, own.id(), 1, c -> cause("市全体へ", SectionId.NONE)));
    desk.problems.edit(PENSION_STAFF, MIHON, own.id(), 1, c -> cause("正しい題名", PENSION));
    assertEquals("正しい題名", desk.problems.find(OPERATOR, MIHON, own.id()).cause().title());
  }

  @Test
  @Covers("X15")
  public void whoWasSlowerIsToldWhatOthersDid() {
    KnownProblem problem = registered("断水");
    desk.problems.edit(
        COLLEAGUE, MIHON, problem.id(), 1, c -> withStatus(c, Cause.Status.KNOWN_ERROR));
    KnownProblems.Stale stale =
        assertThrows(
            KnownProblems.Stale.class,
            () ->
                desk.problems.edit(
                    OPERATOR, MIHON, problem.id(), 1, c -> withStatus(c, Cause.Status.SOLVED)));
    assertEquals(2, stale.current().version());
    assertEquals(COLLEAGUE.who(), stale.since().get(0).actor());
    assertEquals(
        Map.of("status", new FieldChange("open", "known-error")), stale.since().get(0).changes());
    assertEquals(2, desk.problems.history(OPERATOR, MIHON, problem.id()).size());
  }

  @Test
  @Covers("X15")
  public void theListIsReadPageByPageAndLeavesOutWhatIsSolved() {
    KnownProblem first = registered("一");
    KnownProblem second = registered("二");
    KnownProblem third = registered("三");
    desk.problems.edit(OPERATOR, MIHON, second.id(), 1, c -> withStatus(c, Cause.Status.SOLVED));
    assertEquals(List.of(third.id()), page(Optional.empty(), Long.MAX_VALUE, 1));
    assertEquals(List.of(first.id()), page(Optional.empty(), third.id(), 50));
    assertEquals(List.of(second.id()), page(Optional.of(Cause.Status.SOLVED), Long.MAX_VALUE, 50));
  }

  private List<Long> page(Optional<Cause.Status> status, long below, int limit) {
    return desk.problems.page(OPERATOR, MIHON, status, below, limit).stream()
        .map(KnownProblem::id)
        .toList();
  }

  private static void refused(String type, Runnable command) {
    assertEquals(type, assertThrows(DomainException.class, command::run).type().name());
  }
}
