package org.madoguchi.tickets.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.tickets.internal.People.OPERATOR;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.kernel.store.BlobRef;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.AttachmentContent;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.domain.Draft;
import org.madoguchi.tickets.internal.domain.Entry;

public class TextTest extends DatabaseMatrix {
  private Desk desk;

  @Before
  public void openDesk() {
    desk = new Desk(database());
  }

  @Test
  public void millionCharactersAreKeptAndMoreAreCutWithANote() {
    String fits = "市".repeat(999_999) + "。";
    TicketRef whole = Tickets.open().text(fits).html("<p>" + "県".repeat(900_000)).at(desk);
    assertEquals(fits, desk.entries(whole).get(0).text());
    assertEquals(900_003, desk.entries(whole).get(0).html().length());
    TicketRef cut = Tickets.open().text("𠮷".repeat(600_000)).html("x".repeat(1_000_001)).at(desk);
    Entry entry = desk.entries(cut).get(0);
    assertTrue(entry.text().length() <= 1_000_000);
    assertTrue(entry.text().endsWith("全文は原本をご覧ください。］"));
    assertTrue("no half character", entry.text().contains("𠮷\n\n"));
    assertEquals("", entry.html());
  }

  @Test
  public void fourByteCharactersSurviveEverywhere() {
    String text = "𠮷野家👩‍👩‍👧‍👦 ① ㈱ ～ ― \u0000 \ud800 ' \" ; -- <script>\r\n";
    String stored = text.replace('\u0000', '\ufffd').replace('\ud800', '\ufffd');
    TicketRef ref =
        Tickets.open()
            .named("𠮷田\n太郎")
            .from(new ContactPoint(ContactPoint.Kind.OTHER, "𠮷'--"))
            .subject("👍".repeat(300))
            .text(text)
            .at(desk);
    Entry entry = desk.entries(ref).get(0);
    assertEquals(stored, entry.text());
    assertEquals("𠮷田 太郎", desk.ticket(ref).citizen().name());
    assertEquals("👍".repeat(250), desk.ticket(ref).details().subject());
    desk.drafts.put(OPERATOR, ref, Draft.Kind.NOTE, "𠮷".repeat(50_000));
    assertEquals(
        100_000, desk.draft(OPERATOR, ref, Optional.empty()).orElseThrow().text().length());
    desk.note(OPERATOR, ref, "𠮷👍");
    assertEquals("𠮷👍", desk.entries(ref).get(1).text());
  }

  @Test
  public void replySubjectIsOneLineWithTheNumberAndFits() {
    TicketRef ref = Tickets.open().subject("Re: あ\r\nBcc: all@example " + "い".repeat(480)).at(desk);
    Entry reply = desk.reply(OPERATOR, ref, "回答");
    assertTrue(reply.subject().startsWith("Re: あ  Bcc"));
    assertTrue(reply.subject().endsWith(" [" + ref.number() + "]"));
    assertTrue(reply.subject().length() <= 500);
  }

  @Test
  public void attachmentsAndOriginalsComeBackAsTheyWere() throws Exception {
    byte[] content = "本文".getBytes(StandardCharsets.UTF_8);
    BlobRef blob = desk.blobs.put(new ByteArrayInputStream(content), 1_000);
    TicketRef ref =
        Tickets.open()
            .with(new AttachmentContent("写真\n𠮷.png", "image/png", "inline@1", blob))
            .original(blob)
            .at(desk);
    Entry entry = desk.entries(ref).get(0);
    assertEquals("写真 𠮷.png", entry.attachments().get(0).file().fileName());
    assertEquals("inline@1", entry.attachments().get(0).file().contentId());
    assertArrayEquals(
        content,
        desk.files
            .attachment(OPERATOR, ref, entry.attachments().get(0).id())
            .content()
            .readAllBytes());
    TicketFiles.Download original = desk.files.original(OPERATOR, ref, entry.id());
    assertArrayEquals(content, original.content().readAllBytes());
    assertEquals("2026-000001-" + entry.id() + ".eml", original.file().fileName());
  }
}
