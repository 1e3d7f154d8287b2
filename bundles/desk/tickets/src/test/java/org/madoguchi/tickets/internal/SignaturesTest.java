package org.madoguchi.tickets.internal;

import static org.junit.Assert.assertEquals;
import static org.madoguchi.tickets.internal.People.AOBA_OPERATOR;
import static org.madoguchi.tickets.internal.People.MIHON;
import static org.madoguchi.tickets.internal.People.OPERATOR;
import static org.madoguchi.tickets.internal.People.PENSION;

import java.util.Map;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.directory.Section;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.domain.ContactResult;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.WrapUp;

public class SignaturesTest extends DatabaseMatrix {
  private static final SectionId WATER = new SectionId("suido");
  private static final String LINES = "--\\n{municipality}\\n{section}\\n電話 {phone}（{hours}）";

  private Desk desk;

  @Before
  public void openDesk() {
    desk = new Desk(database());
    desk.directory.section(
        new Section(
            MIHON,
            WATER,
            "水道課",
            "",
            SectionId.NONE,
            Section.Kind.SECTION,
            "0466-00-0001",
            "8:30–17:15"));
  }

  private void settle(Map<String, String> settings) {
    desk.directory.town(MIHON, "みほん市", settings);
  }

  private String replyFrom(SectionId section, String text) {
    TicketRef ref = Tickets.open().at(desk);
    desk.handOver(OPERATOR, ref, section);
    Entry reply = desk.reply(OPERATOR, ref, text);
    String sent = desk.conversation.outbound(ref, Long.toString(reply.id())).orElseThrow().text();
    assertEquals("what is sent is what is kept", reply.text(), sent);
    return sent;
  }

  @Test
  public void replyByMailIsSignedByTheTicketsSection() {
    settle(Map.of("reply.signature", LINES));
    assertEquals(
        "お答えします。\n\n--\nみほん市\n水道課\n電話 0466-00-0001（8:30–17:15）", replyFrom(WATER, "お答えします。\n\n"));
  }

  @Test
  public void linesOfWhichSomethingIsUnknownAreLeftOut() {
    settle(Map.of("reply.signature", LINES));
    assertEquals("回答\n\n--\nみほん市\n保険年金課", replyFrom(PENSION, "回答"));
    TicketRef ref = Tickets.open().at(desk);
    assertEquals("回答\n\n--\nみほん市", desk.reply(OPERATOR, ref, "回答").text());
  }

  @Test
  public void sectionsOwnLinesComeFirst() {
    settle(Map.of("reply.signature", "{municipality}", "reply.signature.suido", "水のことは{section}"));
    assertEquals("回答\n\n水のことは水道課", replyFrom(WATER, "回答"));
    assertEquals("回答\n\nみほん市", replyFrom(PENSION, "回答"));
  }

  @Test
  public void whoeverSignedDoesNotSignTwice() {
    settle(Map.of("reply.signature", "{municipality}"));
    assertEquals("回答\nみほん市", replyFrom(WATER, "回答\nみほん市"));
  }

  @Test
  public void sameRequestAgainIsTheSameReply() {
    settle(Map.of("reply.signature", "{municipality}"));
    TicketRef ref = Tickets.open().at(desk);
    WriteEntry.Written written = Desk.written("回答");
    WrapUp wrapUp = new WrapUp(false, "", ContactResult.NONE, SectionId.NONE);
    Entry first = desk.writing.reply(OPERATOR, ref, written, wrapUp);
    settle(Map.of("reply.signature", "別の署名"));
    assertEquals(first.text(), desk.writing.reply(OPERATOR, ref, written, wrapUp).text());
  }

  @Test
  public void notesOtherChannelsAndOtherTownsAreNotSigned() {
    settle(Map.of("reply.signature", "{municipality}"));
    TicketRef ref = Tickets.open().at(desk);
    assertEquals("メモ", desk.note(OPERATOR, ref, "メモ").text());
    Signatures signatures = new Signatures(desk.directory);
    assertEquals("回答", signatures.signed("回答", desk.ticket(ref), "line"));
    TicketRef other = Tickets.open().to(People.AOBA).at(desk);
    assertEquals("回答", desk.reply(AOBA_OPERATOR, other, "回答").text());
  }
}
