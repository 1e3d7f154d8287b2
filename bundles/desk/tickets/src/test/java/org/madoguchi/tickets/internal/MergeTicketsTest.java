package org.madoguchi.tickets.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.tickets.internal.People.AOBA;
import static org.madoguchi.tickets.internal.People.BOTH_TOWNS;
import static org.madoguchi.tickets.internal.People.COLLEAGUE;
import static org.madoguchi.tickets.internal.People.OPERATOR;
import static org.madoguchi.tickets.internal.People.PENSION;
import static org.madoguchi.tickets.internal.People.PENSION_STAFF;
import static org.madoguchi.tickets.internal.People.TAX;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Before;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Narrowing;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.ProblemType;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.testing.database.CountingDataSource;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.TicketEvents;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.domain.Draft;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.domain.TicketProblems;

public class MergeTicketsTest extends DatabaseMatrix {
  private static final ContactPoint NEIGHBOUR = People.STRANGER;

  private Desk desk;
  private TicketRef one;
  private TicketRef two;

  @Before
  public void openDesk() {
    desk = new Desk(database());
    one = Tickets.open().text("一通目").at(desk);
    desk.clock.pass(Duration.ofMinutes(1));
    two = Tickets.open().text("二通目").at(desk);
    desk.clock.pass(Duration.ofMinutes(1));
  }

  private List<String> texts(TicketRef ref) {
    return desk.entries(ref).stream().map(Entry::text).toList();
  }

  private TicketStatus status(TicketRef ref) {
    return desk.ticket(ref).details().status();
  }

  private static List<TicketRef> refs(List<Ticket> tickets) {
    return tickets.stream().map(Ticket::ref).toList();
  }

  private Optional<TicketRef> goesOnIn(TicketRef ref) {
    return desk.view(OPERATOR, ref).merged().into().map(Ticket::ref);
  }

  private static DomainException refused(ProblemType type, ThrowingRunnable attempt) {
    DomainException refused = assertThrows(DomainException.class, attempt);
    assertEquals(type, refused.type());
    return refused;
  }

  @Test
  public void theConversationsAreReadAsOne() {
    desk.note(OPERATOR, one, "メモ");
    assertEquals(two, desk.merging.merge(OPERATOR, one, two, false).ref());

    assertEquals(List.of("一通目", "二通目", "メモ"), texts(two));
    assertEquals(List.of(one), refs(desk.view(OPERATOR, two).merged().takenIn()));
    assertEquals(TicketStatus.CLOSED, status(one));
    assertEquals(List.of("一通目", "メモ"), texts(one));
    assertEquals(Optional.of(two), goesOnIn(one));
    assertEquals(List.of(), desk.view(OPERATOR, one).actions());
    assertEquals(List.of(), desk.view(OPERATOR, one).next().possible());
    assertEquals(TicketEvents.MERGED, desk.events(two).get(1));
    assertEquals(
        Map.of("linked", one.toString(), "relation", "merged-from"),
        desk.histories.of(OPERATOR, two).get(1).payload());
  }

  @Test
  public void againIsNothingNew() {
    desk.merging.merge(OPERATOR, one, two, false);
    final List<String> told = desk.events(two);
    assertEquals(two, desk.merging.merge(COLLEAGUE, one, two, false).ref());
    assertEquals(told, desk.events(two));
  }

  @Test
  public void takenBackEachStandsForItselfAsBefore() {
    desk.editing.edit(
        OPERATOR, one, 1, d -> d.withStatus(TicketStatus.WAITING_DEPARTMENT).withSection(TAX));
    desk.handOver(OPERATOR, two, PENSION);
    desk.merging.merge(OPERATOR, one, two, false);
    assertEquals(PENSION, desk.ticket(one).details().section());
    assertEquals(one, desk.merging.separate(COLLEAGUE, one, two).ref());

    assertEquals(TicketStatus.WAITING_DEPARTMENT, status(one));
    assertEquals(TAX, desk.ticket(one).details().section());
    assertEquals(Optional.empty(), desk.ticket(one).closedAt());
    assertEquals(List.of("二通目"), texts(two));
    assertEquals(Optional.empty(), goesOnIn(one));
    desk.note(OPERATOR, one, "また別に");
    refused(TicketProblems.NOT_MERGED, () -> desk.merging.separate(OPERATOR, one, two));
    desk.merging.merge(OPERATOR, two, one, false);
    assertEquals(List.of("一通目", "二通目", "また別に"), texts(one));
  }

  @Test
  public void whatTheCitizenWritesThereArrivesWhereItGoesOn() {
    TicketRef three = Tickets.open().text("三通目").at(desk);
    desk.merging.merge(OPERATOR, one, two, false);
    desk.merging.merge(OPERATOR, two, three, false);
    assertEquals(three, Tickets.answering(one).text("追伸").at(desk));
    assertEquals(List.of("一通目", "二通目", "三通目", "追伸"), texts(three));
    assertEquals(TicketStatus.CLOSED, status(one));
    desk.close(OPERATOR, three, "終わりました");
    assertEquals("it is reopened, not the merged one", three, Tickets.answering(two).at(desk));
    assertEquals(TicketStatus.OPEN, status(three));

    desk.merging.separate(OPERATOR, two, three);
    assertEquals(Optional.of(two), goesOnIn(one));
    assertEquals(List.of("一通目", "二通目"), texts(two));
    assertTrue("what came since stays there", texts(three).contains("追伸"));
  }

  @Test
  public void theAnswerGoesToTheNewestMessageOfTheCitizen() {
    final ContactPoint elsewhere = desk.entries(two).get(0).address().orElseThrow();
    desk.merging.merge(OPERATOR, two, one, false);
    Entry reply = desk.reply(OPERATOR, one, "お答えします");
    assertEquals(Optional.of(elsewhere), reply.address());
    String newest = desk.entries(two).get(0).messageReference();
    assertEquals("it answers the newest message", newest, reply.answers());
    assertEquals(TicketStatus.ANSWERED, status(one));
  }

  @Test
  public void whoOnlyCameWithTheMergeIsNotAnsweredByMistake() {
    TicketRef other = Tickets.open().from(NEIGHBOUR).named("隣人").text("うちもです").at(desk);
    DomainException asked =
        refused(
            TicketProblems.MERGE_OF_TWO_CITIZENS,
            () -> desk.merging.merge(OPERATOR, other, one, false));
    assertEquals(Map.of("citizens", List.of("隣人", "山田 花子")), asked.extensions());
    desk.merging.merge(OPERATOR, other, one, true);
    assertEquals(Optional.of(People.CITIZEN), desk.reply(OPERATOR, one, "回答").address());
  }

  @Test
  public void whatWasOpenIsOpenWhereItGoesOn() {
    desk.reply(OPERATOR, two, "お答えしました");
    assertEquals(TicketStatus.ANSWERED, status(two));
    desk.merging.merge(OPERATOR, one, two, false);
    assertEquals(TicketStatus.OPEN, status(two));
    TicketRef done = Tickets.open().at(desk);
    desk.close(OPERATOR, done, "完了");
    refused(TicketProblems.MERGE_INTO_CLOSED, () -> desk.merging.merge(OPERATOR, two, done, false));
    desk.reply(OPERATOR, two, "改めて");
    desk.merging.merge(OPERATOR, done, two, false);
    assertEquals("nothing open came", TicketStatus.ANSWERED, status(two));
    desk.merging.separate(OPERATOR, done, two);
    assertEquals(TicketStatus.CLOSED, status(done));
  }

  @Test
  public void nothingIsDoneToWhatGoesOnElsewhere() {
    desk.drafts.put(OPERATOR, one, Draft.Kind.REPLY, "書きかけ");
    desk.merging.merge(COLLEAGUE, one, two, false);
    List<ThrowingRunnable> attempts =
        List.of(
            () -> desk.note(OPERATOR, one, "x"),
            () -> desk.reply(OPERATOR, one, "x"),
            () -> desk.handOver(OPERATOR, one, TAX),
            () -> desk.merging.merge(OPERATOR, two, one, false),
            () -> desk.merging.merge(OPERATOR, one, Tickets.open().at(desk), false));
    for (ThrowingRunnable attempt : attempts) {
      DomainException refused = refused(TicketProblems.MERGED_AWAY, attempt);
      assertEquals(two.toString(), refused.extensions().get("into"));
    }
    assertEquals(
        "another's merge deletes no draft",
        Optional.of("書きかけ"),
        desk.draft(OPERATOR, one, Optional.of(Draft.Kind.REPLY)).map(Draft::text));
  }

  @Test
  public void whoReadsOneReadsAllOfItAndNobodyElseDoes() {
    desk.handOver(OPERATOR, one, TAX);
    desk.merging.merge(OPERATOR, one, two, false);
    desk.handOver(OPERATOR, two, PENSION);
    assertEquals(List.of("一通目", "二通目"), textsFor(PENSION_STAFF, two));
    assertEquals(List.of("一通目"), textsFor(PENSION_STAFF, one));
    desk.handOver(OPERATOR, two, TAX);
    refused(TicketProblems.TICKET_NOT_FOUND, () -> desk.view(PENSION_STAFF, two));
    refused(TicketProblems.TICKET_NOT_FOUND, () -> desk.view(PENSION_STAFF, one));
  }

  private List<String> textsFor(AccessScope scope, TicketRef ref) {
    return desk.view(scope, ref).conversation().entries().stream().map(Entry::text).toList();
  }

  @Test
  public void whatMayNotBeOneIsRefused() {
    refused(TicketProblems.MERGE_INTO_ITSELF, () -> desk.merging.merge(OPERATOR, one, one, false));
    TicketRef there = Tickets.open().to(AOBA).at(desk);
    refused(
        TicketProblems.MERGE_ACROSS_MUNICIPALITIES,
        () -> desk.merging.merge(BOTH_TOWNS, one, there, true));
    refused(TicketProblems.TICKET_NOT_FOUND, () -> desk.merging.merge(OPERATOR, one, there, true));
    refused(TicketProblems.TICKET_NOT_FOUND, () -> desk.merging.merge(OPERATOR, there, one, true));
    AccessScope reads =
        OPERATOR.narrowed(
            new Narrowing(Optional.of(Set.of(Permission.TICKET_READ)), Optional.empty()));
    refused(Problems.FORBIDDEN, () -> desk.merging.merge(reads, one, two, false));
    desk.merging.merge(OPERATOR, one, two, false);
    refused(Problems.FORBIDDEN, () -> desk.merging.separate(reads, one, two));
  }

  @Test
  public void peopleWhoMergeInCirclesAtOnceLeaveOneOpen() throws Exception {
    TicketRef three = Tickets.open().at(desk);
    List<TicketRef> all = List.of(one, two, three);
    AtomicInteger merged = new AtomicInteger();
    Together.run(
        6,
        i -> {
          try {
            desk.merging.merge(OPERATOR, all.get(i % 3), all.get((i + 1 + i / 3) % 3), false);
            merged.incrementAndGet();
          } catch (DomainException e) {
            assertEquals(TicketProblems.MERGED_AWAY, e.type());
          }
          return i;
        });
    List<TicketRef> open = all.stream().filter(r -> status(r).isOpen()).toList();
    assertEquals(1, open.size());
    for (TicketRef ref : all) {
      assertEquals(Optional.of(open.get(0)).filter(last -> !last.equals(ref)), goesOnIn(ref));
    }
    assertEquals(3, texts(open.get(0)).size());
    assertEquals(2, merged.get());
  }

  @Test
  public void brokenOffAnywhereItIsDoneOrNotDone() {
    Interruption interruption = new Interruption(database().dataSource());
    Desk broken = new Desk(database(), interruption.dataSource());
    boolean survived = false;
    for (int step = 1; !survived; step++) {
      int at = step;
      survived = interruption.survives(at, () -> broken.merging.merge(OPERATOR, one, two, false));
      boolean away = goesOnIn(one).isPresent();
      assertEquals("step " + at, away, status(one) == TicketStatus.CLOSED);
      assertEquals("step " + at, away ? 2 : 1, texts(two).size());
      assertEquals("step " + at, away, desk.events(one).contains(TicketEvents.MERGED));
      if (away) {
        desk.merging.separate(OPERATOR, one, two);
        one = Tickets.open().text("一通目").at(desk);
      }
    }
  }

  @Test
  public void aMergeCostsAViewTwoStatements() {
    CountingDataSource counting = new CountingDataSource(database().dataSource());
    Desk counted = new Desk(database(), counting.dataSource());
    int alone = counting.during(() -> counted.view(OPERATOR, two));
    desk.merging.merge(OPERATOR, one, two, false);
    int merged = counting.during(() -> counted.view(OPERATOR, two));
    assertTrue(alone + " " + merged, merged <= alone + 2);
    desk.merging.merge(OPERATOR, Tickets.open().at(desk), two, false);
    assertEquals(merged, counting.during(() -> counted.view(OPERATOR, two)));
  }
}
