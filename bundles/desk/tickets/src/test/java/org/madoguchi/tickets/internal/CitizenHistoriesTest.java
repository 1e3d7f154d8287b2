package org.madoguchi.tickets.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.tickets.internal.People.CITIZEN;
import static org.madoguchi.tickets.internal.People.COLLEAGUE;
import static org.madoguchi.tickets.internal.People.MIHON;
import static org.madoguchi.tickets.internal.People.OPERATOR;
import static org.madoguchi.tickets.internal.People.PENSION_STAFF;
import static org.madoguchi.tickets.internal.People.STRANGER;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.Before;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.ProblemType;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.citizens.CitizenHistories.Happening;
import org.madoguchi.tickets.internal.citizens.CitizenHistories.Other;
import org.madoguchi.tickets.internal.citizens.CitizenHistories.Page;
import org.madoguchi.tickets.internal.domain.Citizen;
import org.madoguchi.tickets.internal.domain.Citizen.Contents;
import org.madoguchi.tickets.internal.domain.Citizen.Remark;
import org.madoguchi.tickets.internal.domain.TicketProblems;

public class CitizenHistoriesTest extends DatabaseMatrix {
  private static final ContactPoint PHONE =
      new ContactPoint(ContactPoint.Kind.PHONE, "090-1234-5678");

  private Desk desk;
  private TicketRef ticket;
  private long id;

  @Before
  public void openDesk() {
    desk = new Desk(database());
    ticket = Tickets.open().at(desk);
    id = desk.ticket(ticket).citizen().id();
  }

  private Citizen citizen() {
    return desk.citizens.find(OPERATOR, MIHON, id);
  }

  private void edit(Contents contents) {
    desk.citizens.edit(COLLEAGUE, MIHON, id, citizen().version(), c -> c.with(contents));
  }

  private static Contents named(String name) {
    return new Contents(
        name, "はなこ", "ja", "耳が不自由", List.of(CITIZEN, PHONE), List.of(new Remark(PHONE, "昼のみ")));
  }

  private Page history(OptionalLong before) {
    return desk.citizenHistories.of(OPERATOR, MIHON, id, before);
  }

  private List<Happening> history() {
    return history(OptionalLong.empty()).happenings();
  }

  private void restore(long version, long wanted) {
    desk.citizenHistories.restore(OPERATOR, MIHON, id, version, wanted);
  }

  private static void refused(ProblemType type, ThrowingRunnable attempt) {
    assertEquals(type, assertThrows(DomainException.class, attempt).type());
  }

  @Test
  public void whoChangedWhatAndWhenIsToldNewestFirst() {
    Contents first = citizen().contents();
    edit(named("山田 華子"));
    edit(named("山本 華子"));
    List<Happening> told = history();
    assertEquals(List.of(2L, 1L), told.stream().map(Happening::version).toList());
    assertEquals(List.of("name"), told.get(0).fields());
    assertEquals(List.of("name", "kana", "notes", "contacts"), told.get(1).fields());
    assertEquals(Optional.of(named("山本 華子")), told.get(0).after());
    assertEquals(Optional.of(named("山田 華子")), told.get(0).before());
    assertEquals(Optional.of(named("山田 華子")), told.get(1).after());
    assertEquals(Optional.of(first), told.get(1).before());
    assertEquals(COLLEAGUE.who(), told.get(0).actor());
    assertEquals(desk.clock.instant(), told.get(0).at());
    assertTrue(told.get(0).revocable());
    assertFalse(
        "what is said about people is in no log",
        desk.log.of(Journal.CITIZENS, "mihon/" + id).stream()
            .anyMatch(e -> e.payload().contains("華子") || e.payload().contains("耳")));
  }

  @Test
  public void anyEditIsTakenBackAndThatToo() {
    final Contents first = citizen().contents();
    edit(named("山田 華子"));
    edit(named("山本 華子"));
    restore(3, 1);
    assertEquals(first, citizen().contents());
    assertEquals("山田 花子", desk.ticket(ticket).citizen().name());
    restore(4, 3);
    assertEquals(named("山本 華子"), citizen().contents());
    assertEquals(4, history().size());
    assertThrows(CitizenDesk.Stale.class, () -> restore(4, 1));
    refused(TicketProblems.CITIZEN_VERSION_NOT_FOUND, () -> restore(5, 99));
    refused(
        TicketProblems.CITIZEN_NOT_FOUND,
        () -> desk.citizenHistories.restore(PENSION_STAFF, MIHON, id, 5, 1));
    desk.handOver(OPERATOR, ticket, People.PENSION);
    refused(
        Problems.FORBIDDEN, () -> desk.citizenHistories.restore(PENSION_STAFF, MIHON, id, 5, 1));
  }

  @Test
  public void anAddressThatIsSomebodyElsesByNowIsNotTakenBack() {
    edit(named("山田 花子").withContacts(List.of(PHONE)));
    Tickets.open().named("弟").at(desk);
    refused(TicketProblems.CONTACT_OF_ANOTHER_CITIZEN, () -> restore(2, 1));
  }

  @Test
  public void aMergeIsToldOnBothSidesAndNothingGoesBackBehindIt() {
    edit(named("山田 華子"));
    TicketRef theirs = Tickets.open().from(STRANGER).named("花子").at(desk);
    long other = desk.ticket(theirs).citizen().id();
    desk.mergingCitizens.merge(OPERATOR, MIHON, other, id);
    Happening merged = history().get(0);
    assertEquals(Journal.CITIZEN_MERGED, merged.type());
    assertEquals(Optional.of(new Other("staying", other, Optional.of("花子"))), merged.other());
    assertEquals(List.of("contacts"), merged.fields());
    assertFalse(history().stream().anyMatch(Happening::revocable));
    refused(TicketProblems.CITIZEN_MERGED_SINCE, () -> restore(3, 1));
    edit(named("山本 華子"));
    assertTrue(history().get(0).revocable());
    assertEquals(
        List.of("花子"),
        desk.citizenHistories.takenIn(citizen()).stream().map(t -> t.name()).toList());

    desk.mergingCitizens.separate(OPERATOR, MIHON, other, id);
    assertEquals(Journal.CITIZEN_SEPARATED, history().get(0).type());
    List<Happening> others =
        desk.citizenHistories.of(OPERATOR, MIHON, other, OptionalLong.empty()).happenings();
    assertEquals(
        List.of(Journal.CITIZEN_SEPARATED, Journal.CITIZEN_MERGED),
        others.stream().map(Happening::type).toList());
    assertEquals(Optional.of(new Other("going", id, Optional.of("山本 華子"))), others.get(0).other());
    desk.handOver(OPERATOR, theirs, People.PENSION);
    assertEquals(
        "whom one may not know has no name",
        Optional.of(new Other("going", id, Optional.empty())),
        desk.citizenHistories
            .of(PENSION_STAFF, MIHON, other, OptionalLong.empty())
            .happenings()
            .get(0)
            .other());
  }

  @Test
  public void aLongHistoryIsReadPageByPage() {
    for (int i = 1; i <= 65; i++) {
      edit(named("花子" + i));
    }
    List<Long> walked = new ArrayList<>();
    OptionalLong next = OptionalLong.empty();
    do {
      Page page = history(next);
      page.happenings().forEach(h -> walked.add(h.version()));
      assertTrue(page.happenings().stream().allMatch(h -> h.before().isPresent()));
      next = page.next();
    } while (next.isPresent());
    assertEquals(65, walked.size());
    assertEquals(65L, (long) walked.get(0));
    assertEquals(1L, (long) walked.get(64));
  }
}
