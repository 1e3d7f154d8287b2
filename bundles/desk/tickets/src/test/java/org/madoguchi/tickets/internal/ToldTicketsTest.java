package org.madoguchi.tickets.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.tickets.internal.People.AOBA_OPERATOR;
import static org.madoguchi.tickets.internal.People.OPERATOR;
import static org.madoguchi.tickets.internal.People.PENSION;
import static org.madoguchi.tickets.internal.People.PENSION_STAFF;
import static org.madoguchi.tickets.internal.People.TAX_STAFF;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.Noticed;
import org.madoguchi.tickets.Noticed.Fold;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.ToldConversations;
import org.madoguchi.tickets.ToldConversations.Said;
import org.madoguchi.tickets.ToldConversations.Speaker;
import org.madoguchi.tickets.ToldConversations.Told;

public class ToldTicketsTest extends DatabaseMatrix {
  private static final int ENOUGH = 10_000;

  private Desk desk;
  private ToldConversations told;

  @Before
  public void openDesk() {
    desk = new Desk(database());
    told = desk.toldTickets;
  }

  private Told of(TicketRef ref, int most) {
    return told.told(OPERATOR, ref, most).orElseThrow();
  }

  private static List<String> texts(Told told) {
    return told.said().stream().map(Said::text).toList();
  }

  @Test
  @Covers("F11")
  public void whatWasSaidIsToldInOrderWithWhoSaidIt() {
    TicketRef ref = Tickets.open().subject("住民票").text("取り方は？").at(desk);
    desk.clock.pass(Duration.ofMinutes(1));
    desk.note(OPERATOR, ref, "確認した");
    desk.clock.pass(Duration.ofMinutes(1));
    desk.reply(OPERATOR, ref, "窓口で取れます");
    assertEquals("住民票", of(ref, ENOUGH).subject());
    assertEquals(
        List.of(
            new Said(Speaker.CITIZEN, "取り方は？"),
            new Said(Speaker.NOTE, "確認した"),
            new Said(Speaker.STAFF, "窓口で取れます")),
        of(ref, ENOUGH).said());
  }

  @Test
  public void quotesAndSignaturesAreLeftOut() {
    Noticed folds =
        new Noticed(
            Optional.empty(),
            List.of(new Fold(Fold.Kind.QUOTE, 1, 2), new Fold(Fold.Kind.SIGNATURE, 3, 9)));
    TicketRef ref = Tickets.open().text("一\n> 引用\n二\n--\n山田").noticed(folds).at(desk);
    assertEquals(List.of("一\n二"), texts(of(ref, ENOUGH)));
  }

  @Test
  public void ofALongOneItsBeginningAndWhatIsNewest() {
    TicketRef ref = Tickets.open().text("始まり").at(desk);
    for (String note : List.of("古い古い古い", "新しい", "最新")) {
      desk.clock.pass(Duration.ofMinutes(1));
      desk.note(OPERATOR, ref, note);
    }
    assertEquals(List.of("始まり", "新しい", "最新"), texts(of(ref, 8)));
    assertEquals(List.of("始ま"), texts(of(ref, 2)));
  }

  @Test
  @Covers("K7")
  public void whatNamesTheCitizenIsTold() {
    TicketRef ref = Tickets.open().named("山田 花子").from(People.CITIZEN).at(desk);
    assertTrue(
        of(ref, ENOUGH).personal().toString(),
        of(ref, ENOUGH).personal().containsAll(Set.of("山田 花子", People.CITIZEN.value())));
  }

  @Test
  @Covers("I5")
  public void itIsToldWhetherFewMayKnowOfIt() {
    TicketRef ref = Tickets.open().at(desk);
    assertFalse(of(ref, ENOUGH).restricted());
    desk.editing.edit(
        People.SUPERVISOR,
        ref,
        desk.ticket(ref).version(),
        d -> d.withConfidentiality(Confidentiality.RESTRICTED));
    assertEquals(Optional.empty(), told.told(OPERATOR, ref, ENOUGH));
    assertTrue(told.told(People.SUPERVISOR, ref, ENOUGH).orElseThrow().restricted());
  }

  @Test
  @Covers("I5")
  public void whatOneMayNotReadIsNotTold() {
    TicketRef ref = Tickets.open().at(desk);
    desk.handOver(OPERATOR, ref, PENSION);
    desk.close(OPERATOR, ref, "お答えします");
    TicketRef open = Tickets.open().from(People.STRANGER).at(desk);
    assertTrue(told.told(PENSION_STAFF, ref, ENOUGH).isPresent());
    assertEquals(Optional.empty(), told.told(TAX_STAFF, ref, ENOUGH));
    assertEquals(Optional.empty(), told.told(AOBA_OPERATOR, ref, ENOUGH));
    assertEquals(Set.of(ref), told.answered(OPERATOR, List.of(ref, open)));
    assertEquals(Set.of(), told.answered(TAX_STAFF, List.of(ref, open)));
    assertEquals(Set.of(), told.answered(AOBA_OPERATOR, List.of(ref, open)));
  }
}
