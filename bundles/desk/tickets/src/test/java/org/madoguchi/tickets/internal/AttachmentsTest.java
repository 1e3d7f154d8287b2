package org.madoguchi.tickets.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.toList;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.tickets.internal.People.MIHON;
import static org.madoguchi.tickets.internal.People.OPERATOR;
import static org.madoguchi.tickets.internal.People.SUPERVISOR;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.health.Finding;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.ProblemType;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.kernel.scan.ScannerUnavailable;
import org.madoguchi.kernel.scan.VirusScanner;
import org.madoguchi.kernel.store.BlobRef;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.AttachmentContent;
import org.madoguchi.tickets.StaffFiles;
import org.madoguchi.tickets.TicketConversation.Hindrance;
import org.madoguchi.tickets.TicketEvents;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.domain.Attachment;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.FileFinding.Hold;
import org.madoguchi.tickets.internal.domain.FileFinding.Scan;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.madoguchi.tickets.internal.files.FileGate.Opening;
import org.madoguchi.tickets.internal.files.FileScanning;
import org.madoguchi.tickets.internal.files.Scanners;
import org.madoguchi.tickets.internal.files.TakenFiles;
import org.madoguchi.tickets.internal.jpa.JpaFileStates;
import org.madoguchi.tickets.internal.jpa.JpaMergeRepository;
import org.madoguchi.tickets.internal.jpa.JpaTicketRepository;

/** What becomes of files: what they are, what is held, what a scanner finds. */
public class AttachmentsTest extends DatabaseMatrix {
  /** Finds "virus" anywhere; can be taken away. */
  private static final class Scanner implements VirusScanner {
    private volatile boolean down;

    @Override
    public Verdict scan(InputStream content) throws ScannerUnavailable, IOException {
      String text = new String(content.readAllBytes(), ISO_8859_1);
      if (down || text.contains("choke")) {
        throw new ScannerUnavailable("away", null);
      }
      return text.contains("virus") ? new Infected("Test.Virus") : new Clean();
    }

    @Override
    public void probe() throws ScannerUnavailable {
      if (down) {
        throw new ScannerUnavailable("away", null);
      }
    }
  }

  private final Scanner scanner = new Scanner();
  private final List<FileScanning> nodes = new ArrayList<>();
  private Desk desk;

  @Before
  public void open() {
    desk = new Desk(database());
  }

  @After
  public void stop() {
    nodes.forEach(FileScanning::stop);
  }

  private void settle(String... settings) {
    Map<String, String> map = new java.util.HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      map.put(settings[i], settings[i + 1]);
    }
    desk.directory.town(MIHON, map);
  }

  private FileScanning node() {
    desk.installed(scanner);
    FileScanning scanning =
        new FileScanning(
            desk.unit,
            new JpaTicketRepository(
                desk.unit, desk.log, desk.census, new JpaMergeRepository(desk.unit)),
            new JpaFileStates(desk.unit),
            desk.judge,
            desk.blobs,
            scanner,
            database().leases(),
            desk.clock,
            Duration.ofHours(1));
    nodes.add(scanning);
    return scanning;
  }

  private Attachment upload(TicketRef ref, String name, String content) throws IOException {
    return desk.files.upload(
        OPERATOR,
        ref,
        Optional.empty(),
        name,
        "image/png",
        new ByteArrayInputStream(content.getBytes(ISO_8859_1)));
  }

  private AttachmentContent sent(String name, String content) throws IOException {
    BlobRef blob =
        desk.blobs.put(new ByteArrayInputStream(content.getBytes(ISO_8859_1)), 100_000_000);
    return new AttachmentContent(name, "image/png", "", blob);
  }

  private TicketRef arrived(AttachmentContent... files) throws IOException {
    Tickets mail = Tickets.open().original(sent("original.eml", "as it came").content());
    for (AttachmentContent file : files) {
      mail = mail.with(file);
    }
    return mail.at(desk);
  }

  private List<Attachment> on(TicketRef ref) {
    return desk.entries(ref).get(0).attachments();
  }

  private String read(AccessScope scope, TicketRef ref, Attachment file) throws IOException {
    try (InputStream content = desk.files.attachment(scope, ref, file.id()).content()) {
      return new String(content.readAllBytes(), ISO_8859_1);
    }
  }

  private void assertRefused(ProblemType type, org.junit.function.ThrowingRunnable attempt) {
    assertEquals(type, assertThrows(DomainException.class, attempt).type());
  }

  @Test
  public void theContentDecidesWhatAFileIs() throws IOException {
    TicketRef ref = arrived(sent("広報\u202e.pdf", "%PDF-1.4"), sent("a.png", "<html>"));
    assertEquals("広報.pdf", on(ref).get(0).file().fileName());
    assertEquals("application/pdf", on(ref).get(0).finding().mediaType());
    assertEquals("pdf", on(ref).get(0).finding().preview());
    assertEquals("markup", on(ref).get(1).finding().kind());
    assertEquals("text", upload(ref, "a.png", "words").finding().kind());
  }

  @Test
  public void programsFromOutsideAreHeldOnTheTicketAndForSupervisors() throws IOException {
    TicketRef ref = arrived(sent("請求書.pdf", "MZ..."), sent("案内.pdf", "%PDF-1.4"));
    assertEquals(Hold.KIND, on(ref).get(0).finding().held());
    assertEquals(Hold.NONE, on(ref).get(1).finding().held());
    assertRefused(TicketProblems.ATTACHMENT_HELD, () -> read(OPERATOR, ref, on(ref).get(0)));
    assertEquals("MZ...", read(SUPERVISOR, ref, on(ref).get(0)));
    assertEquals("%PDF-1.4", read(OPERATOR, ref, on(ref).get(1)));
  }

  @Test
  public void originalOfAMessageIsAsClosedAsWhatIsInside() throws IOException {
    TicketRef ref = arrived(sent("a.exe", "MZ..."));
    long entry = desk.entries(ref).get(0).id();
    assertRefused(TicketProblems.ATTACHMENT_HELD, () -> desk.files.original(OPERATOR, ref, entry));
    desk.files.original(SUPERVISOR, ref, entry).content().close();
    TicketRef harmless = arrived(sent("a.txt", "words"));
    desk.files.original(OPERATOR, harmless, desk.entries(harmless).get(0).id()).content().close();
  }

  @Test
  public void whatIsBeyondTheMunicipalitysLimitsIsHeldAndNeverLost() throws IOException {
    settle(
        "attachment.maxMebibytes",
        "1",
        "attachment.maxCount",
        "3",
        "attachment.maxTotalMebibytes",
        "2",
        "attachment.refused",
        "none");
    String half = "x".repeat(512 * 1024);
    TicketRef ref =
        arrived(
            sent("large.txt", half + half + "x"),
            sent("a.txt", half),
            sent("b.exe", half + "MZ"),
            sent("fourth.txt", "x"));
    assertEquals(
        List.of(Hold.SIZE, Hold.NONE, Hold.TOTAL, Hold.NUMBER),
        on(ref).stream().map(a -> a.finding().held()).collect(toList()));
    assertEquals("x", read(SUPERVISOR, ref, on(ref).get(3)));
  }

  @Test
  public void uploadBeyondTheLimitsIsRefusedWithWhatIsPossible() throws IOException {
    settle(
        "attachment.maxMebibytes",
        "1",
        "attachment.maxCount",
        "2",
        "attachment.maxTotalMebibytes",
        "1",
        "attachment.refused",
        "program,archive");
    TicketRef ref = Tickets.open().at(desk);
    DomainException large =
        assertThrows(
            DomainException.class, () -> upload(ref, "a.txt", "x".repeat(1024 * 1024 + 1)));
    assertEquals(Problems.BODY_TOO_LARGE, large.type());
    assertEquals(List.of(1024L * 1024), large.arguments());
    DomainException program =
        assertThrows(DomainException.class, () -> upload(ref, "案内.pdf", "MZ..."));
    assertEquals(TicketProblems.ATTACHMENT_KIND_REFUSED, program.type());
    assertEquals(List.of("archive", "program"), program.extensions().get("refused"));
    String half = "x".repeat(600 * 1024);
    Attachment first = upload(ref, "a.bat", half);
    Attachment second = upload(ref, "b.txt", half);
    assertRefused(TicketProblems.ATTACHMENTS_TOO_MANY, () -> upload(ref, "c.txt", "x"));
    assertRefused(
        TicketProblems.ATTACHMENTS_TOO_LARGE,
        () -> desk.writing.note(OPERATOR, ref, Desk.written("x", first.id(), second.id())));
    desk.writing.note(OPERATOR, ref, Desk.written("x", first.id()));
  }

  @Test
  public void withoutAScannerFilesAreOpenAndNothingIsSaid() throws IOException {
    TicketRef ref = arrived(sent("a.txt", "virus"));
    assertEquals("virus", read(OPERATOR, ref, on(ref).get(0)));
    assertEquals(List.of(), desk.scanner.findings(Locale.JAPANESE));
    assertFalse(desk.gate.isScanned(MIHON));
  }

  @Test
  public void whoCountsOnAScannerIsToldThatThereIsNone() {
    settle("attachment.scan", "hold");
    Finding finding = desk.scanner.findings(Locale.ENGLISH).get(0);
    assertEquals("virus-scanner-absent", finding.code());
    assertFalse("people go on working", finding.blocks());
    scanner.down = true;
    node();
    assertEquals("virus-scanner-down", desk.scanner.findings(Locale.JAPANESE).get(0).code());
  }

  @Test
  public void infectedIsOpenedBySupervisorsNeitherAndStandsInTheHistory() throws IOException {
    TicketRef ref = arrived(sent("a.txt", "a virus"), sent("b.txt", "words"));
    FileScanning scanning = node();
    scanning.scanSome();
    assertEquals(Scan.INFECTED, on(ref).get(0).finding().scan());
    assertEquals("Test.Virus", on(ref).get(0).finding().threat());
    assertEquals(Scan.CLEAN, on(ref).get(1).finding().scan());
    for (AccessScope scope : List.of(OPERATOR, SUPERVISOR)) {
      assertRefused(TicketProblems.ATTACHMENT_INFECTED, () -> read(scope, ref, on(ref).get(0)));
      assertRefused(
          TicketProblems.ATTACHMENT_INFECTED,
          () -> desk.files.original(scope, ref, desk.entries(ref).get(0).id()));
    }
    assertEquals("words", read(OPERATOR, ref, on(ref).get(1)));
    assertEquals(2, desk.events(ref).stream().filter(TicketEvents.FILE_SCANNED::equals).count());
  }

  @Test
  public void heldForTheScannerItWaitsThroughItsAbsenceAndARestart() throws IOException {
    settle("attachment.scan", "hold");
    scanner.down = true;
    FileScanning before = node();
    TicketRef ref = arrived(sent("a.txt", "words"));
    assertFalse(before.scanSome());
    assertEquals(Opening.WAITING, opening(ref));
    assertRefused(TicketProblems.ATTACHMENT_WAITS, () -> read(SUPERVISOR, ref, on(ref).get(0)));
    before.stop();
    FileScanning after = node();
    assertFalse(after.scanSome());
    assertEquals(Opening.WAITING, opening(ref));
    scanner.down = false;
    after.scanSome();
    assertEquals(Opening.OPEN, opening(ref));
    assertEquals("words", read(OPERATOR, ref, on(ref).get(0)));
  }

  private Opening opening(TicketRef ref) {
    return desk.gate.opening(MIHON, on(ref).get(0).finding());
  }

  @Test
  public void twoNodesAtOnceNoteEachFileOnce() throws Exception {
    AttachmentContent[] files = new AttachmentContent[8];
    for (int i = 0; i < files.length; i++) {
      files[i] = sent(i + ".txt", (i % 2 == 0 ? "virus " : "words ") + i);
    }
    TicketRef ref = arrived(files);
    List<Callable<Object>> both = new ArrayList<>();
    for (FileScanning node : List.of(node(), node())) {
      both.add(
          () -> {
            while (node.scanSome()) {
              // until nothing is left
            }
            return node.scanSome();
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (Future<Object> one : threads.invokeAll(both)) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(4, on(ref).stream().filter(a -> a.finding().scan() == Scan.INFECTED).count());
    assertEquals(4, on(ref).stream().filter(a -> a.finding().scan() == Scan.CLEAN).count());
    assertEquals(8, desk.events(ref).stream().filter(TicketEvents.FILE_SCANNED::equals).count());
  }

  @Test
  public void whatTheScannerChokesOnKeepsNobodyWaiting() throws IOException {
    settle("attachment.scan", "hold");
    TicketRef ref = arrived(sent("a.txt", "choke"), sent("b.txt", "words"));
    FileScanning scanning = node();
    for (int i = 0; i < 3; i++) {
      scanning.scanSome();
    }
    assertEquals(Scan.UNSCANNABLE, on(ref).get(0).finding().scan());
    assertEquals(Scan.CLEAN, on(ref).get(1).finding().scan());
    assertRefused(TicketProblems.ATTACHMENT_HELD, () -> read(OPERATOR, ref, on(ref).get(0)));
    assertEquals("choke", read(SUPERVISOR, ref, on(ref).get(0)));
  }

  @Test
  public void repliesWaitForTheScannerAndInfectedOnesNeverLeave() throws IOException {
    settle("attachment.scan", "hold");
    TicketRef ref = Tickets.open().at(desk);
    FileScanning scanning = node();
    Entry clean = reply(ref, "words");
    assertEquals(Optional.of(Hindrance.WAITS), hindrance(ref, clean));
    Entry infected = reply(ref, "virus");
    while (scanning.scanSome()) {
      // until nothing is left
    }
    assertEquals(Optional.empty(), hindrance(ref, clean));
    assertEquals(Optional.of(Hindrance.INFECTED), hindrance(ref, infected));
    Attachment loose = upload(ref, "a.txt", "virus");
    scanning.scanSome();
    assertRefused(
        TicketProblems.ATTACHMENT_INFECTED,
        () -> desk.writing.note(OPERATOR, ref, Desk.written("x", loose.id())));
  }

  @Test
  public void whereUnjudgedFilesPassRepliesWaitOnlyForAScannerThatWorks() throws IOException {
    TicketRef ref = Tickets.open().at(desk);
    Entry reply = reply(ref, "words");
    assertEquals(Optional.empty(), hindrance(ref, reply));
    node();
    assertEquals(Optional.of(Hindrance.WAITS), hindrance(ref, reply));
    assertTrue(desk.gate.isScanned(MIHON));
  }

  private Entry reply(TicketRef ref, String content) throws IOException {
    Attachment file = upload(ref, "a.txt", content);
    return desk.writing.reply(
        OPERATOR,
        ref,
        Desk.written("回答", file.id()),
        new org.madoguchi.tickets.internal.domain.WrapUp(
            false,
            "",
            org.madoguchi.tickets.internal.domain.ContactResult.NONE,
            org.madoguchi.kernel.SectionId.NONE));
  }

  private Optional<Hindrance> hindrance(TicketRef ref, Entry entry) {
    return desk.conversation.hindrance(ref, Long.toString(entry.id()));
  }

  @Test
  public void sameContentIsStoredOnceAndStaysWhileAnybodyRefersToIt() throws IOException {
    TicketRef one = Tickets.open().at(desk);
    TicketRef other = Tickets.open().at(desk);
    Attachment first = upload(one, "a.txt", "the same words");
    Attachment second = upload(other, "b.txt", "the same words");
    assertEquals(first.file().content(), second.file().content());
    desk.files.discard(OPERATOR, one, first.id());
    assertEquals("the same words", read(OPERATOR, other, second));
  }

  @Test
  public void filesForOtherRoomsAreJudgedBeforeTheyAreTaken() throws IOException {
    TakenFiles files = new TakenFiles(desk.blobs, desk.judge, desk.gate);
    // nobody judges: the municipality's rule decides
    assertEquals("", taken(files, "a.txt", "virus").shownAs());
    settle("attachment.scan", "hold");
    refusedToTake(files, TicketProblems.ATTACHMENT_WAITS, "a.txt", "clean");
    Scanners.install(files, scanner);
    assertEquals("a.txt", taken(files, "a.txt", "clean").file().fileName());
    refusedToTake(files, TicketProblems.ATTACHMENT_INFECTED, "a.txt", "virus");
    refusedToTake(files, TicketProblems.ATTACHMENT_KIND_REFUSED, "a.exe", "MZ");
    scanner.down = true;
    refusedToTake(files, TicketProblems.ATTACHMENT_WAITS, "a.txt", "clean");
    settle("attachment.maxMebibytes", "1");
    refusedToTake(files, Problems.BODY_TOO_LARGE, "a.txt", "x".repeat(1024 * 1024 + 1));
  }

  private static StaffFiles.Taken taken(TakenFiles files, String name, String content)
      throws IOException {
    return files.take(MIHON, name, new ByteArrayInputStream(content.getBytes(ISO_8859_1)));
  }

  private static void refusedToTake(
      TakenFiles files, ProblemType type, String name, String content) {
    DomainException thrown = assertThrows(DomainException.class, () -> taken(files, name, content));
    assertEquals(type, thrown.type());
  }
}
