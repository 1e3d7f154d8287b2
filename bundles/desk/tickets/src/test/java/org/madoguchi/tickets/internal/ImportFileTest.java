package org.madoguchi.tickets.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.tickets.internal.People.ADMINISTRATOR;
import static org.madoguchi.tickets.internal.People.MIHON;
import static org.madoguchi.tickets.internal.People.OPERATOR;
import static org.madoguchi.tickets.internal.People.PENSION;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;
import org.madoguchi.directory.Category;
import org.madoguchi.directory.Validity;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.tickets.TicketEvents;
import org.madoguchi.tickets.TicketImport.Former;
import org.madoguchi.tickets.TicketKind;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.EntryType;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.madoguchi.tickets.internal.imports.Field;
import org.madoguchi.tickets.internal.imports.ImportJob;
import org.madoguchi.tickets.internal.imports.ImportJob.State;
import org.madoguchi.tickets.internal.imports.Looks;
import org.madoguchi.tickets.internal.imports.Mapping;

/** Files of old tickets: what they mean, what is wrong with them, what their tickets become. */
public class ImportFileTest extends ImportFiles {
  @Test
  @Covers("X1")
  public void rowBecomesTheTicketItWasAndIsFoundByItsOldNumber() {
    ImportJob job = taken(HEAD + ROW);
    assertEquals(State.FINISHED, job.state());
    assertEquals(1, job.counts().taken());
    TicketRef ref = found(desk, "Ｈ30-1").get(0);
    assertEquals(2023, ref.fiscalYear());
    TicketViews.View view = desk.view(OPERATOR, ref);
    Ticket ticket = view.ticket();
    assertEquals(Instant.parse("2023-04-01T00:05:00Z"), ticket.createdAt());
    assertEquals(TicketKind.COMPLAINT, ticket.details().kind());
    assertEquals(TicketStatus.CLOSED, ticket.details().status());
    assertEquals(PENSION, ticket.details().section());
    assertEquals("nenkin", ticket.details().category());
    assertEquals("phone", ticket.channel());
    assertEquals(OPERATOR.who(), ticket.details().owner());
    assertEquals("田中 花子", ticket.citizen().name());
    assertEquals(Optional.of(new Former("kikitori", "H30-1", "")), view.former());
    assertEquals(
        List.of(EntryType.CITIZEN, EntryType.REPLY, EntryType.NOTE),
        desk.entries(ref).stream().map(Entry::type).toList());
    assertEquals("こちらです。\n以上", desk.entries(ref).get(1).text());
    assertEquals("地区: 北部", desk.entries(ref).get(2).text());
    // no acknowledgement, no reply, no due date: nothing that would be sent or rung for
    assertEquals(List.of(TicketEvents.IMPORTED), desk.events(ref));
    assertEquals(Optional.empty(), ticket.details().dueAt());
    assertTrue(desk.entries(ref).stream().allMatch(e -> e.delivery().isEmpty()));
    assertEquals(Optional.of(new Former("kikitori", "H30-1", "")), edited(ref).former());
  }

  private TicketViews.View edited(TicketRef ref) {
    Ticket edited = desk.editing.edit(OPERATOR, ref, 1, d -> d.withSubject("年金"));
    return desk.views.afterEdit(OPERATOR, edited);
  }

  @Test
  @Covers("X1")
  public void whoeverTheDirectoryDoesNotKnowIsKeptAsText() {
    taken("番号,受付日,件名,内容,回答,担当者,状態\n1,2023/4/1,件,問,答,退職 太郎,未対応\n");
    TicketRef ref = found(desk, "1").get(0);
    TicketViews.View view = desk.view(OPERATOR, ref);
    assertEquals("退職 太郎", view.former().orElseThrow().owner());
    assertEquals(StaffId.NONE, view.ticket().details().owner());
    assertEquals("退職 太郎", desk.entries(ref).get(1).authorName());
    assertEquals(TicketStatus.NEW, view.ticket().details().status());
    assertEquals(List.of(ref), desk.list(OPERATOR, Queue.UNASSIGNED));
  }

  @Test
  @Covers("X1")
  public void shiftJisAndByteOrderMarkAndFormulasAreRead() {
    checked(("\ufeff" + HEAD + ROW).getBytes(StandardCharsets.UTF_8));
    ImportJob job =
        checked(
            ("番号,受付日,件名,内容\r\n①,2023/4/1,=1+1,@SUM(A1)㈱\r\n")
                .getBytes(Charset.forName("windows-31j")));
    assertEquals(1, job.counts().good());
    desk.imports.desk.start(ADMINISTRATOR, job.id());
    desk.imports.all();
    TicketRef ref = found(desk, "1").get(0);
    assertEquals("=1+1", desk.ticket(ref).details().subject());
    assertEquals("@SUM(A1)㈱", desk.entries(ref).get(0).text());
    DomainException refused =
        assertThrows(DomainException.class, () -> upload(desk, new byte[] {(byte) 0xff, 0, 1}));
    assertEquals(Problems.MALFORMED_BODY, refused.type());
  }

  @Test
  @Covers("X1")
  public void checkingNamesEveryBadLineAndTakesNothing() {
    ImportJob job =
        checked(
            HEAD
                + ROW
                + ",R5.4.1,番号なし,,,,,,,,,,,\r\n"
                + "2,いつか,日付,本文,,,,,,,,,,\r\n"
                + "3,R5.4.1,知らない値,本文,,珍しい,止め,ない課,,,,,,\r\n"
                + "4,2099/1/1,未来,本文,,,,,,,,,,\r\n"
                + "5,R5.4.1,長い,本文,,,,,,,,,,,余分\r\n"
                + "6,R5.4.1,,,,,,,,,,,,\r\n");
    assertEquals(State.CHECKED, job.state());
    assertEquals(1, job.counts().good());
    assertEquals(4, job.counts().bad());
    assertEquals(8, job.counts().badLines());
    assertEquals(
        List.of(
            "4 受付番号 required",
            "5 受付日時 no-date",
            "6 区分 unknown",
            "6 状態 unknown",
            "6 担当課 unknown",
            "7 受付日時 in-the-future",
            "8  too-many-cells",
            "9 件名 required"),
        codes(job));
    assertEquals(List.of(), found(desk, "H30-1"));
    desk.imports.desk.start(ADMINISTRATOR, job.id());
    desk.imports.all();
    assertEquals(1, now(job).counts().taken());
    assertEquals(4, now(job).counts().skipped());
  }

  @Test
  @Covers("X1")
  public void valuesStandForWhatTheAdministratorSays() {
    ImportJob job = upload(desk, "番号,受付日,件名,状態\n1,R5.4.1,件,止め\n".getBytes(StandardCharsets.UTF_8));
    Mapping usual = mapping(desk, job, "old");
    Mapping told =
        new Mapping(
            "old",
            usual.fields(),
            Map.of(Field.STATUS, Map.of("止め", "answered")),
            List.of(),
            TicketKind.OPINION,
            TicketStatus.CLOSED,
            "letter",
            PENSION.value());
    desk.imports.desk.check(ADMINISTRATOR, job.id(), told);
    desk.imports.all();
    desk.imports.desk.start(ADMINISTRATOR, job.id());
    desk.imports.all();
    Ticket ticket = desk.ticket(found(desk, "1").get(0));
    assertEquals(TicketStatus.ANSWERED, ticket.details().status());
    assertEquals(TicketKind.OPINION, ticket.details().kind());
    assertEquals(PENSION, ticket.details().section());
    assertEquals("letter", ticket.channel());
  }

  @Test
  @Covers("X1")
  public void rowsOfOneTicketAreOneWhereverTheyStand() {
    String head = "番号,受付日,件名,種類,内容,履歴日時,対応者\n";
    taken(
        head
            + "7,R5.4.1,件,市民,最初,2023-04-01 9:00,\n"
            + "8,R5.4.2,別件,市民,別,2023-04-02 9:00,\n"
            + "7,R5.4.1,件,職員,返事,2023-04-03 9:00,鈴木美咲\n"
            + "7,R5.4.1,件,メモ,記録,2023-04-02 9:00,異動 済\n");
    TicketRef ref = found(desk, "7").get(0);
    List<Entry> entries = desk.entries(ref);
    assertEquals(List.of("最初", "記録", "返事"), entries.stream().map(Entry::text).toList());
    assertEquals("異動 済", entries.get(1).authorName());
    assertEquals(OPERATOR.who(), entries.get(2).author());
    assertEquals(1, found(desk, "8").size());
  }

  @Test
  @Covers("X1")
  public void wrongLinesWithoutEndAreCountedAndTheFirstAreKept() {
    StringBuilder file = new StringBuilder("番号,受付日,件名\n");
    for (int i = 0; i < 5_000; i++) {
      file.append(i).append(",いつか,件\n");
    }
    ImportJob job = checked(file.toString());
    assertEquals(5_000, job.counts().badLines());
    assertEquals(1_000, desk.imports.desk.problems(ADMINISTRATOR, job.id()).size());
  }

  /** As a mail channel does, for mails as plain as these. */
  @Test
  public void theBeginningIsShownAsItWouldBecome() throws IOException {
    ImportJob job = upload(desk, (HEAD + ROW).getBytes(StandardCharsets.UTF_8));
    Looks.Preview preview = desk.imports.desk.preview(job, mapping(desk, job, "x"));
    assertEquals("受付番号", preview.headings().get(0));
    assertEquals("年金について", preview.tickets().get(0).ticket().orElseThrow().subject());
    assertEquals(State.UPLOADED, now(job).state());
  }

  @Test
  public void whoeverDoesNotImportSeesNoImport() {
    assertThrows(
        DomainException.class,
        () ->
            desk.imports.desk.upload(OPERATOR, MIHON, "x", new ByteArrayInputStream(new byte[1])));
    ImportJob job = upload(desk, ROW.getBytes(StandardCharsets.UTF_8));
    DomainException hidden =
        assertThrows(DomainException.class, () -> desk.imports.desk.find(OPERATOR, job.id()));
    assertEquals(TicketProblems.IMPORT_NOT_FOUND, hidden.type());
    assertEquals(List.of(), desk.imports.desk.list(OPERATOR));
  }

  /** On another node, which knows nothing but what was written. */
  @Test
  @Covers("X1")
  public void oldTicketKeepsACategoryThatIsGoneToday() {
    Validity then = new Validity(LocalDate.of(2010, 4, 1), LocalDate.of(2024, 3, 31));
    desk.directory.category(new Category(MIHON, "techou", "", "年金手帳", PENSION, then));
    ImportJob job = taken(HEAD + ROW.replace(",年金,", ",年金手帳,"));
    assertEquals(1, job.counts().taken());
    assertEquals("techou", desk.ticket(found(desk, "H30-1").get(0)).details().category());
  }
}
