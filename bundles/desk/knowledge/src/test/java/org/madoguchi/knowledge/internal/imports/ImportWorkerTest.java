package org.madoguchi.knowledge.internal.imports;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.knowledge.internal.Room.AOBA_SUPERVISOR;
import static org.madoguchi.knowledge.internal.Room.MIHON;
import static org.madoguchi.knowledge.internal.Room.OPERATOR;
import static org.madoguchi.knowledge.internal.Room.PENSION_STAFF;
import static org.madoguchi.knowledge.internal.Room.SUPERVISOR;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.kernel.store.Leases;
import org.madoguchi.knowledge.internal.Room;
import org.madoguchi.knowledge.internal.domain.KnowledgeProblems;
import org.madoguchi.knowledge.internal.imports.ImportJob.Counts;
import org.madoguchi.knowledge.internal.imports.ImportJob.State;
import org.madoguchi.tables.BadLine;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.testing.database.DatabaseMatrix;

public class ImportWorkerTest extends DatabaseMatrix {
  private static final String HEAD = "externalId,question,conclusion,body,state\n";

  private Room room;

  @Before
  public void openRoom() {
    room = new Room(database());
  }

  private ImportJob send(FileForm form, InputStream file) {
    try {
      return room.imports.upload(SUPERVISOR, MIHON, form, "", file, false);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private ImportJob send(FileForm form, String file) {
    return send(form, new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
  }

  private ImportJob now(ImportJob job) {
    return room.imports.find(SUPERVISOR, job.id());
  }

  private static String many(int count) {
    StringBuilder lines = new StringBuilder(HEAD);
    for (int i = 0; i < count; i++) {
      lines.append("G-").append(i).append(",問い ").append(i).append(",,<p>本文</p>,published\n");
    }
    return lines.toString();
  }

  /** Held so often, and then another node's. */
  private static Leases lost(int after) {
    return new Leases() {
      private int left = after;

      @Override
      public boolean hold(String name, Duration time) {
        return left-- > 0;
      }

      @Override
      public void release(String name) {}
    };
  }

  @Test
  @Covers("X1")
  public void whatBrokeOffGoesOnWhereItWasAndCountsNothingTwice() {
    ImportJob sent = send(FileForm.CSV, many(350));
    assertEquals(State.LOOKING, now(sent).state());
    // looked at, and two pieces
    assertFalse(room.worker(lost(3)).work());
    ImportJob half = now(sent);
    assertEquals(State.TAKING, half.state());
    assertEquals(new Counts(350, 200, 200, 0, 0), half.counts());
    assertEquals(200, room.shown.after(0, 1_000).size());
    room.work();
    assertEquals(State.TAKEN, now(sent).state());
    assertEquals(new Counts(350, 350, 350, 0, 0), now(sent).counts());
    assertEquals(350, room.shown.after(0, 1_000).size());
  }

  @Test
  public void progressIsToldWhileALongFileIsLookedAt() {
    ImportJob sent = send(FileForm.CSV, many(1_200));
    room.worker(lost(2)).work();
    assertEquals(State.LOOKING, now(sent).state());
    assertEquals(1_000, now(sent).counts().lines());
    assertEquals(List.of(), room.shown.after(0, 10));
    assertEquals(sent.id(), room.imports.list(SUPERVISOR).get(0).id());
  }

  @Test
  public void filesAreTakenInTheirOrderAndALostOneKeepsNoOtherWaiting() throws IOException {
    ImportJob lost = send(FileForm.CSV, HEAD + "L-1,失われた,,,published\n");
    ImportJob first = send(FileForm.CSV, HEAD + "L-2,先,,,published\n");
    ImportJob second = send(FileForm.CSV, HEAD + "L-2,後,,,published\n");
    String sha256 = lost.upload().content().sha256();
    try (Stream<Path> files = Files.walk(database().folder())) {
      for (Path file : files.filter(f -> f.getFileName().toString().contains(sha256)).toList()) {
        Files.delete(file);
      }
    }
    room.work();
    assertEquals(State.REFUSED, now(lost).state());
    assertEquals(List.of(new BadLine(1, "", "damaged", "")), now(lost).badLines());
    assertEquals(State.TAKEN, now(first).state());
    assertEquals(State.TAKEN, now(second).state());
    assertEquals(List.of("後"), room.listed(OPERATOR, false));
  }

  @Test
  public void onlyWhoWritesForTheWholeMunicipalitySeesHowFarItsFilesAre() {
    ImportJob sent = send(FileForm.CSV, many(1));
    for (AccessScope outside : List.of(OPERATOR, PENSION_STAFF, AOBA_SUPERVISOR)) {
      assertEquals(
          KnowledgeProblems.IMPORT_NOT_FOUND,
          assertThrows(DomainException.class, () -> room.imports.find(outside, sent.id())).type());
      assertEquals(List.of(), room.imports.list(outside));
    }
  }

  @Test
  public void whatIsNoTextIsRefusedAtOnce() {
    byte[] odd = "x\u0000".getBytes(StandardCharsets.UTF_16);
    assertEquals(
        Problems.MALFORMED_BODY,
        assertThrows(DomainException.class, () -> send(FileForm.CSV, new ByteArrayInputStream(odd)))
            .type());
  }

  @Test
  public void aLineWithoutEndIsNotHeldInMemory() {
    InputStream endless =
        new InputStream() {
          private int left = 40_000_000;

          @Override
          public int read() {
            return left-- > 0 ? 'x' : -1;
          }
        };
    ImportJob sent = send(FileForm.JSON_LINES, endless);
    room.work();
    assertEquals(List.of(new BadLine(1, "", "too-long", "")), now(sent).badLines());
  }

  @Test
  public void whatBecameOfAFileIsForgottenInTheEnd() {
    ImportJob sent = send(FileForm.CSV, HEAD.concat("S-1,問い,,,draft\n"));
    room.work();
    room.clock.forward(Duration.ofDays(181));
    assertTrue(room.worker.work());
    assertThrows(DomainException.class, () -> now(sent));
    assertEquals(List.of("問い"), room.listed(SUPERVISOR, true));
  }

  @Test
  public void shiftJisIsReadAsWell() {
    byte[] file = (HEAD + "J-1,髙島①,,,published\n").getBytes(Charset.forName("windows-31j"));
    assertEquals(State.TAKEN, room.take(SUPERVISOR, FileForm.CSV, file, false).state());
    assertEquals(List.of("髙島①"), room.listed(OPERATOR, false));
  }
}
