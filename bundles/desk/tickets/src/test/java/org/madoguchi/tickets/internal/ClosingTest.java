package org.madoguchi.tickets.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.madoguchi.tickets.internal.People.MIHON;
import static org.madoguchi.tickets.internal.People.OPERATOR;
import static org.madoguchi.tickets.internal.People.PENSION;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.Before;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.FieldProblem;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.InboundContact;
import org.madoguchi.tickets.TicketKind;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.domain.ClosingField;
import org.madoguchi.tickets.internal.domain.ContactResult;
import org.madoguchi.tickets.internal.domain.Details;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.madoguchi.tickets.internal.domain.WrapUp;

/** What a municipality wants to know before a ticket is closed. */
public class ClosingTest extends DatabaseMatrix {
  private Desk desk;

  @Before
  public void openDesk() {
    desk = new Desk(database());
  }

  private void settle(String... settings) {
    Map<String, String> all = new HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      all.put(settings[i], settings[i + 1]);
    }
    desk.directory.town(MIHON, all);
  }

  private void edit(TicketRef ref, UnaryOperator<Details> change) {
    desk.editing.edit(OPERATOR, ref, desk.ticket(ref).version(), change);
  }

  private static Details closed(Details details) {
    return details.withStatus(TicketStatus.CLOSED);
  }

  private List<String> missing(ThrowingRunnable attempt) {
    DomainException refused = assertThrows(DomainException.class, attempt);
    assertEquals(TicketProblems.MISSING_BEFORE_CLOSING, refused.type());
    List<String> named = refused.fields().stream().map(FieldProblem::field).toList();
    assertEquals(Map.of("missing", named), refused.extensions());
    return named;
  }

  private Optional<List<ClosingField>> required(TicketRef ref) {
    return desk.view(OPERATOR, ref).next().required();
  }

  @Test
  public void whoSettlesNothingClosesAsBefore() {
    TicketRef ref = Tickets.open().at(desk);
    assertEquals(Optional.empty(), required(ref));
    edit(ref, ClosingTest::closed);
    assertEquals(TicketStatus.CLOSED, desk.ticket(ref).details().status());
  }

  @Test
  public void everyMissingFieldOfTheKindIsNamedAndNothingHappens() {
    settle("close.required.inquiry", " category , result");
    TicketRef ref = Tickets.open().at(desk);
    assertEquals(Optional.of(List.of(ClosingField.CATEGORY, ClosingField.RESULT)), required(ref));
    assertEquals(List.of("category", "result"), missing(() -> edit(ref, ClosingTest::closed)));
    assertEquals(
        List.of("result"), missing(() -> edit(ref, d -> closed(d.withCategory("nenkin")))));
    assertEquals(1, desk.ticket(ref).version());
    edit(ref, d -> closed(d.withCategory("nenkin").withResult(ContactResult.CALLBACK)));
    assertEquals(TicketStatus.CLOSED, desk.ticket(ref).details().status());
  }

  @Test
  public void kindsDifferAndTheKindAsItBecomesCounts() {
    settle("close.required", "section", "close.required.opinion", "none");
    TicketRef ref = Tickets.open().at(desk);
    assertEquals(List.of("section"), missing(() -> edit(ref, ClosingTest::closed)));
    edit(ref, d -> closed(d.withKind(TicketKind.OPINION)));
    assertEquals(Optional.of(List.of()), required(ref));
  }

  @Test
  public void replyThatClosesIsAskedTheSameAndIsNotSent() {
    settle("close.required", "category,result,section");
    TicketRef ref = Tickets.open().at(desk);
    assertEquals(List.of("section"), missing(() -> desk.close(OPERATOR, ref, "分類と結果だけ")));
    assertEquals(1, desk.entries(ref).size());
    desk.reply(OPERATOR, ref, "完了にしない回答は聞かれません。");
    WriteEntry.Written last = Desk.written("これで終わります。");
    WrapUp wrapUp = new WrapUp(true, "nenkin", ContactResult.HANDED_OVER, PENSION);
    desk.writing.reply(OPERATOR, ref, last, wrapUp);
    assertEquals(PENSION, desk.ticket(ref).details().section());
    assertEquals("the same again", 3, desk.entries(ref).size());
    desk.writing.reply(OPERATOR, ref, last, wrapUp);
    assertEquals(3, desk.entries(ref).size());
  }

  @Test
  public void whatWasClosedBeforeTheRuleIsEditedAsItIsButLosesNothing() {
    TicketRef ref = Tickets.open().at(desk);
    edit(ref, d -> closed(d.withCategory("nenkin")));
    settle("close.required", "category,result");
    edit(ref, d -> d.withSubject("結果のない古い案件"));
    assertEquals(List.of("category"), missing(() -> edit(ref, d -> d.withCategory(""))));
    edit(ref, d -> d.withStatus(TicketStatus.OPEN).withCategory(""));
    assertEquals(List.of("category", "result"), missing(() -> edit(ref, ClosingTest::closed)));
  }

  @Test
  public void namesNobodyKnowsAreLeftOut() {
    settle("close.required.inquiry", "category,mood,SECTION");
    TicketRef ref = Tickets.open().at(desk);
    assertEquals(Optional.of(List.of(ClosingField.CATEGORY)), required(ref));
  }

  @Test
  public void machinesAreFiledClosedWithoutBeingAsked() {
    settle("close.required", "category,result,section");
    TicketRef ref = Tickets.open().nature(InboundContact.Nature.BOUNCE).at(desk);
    assertEquals(TicketStatus.CLOSED, desk.ticket(ref).details().status());
    assertEquals(SectionId.NONE, desk.ticket(ref).details().section());
  }
}
