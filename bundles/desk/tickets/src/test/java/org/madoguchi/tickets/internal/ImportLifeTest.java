package org.madoguchi.tickets.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.tickets.internal.People.ADMINISTRATOR;
import static org.madoguchi.tickets.internal.People.OPERATOR;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.Test;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.store.BlobRef;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.tickets.EnclosedMessages;
import org.madoguchi.tickets.TicketEvents;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.EntryType;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.madoguchi.tickets.internal.imports.ImportJob;
import org.madoguchi.tickets.internal.imports.ImportJob.State;
import org.madoguchi.tickets.internal.imports.Problem;

/** Imports: again, stopped, broken off, taken back; and those of mails. */
public class ImportLifeTest extends ImportFiles {
  @Test
  @Covers("X1")
  public void theSameFileAgainTakesOnlyWhatIsMissing() {
    String file = "番号,受付日,件名\n1,R5.4.1,一\n2,いつか,二\n";
    assertEquals(1, taken(file).counts().taken());
    ImportJob again = taken(file.replace("いつか", "R5.4.2"));
    assertEquals(1, again.counts().taken());
    assertEquals(1, again.counts().known());
    assertEquals(1, found(desk, "1").size());
    assertEquals(1, found(desk, "2").size());
  }

  @Test
  @Covers("X1")
  public void undoingTakesAwayWhatNobodyWorkedOn() {
    ImportJob job =
        taken(
            "番号,受付日,件名,内容,氏名,メール\n1,R5.4.1,一,本文,青木,aoki@mail.example\n"
                + "2,R5.4.2,二,本文,,\n3,R5.4.3,三,本文,,\n");
    TicketRef worked = found(desk, "2").get(0);
    TicketRef gone = found(desk, "1").get(0);
    desk.note(OPERATOR, worked, "調べました");
    long citizen = desk.ticket(gone).citizen().id();
    ImportJob after = undone(job);
    assertEquals(State.UNDONE, after.state());
    assertEquals(2, after.counts().removed());
    assertEquals(1, after.counts().kept());
    assertEquals(
        List.of(worked.number()),
        desk.imports.desk.problems(ADMINISTRATOR, job.id()).stream()
            .filter(Problem::remaining)
            .map(Problem::cell)
            .toList());
    assertEquals(List.of(), found(desk, "1"));
    assertEquals(List.of(worked), found(desk, "2"));
    assertEquals(List.of(TicketEvents.IMPORTED, TicketEvents.IMPORT_UNDONE), desk.events(gone));
    DomainException missing = assertThrows(DomainException.class, () -> desk.view(OPERATOR, gone));
    assertEquals(TicketProblems.TICKET_NOT_FOUND, missing.type());
    assertTrue(
        desk.unit
            .read(
                () ->
                    new org.madoguchi.tickets.internal.jpa.JpaCitizenRepository(desk.unit, desk.log)
                        .find(citizen))
            .isEmpty());
    // what is gone may come again, under a number of its own
    desk.imports.desk.check(ADMINISTRATOR, job.id(), mapping(desk, job, "kikitori"));
    desk.imports.all();
    desk.imports.desk.start(ADMINISTRATOR, job.id());
    desk.imports.all();
    // of this import: the one that stayed, and the two that are back
    assertEquals(3, now(job).counts().taken());
    assertEquals(1, now(job).counts().known());
  }

  @Test
  @Covers("X1")
  public void stoppedImportKeepsWhatItTook() {
    StringBuilder file = new StringBuilder("番号,受付日,件名\n");
    for (int i = 1000; i < 2_200; i++) {
      file.append(i).append(",R5.4.1,件\n");
    }
    ImportJob job = checked(file.toString());
    desk.imports.desk.start(ADMINISTRATOR, job.id());
    desk.imports.some();
    desk.imports.desk.stop(ADMINISTRATOR, job.id());
    desk.imports.all();
    assertEquals(State.STOPPED, now(job).state());
    assertEquals(500, now(job).counts().taken());
    assertEquals(500, undone(job).counts().removed());
  }

  @Test
  @Covers("X1")
  public void mailsOfAThreadAreOneTicket() {
    String mbox =
        mail(
                "<a@x>",
                "",
                "田中 <tanaka@mail.example>",
                "ごみ",
                "Sat, 1 Apr 2023 09:00:00 +0900",
                "いつ出せますか。\n>From here")
            + mail(
                "<z@x>", "", "他 <hoka@mail.example>", "別", "Sat, 1 Apr 2023 09:30:00 +0900", "別の件")
            + mail(
                "<b@x>",
                "<a@x>",
                "窓口 <mado@city.example>",
                "Re: ごみ",
                "Sat, 1 Apr 2023 10:00:00 +0900",
                "月曜です。");
    desk.imports.readingMails(this::readPlainly);
    ImportJob job = upload(desk, mbox.getBytes(StandardCharsets.UTF_8));
    assertEquals(ImportJob.Form.MBOX, job.upload().form());
    desk.imports.desk.check(ADMINISTRATOR, job.id(), mapping(desk, job, "mailbox"));
    desk.imports.all();
    assertEquals(2, now(job).counts().good());
    desk.imports.desk.start(ADMINISTRATOR, job.id());
    desk.imports.all();
    TicketRef ref = found(desk, "a@x").get(0);
    List<Entry> entries = desk.entries(ref);
    assertEquals(
        List.of(EntryType.CITIZEN, EntryType.REPLY), entries.stream().map(Entry::type).toList());
    assertTrue(entries.get(0).text().contains("From here"));
    assertEquals("窓口", entries.get(1).authorName());
    assertTrue(entries.get(0).original().isPresent());
    assertEquals("田中", desk.ticket(ref).citizen().name());
    assertEquals("mail", desk.ticket(ref).channel());
  }

  @Test
  public void withoutAMailChannelMailsAreRefusedAndItIsSaidWhy() {
    String mbox = mail("<a@x>", "", "t@mail.example", "件", "Sat, 1 Apr 2023 09:00:00 +0900", "文");
    ImportJob job = checked(mbox);
    assertEquals(List.of("1  no-mail-channel"), codes(job));
  }

  private static String mail(
      String id, String references, String from, String subject, String date, String text) {
    return "From sender Sat Apr  1 09:00:00 2023\nMessage-ID: "
        + id
        + "\n"
        + (references.isEmpty() ? "" : "References: " + references + "\n")
        + "From: "
        + from
        + "\nSubject: "
        + subject
        + "\nDate: "
        + date
        + "\n\n"
        + text
        + "\n\n";
  }

  private Optional<EnclosedMessages.Enclosed> readPlainly(MunicipalityId town, BlobRef mail)
      throws IOException {
    String text = new String(desk.blobs.open(mail.sha256()).readAllBytes(), StandardCharsets.UTF_8);
    int body = text.indexOf("\n\n");
    return Optional.of(
        new EnclosedMessages.Enclosed(
            text.replaceAll("(?s).*\nFrom: ([^\n]*)\n.*", "$1"),
            text.replaceAll("(?s).*\nSubject: ([^\n]*)\n.*", "$1"),
            Optional.empty(),
            text.substring(body + 2).strip(),
            "",
            List.of()));
  }

  @Test
  @Covers("X1")
  public void whereverItBreaksOffItGoesOnAndNothingIsDoubled() {
    Interruption interruption = new Interruption(database().dataSource());
    Desk broken = new Desk(database(), interruption.dataSource());
    String file = "番号,受付日,件名,内容,氏名\n";
    for (int i = 0; i < 3; i++) {
      file += "k" + i + ",R5.4.1,件,本文,青木\n";
    }
    boolean whole = false;
    for (int step = 1; !whole; step++) {
      String source = "s" + step;
      ImportJob job = upload(desk, file.getBytes(StandardCharsets.UTF_8));
      desk.imports.desk.check(ADMINISTRATOR, job.id(), mapping(desk, job, source));
      interruption.survives(step, () -> toTheEnd(broken, job));
      whole = now(job).state() == State.UNDONE;
      if (!whole) {
        finished(job);
        if (now(job).state() == State.FINISHED) {
          assertEquals("step " + step, 3, now(job).counts().taken());
          assertEquals("step " + step, 1, found(desk, "k0").size());
          undone(job);
        }
        assertEquals("step " + step, 3, now(job).counts().removed());
      }
      assertEquals("step " + step, List.of(), found(desk, "k0"));
    }
  }

  private static void toTheEnd(Desk desk, ImportJob job) {
    desk.imports.all();
    desk.imports.desk.start(ADMINISTRATOR, job.id());
    desk.imports.all();
    desk.imports.desk.undo(ADMINISTRATOR, job.id());
    desk.imports.all();
  }

  private void finished(ImportJob job) {
    desk.imports.all();
    if (now(job).state() == State.CHECKED) {
      desk.imports.desk.start(ADMINISTRATOR, job.id());
      desk.imports.all();
    }
  }
}
