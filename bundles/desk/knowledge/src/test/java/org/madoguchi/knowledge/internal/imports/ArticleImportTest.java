package org.madoguchi.knowledge.internal.imports;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.knowledge.internal.Room.MIHON;
import static org.madoguchi.knowledge.internal.Room.OPERATOR;
import static org.madoguchi.knowledge.internal.Room.PENSION_STAFF;
import static org.madoguchi.knowledge.internal.Room.SUPERVISOR;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.knowledge.internal.Room;
import org.madoguchi.tables.BadLine;
import org.madoguchi.tables.BadLines;
import org.madoguchi.tables.CsvBody;
import org.madoguchi.tables.Outcome;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.testing.database.DatabaseMatrix;

public class ArticleImportTest extends DatabaseMatrix {
  private static final String HEAD = "externalId,question,conclusion,body,state,section\n";

  private Room room;

  @Before
  public void openRoom() {
    room = new Room(database());
  }

  private Outcome take(AccessScope scope, FileForm form, String file, boolean dryRun) {
    return outcome(room.take(scope, form, file.getBytes(StandardCharsets.UTF_8), dryRun));
  }

  private static Outcome outcome(ImportJob job) {
    ImportJob.Counts counts = job.counts();
    boolean sound = job.state() == ImportJob.State.TAKEN;
    assertEquals(sound ? counts.lines() : 0, counts.done());
    return new Outcome(
        counts.lines(), counts.added(), counts.changed(), 0, counts.bad(), job.badLines());
  }

  private Outcome csv(String lines) {
    return take(SUPERVISOR, FileForm.CSV, HEAD + lines, false);
  }

  private Outcome json(String lines) {
    return take(SUPERVISOR, FileForm.JSON_LINES, lines, false);
  }

  private String exported(FileForm form) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      room.exports.write(MIHON, form, out);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return form == FileForm.CSV_SHIFT_JIS
        ? out.toString(Charset.forName("windows-31j"))
        : CsvBody.text(out.toByteArray());
  }

  @Test
  @Covers({"X1", "K2"})
  public void fileIsTakenAndTheSameFileAgainChangesNothing() {
    String lines =
        "A-1,印鑑登録の方法,窓口へ,\"<p>本人が\n来庁</p>\",published,hoken-nenkin\n"
            + "A-2,転出届,郵送もできます,<p>郵送</p>,draft,\n";
    assertEquals(Outcome.of(2, 2, 0, 0), take(SUPERVISOR, FileForm.CSV, HEAD + lines, true));
    assertEquals(List.of(), room.listed(SUPERVISOR, true));
    assertEquals(Outcome.of(2, 2, 0, 0), csv(lines));
    assertEquals(List.of("印鑑登録の方法"), room.listed(OPERATOR, false));
    assertEquals(List.of("転出届", "印鑑登録の方法"), room.listed(SUPERVISOR, true));
    assertEquals(Outcome.of(2, 0, 0, 0), csv(lines));
    assertEquals(Outcome.of(1, 0, 1, 0), csv("A-2,転出届,郵送もできます,<p>郵送</p>,published,\n"));
    assertEquals(List.of("転出届", "印鑑登録の方法"), room.listed(OPERATOR, false));
  }

  @Test
  public void jsonLinesHoldTranslationsTooAndLeaveAloneWhatTheyDoNotSay() {
    String line =
        "{\"externalId\":\"B-1\",\"question\":\"住民票の写し\",\"conclusion\":\"窓口で\",\"body\":"
            + "\"<p>窓口</p>\",\"state\":\"published\",\"words\":[\"じゅうみんひょう\"],\"translations\":"
            + "[{\"language\":\"en\",\"checked\":true,\"question\":\"Residence certificate\"}]}\n";
    assertEquals(Outcome.of(1, 1, 0, 0), json(line));
    assertEquals(Outcome.of(1, 0, 0, 0), json("\ufeff" + line + "\n\n"));
    assertEquals(
        Outcome.of(1, 0, 1, 0),
        json("{\"externalId\":\"B-1\",\"question\":\"住民票\",\"state\":\"published\"}"));
    var texts = room.shown.after(0, 10).get(0).texts();
    assertEquals("住民票", texts.get(0).question());
    assertEquals("窓口で", texts.get(0).conclusion());
    assertEquals("Residence certificate", texts.get(1).question());
    // the original is another one since
    assertTrue(texts.get(1).behind());
  }

  @Test
  public void everyBadLineIsToldAndNothingIsTaken() {
    Outcome outcome =
        csv(
            "C-1,よい問い,,,draft,\n"
                + ",問い,,,draft,\n"
                + "C-2,,,,draft,\n"
                + "C-1,問い,,,draft,\n"
                + "C-3,問い,,<img src='attachment:1'>,live,nowhere\n"
                + "C-4,"
                + "問".repeat(201)
                + ",,,,\n");
    assertEquals(
        List.of(
            new BadLine(3, "externalId", "required", ""),
            new BadLine(4, "question", "required", ""),
            new BadLine(5, "externalId", "invalid", "C-1"),
            new BadLine(6, "state", "not-allowed", "live"),
            new BadLine(6, "body.img.alt", "required", ""),
            new BadLine(6, "section", "unknown", ""),
            new BadLine(7, "question", "too-long", "")),
        outcome.badLines());
    assertEquals(List.of(), room.listed(SUPERVISOR, true));
  }

  @Test
  public void formOfTheFileIsToldToo() {
    assertEquals("required", take(SUPERVISOR, FileForm.CSV, "", false).badLines().get(0).code());
    assertEquals(
        List.of(
            new BadLine(1, "frage", "unknown", "frage"),
            new BadLine(1, "question", "required", "")),
        take(SUPERVISOR, FileForm.CSV, HEAD.replace("question", "frage"), false).badLines());
    Outcome json = json("{\"externalId\":\"a\",\"frage\":1}\nnot json\n{\"words\":3}\n[]\n");
    assertEquals(
        List.of("frage unknown", " invalid", "words invalid", " invalid"),
        json.badLines().stream().map(b -> b.column() + " " + b.code()).toList());
    assertEquals("required", json("\n \n").badLines().get(0).code());
  }

  @Test
  public void aMillionBadLinesTakeNoMoreThanAThousand() {
    String line = "x\n";
    StringBuilder file = new StringBuilder(HEAD);
    for (int i = 0; i < 1_000_000; i++) {
      file.append(line);
    }
    Outcome outcome = take(SUPERVISOR, FileForm.CSV, file.toString(), false);
    assertEquals(BadLines.KEPT, outcome.badLines().size());
    assertTrue(outcome.bad() >= 1_000_000);
  }

  @Test
  public void whatIsExportedChangesNothingWhenItIsTakenAgain() {
    room.published("=1+1 は数式ではない");
    room.draft("下書き\u3000空白");
    csv("D-1,髙島と①,一行目,\"<ul><li>a</li></ul>\",published,\n");
    for (FileForm form : FileForm.values()) {
      String file = exported(form);
      assertEquals(form.name() + file, Outcome.of(3, 0, 0, 0), take(SUPERVISOR, form, file, false));
    }
  }

  @Test
  public void onlyWhoWritesForTheWholeMunicipalityTakesFiles() {
    for (AccessScope person : List.of(PENSION_STAFF, OPERATOR)) {
      assertEquals(
          Problems.FORBIDDEN,
          assertThrows(
                  DomainException.class,
                  () -> take(person, FileForm.CSV, HEAD + "E-1,問い,,,,\n", false))
              .type());
    }
    assertEquals(
        Problems.MUNICIPALITY_NOT_FOUND,
        assertThrows(
                DomainException.class,
                () -> take(Room.AOBA_SUPERVISOR, FileForm.CSV, HEAD + "E-1,問い,,,,\n", false))
            .type());
  }

  @Test
  public void manyPiecesAreTakenAndBegunAgainWhereTheyBrokeOff() {
    StringBuilder some = new StringBuilder();
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 350; i++) {
      String line = "F-" + i + ",問い " + i + ",,<p>本文</p>,published,\n";
      (i < 120 ? some : new StringBuilder()).append(line);
      all.append(line);
    }
    csv(some.toString());
    assertEquals(Outcome.of(350, 230, 0, 0), csv(all.toString()));
    assertEquals(350, room.shown.after(0, 1_000).size());
  }
}
