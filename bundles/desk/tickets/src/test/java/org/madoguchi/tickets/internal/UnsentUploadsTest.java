package org.madoguchi.tickets.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.madoguchi.tickets.internal.People.OPERATOR;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.domain.Attachment;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.madoguchi.tickets.internal.jpa.JpaEntryRepository;

public class UnsentUploadsTest extends DatabaseMatrix {
  private Desk desk;
  private UnsentUploads uploads;

  @Before
  public void open() {
    desk = new Desk(database());
    uploads =
        new UnsentUploads(
            desk.unit,
            new JpaEntryRepository(desk.unit),
            database().leases(),
            desk.clock,
            Duration.ofHours(1));
  }

  @After
  public void stop() {
    uploads.stop();
  }

  private Attachment upload(TicketRef ref) throws Exception {
    return desk.files.upload(
        OPERATOR,
        ref,
        Optional.empty(),
        "a.txt",
        "text/plain",
        new ByteArrayInputStream(new byte[] {1, 2, 3}));
  }

  @Test
  public void whatNobodySentWithinAWeekIsDroppedAndWhatWasSentStays() throws Exception {
    TicketRef ref = Tickets.open().at(desk);
    Attachment sent = upload(ref);
    desk.writing.note(OPERATOR, ref, Desk.written("x", sent.id()));
    Attachment unsent = upload(ref);
    desk.clock.pass(Duration.ofDays(6));
    Attachment fresh = upload(ref);
    assertEquals(0, uploads.dropSome());
    desk.clock.pass(Duration.ofDays(2));
    assertEquals(1, uploads.dropSome());
    assertEquals(3, read(ref, sent));
    assertEquals(3, read(ref, fresh));
    assertEquals(
        TicketProblems.ATTACHMENT_NOT_FOUND,
        assertThrows(DomainException.class, () -> read(ref, unsent)).type());
  }

  @Test
  public void whatCitizensSentStays() throws Exception {
    TicketRef ref = Tickets.open().at(desk);
    desk.clock.pass(Duration.ofDays(8));
    assertEquals(0, uploads.dropSome());
    assertEquals(1, desk.entries(ref).size());
  }

  @Test
  public void manyAreDroppedInBatches() throws Exception {
    for (int i = 0; i < 13; i++) {
      TicketRef ref = Tickets.open().at(desk);
      for (int j = 0; j < 10; j++) {
        upload(ref);
      }
    }
    desk.clock.pass(Duration.ofDays(8));
    assertEquals(100, uploads.dropSome());
    assertEquals(30, uploads.dropSome());
    assertEquals(0, uploads.dropSome());
  }

  private int read(TicketRef ref, Attachment file) throws Exception {
    return desk.files.attachment(OPERATOR, ref, file.id()).content().available();
  }
}
