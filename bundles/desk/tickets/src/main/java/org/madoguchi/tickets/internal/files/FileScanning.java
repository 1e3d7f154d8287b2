package org.madoguchi.tickets.internal.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.scan.ScannerUnavailable;
import org.madoguchi.kernel.scan.VirusScanner;
import org.madoguchi.kernel.scan.VirusScanner.Clean;
import org.madoguchi.kernel.scan.VirusScanner.Infected;
import org.madoguchi.kernel.scan.VirusScanner.Verdict;
import org.madoguchi.kernel.store.BlobStore;
import org.madoguchi.kernel.store.Leases;
import org.madoguchi.persistence.Doorbell;
import org.madoguchi.persistence.UpkeepTurn;
import org.madoguchi.tickets.internal.TicketRepository;
import org.madoguchi.tickets.internal.TicketTransactions;
import org.madoguchi.tickets.internal.domain.Attachment;
import org.madoguchi.tickets.internal.domain.FileFinding;
import org.madoguchi.tickets.internal.domain.FileFinding.Scan;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.domain.TicketEvent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the virus scanner judge what waits, from the newest on: people wait for those, and not for
 * what was there before a scanner was. There while a scanner is. One node works for all, and lets
 * go while its scanner is down, so that another one's may do it. What is judged twice after a crash
 * is judged the same.
 */
@Component(service = FileScanning.class, immediate = true)
public final class FileScanning {
  private static final Logger LOG = LoggerFactory.getLogger(FileScanning.class);
  private static final String LEASE = "tickets/scan";
  private static final Duration LEASE_TIME = Duration.ofMinutes(5);
  private static final Duration PERIOD = Duration.ofSeconds(2);
  private static final int BATCH = 4;

  /** A scanner that is up and fails at the same content so often will not judge it. */
  private static final int MOST_ATTEMPTS = 3;

  private final TicketTransactions transactions;
  private final TicketRepository tickets;
  private final FileStates states;
  private final FileJudge judge;
  private final BlobStore blobs;
  private final VirusScanner scanner;
  private final Leases leases;
  private final Clock clock;
  private final UpkeepTurn turn;
  private final Map<Long, Integer> failures = new HashMap<>();
  private boolean down;

  @Activate
  public FileScanning(
      @Reference TicketTransactions transactions,
      @Reference TicketRepository tickets,
      @Reference FileStates states,
      @Reference FileJudge judge,
      @Reference BlobStore blobs,
      @Reference VirusScanner scanner,
      @Reference Leases leases,
      @Reference Clock clock) {
    this(transactions, tickets, states, judge, blobs, scanner, leases, clock, PERIOD);
    turn.start();
  }

  /** Takes no turn by itself. */
  public FileScanning(
      TicketTransactions transactions,
      TicketRepository tickets,
      FileStates states,
      FileJudge judge,
      BlobStore blobs,
      VirusScanner scanner,
      Leases leases,
      Clock clock,
      Duration period) {
    this.transactions = transactions;
    this.tickets = tickets;
    this.states = states;
    this.judge = judge;
    this.blobs = blobs;
    this.scanner = scanner;
    this.leases = leases;
    this.clock = clock;
    this.turn = new UpkeepTurn(leases, LEASE, LEASE_TIME, new Doorbell(), period, this::scanSome);
  }

  @Deactivate
  public void stop() {
    turn.stop();
  }

  /**
   * @return whether more may wait
   */
  public boolean scanSome() {
    int some = BATCH + failures.size();
    List<Attachment> waiting = transactions.read(() -> states.waiting(some));
    int judged = 0;
    for (Attachment attachment : waiting) {
      try {
        note(attachment, scanned(attachment));
        judged++;
      } catch (ScannerUnavailable e) {
        if (!isUp()) {
          return false;
        }
        failed(attachment, e);
      }
    }
    return judged > 0 && waiting.size() == some;
  }

  /** After a file that was not judged: whether it is the file's fault or the scanner's. */
  private boolean isUp() {
    try {
      scanner.probe();
      down = false;
      return true;
    } catch (ScannerUnavailable e) {
      if (!down) {
        LOG.warn("attachments wait for the virus scanner: {}", e.getMessage());
      }
      down = true;
      leases.release(LEASE);
      return false;
    }
  }

  private FileFinding scanned(Attachment attachment) throws ScannerUnavailable {
    FileFinding looked = looked(attachment);
    try (InputStream content = blobs.open(attachment.file().content().sha256())) {
      return found(looked, scanner.scan(content));
    } catch (FileNotFoundException | BlobStore.Damaged e) {
      return looked.scanned(Scan.UNSCANNABLE, "");
    } catch (IOException e) {
      throw new ScannerUnavailable("content cannot be read: " + e, e);
    }
  }

  /** Also of files that came before anybody looked. */
  private FileFinding looked(Attachment attachment) {
    FileFinding known = attachment.finding();
    return known.kind().isEmpty() ? judge.look(attachment.file()).heldFor(known.held()) : known;
  }

  private void failed(Attachment attachment, ScannerUnavailable e) {
    long id = attachment.id();
    if (failures.merge(id, 1, Integer::sum) >= MOST_ATTEMPTS) {
      LOG.warn("attachment {} is marked as not scannable: {}", id, e.getMessage());
      note(attachment, looked(attachment).scanned(Scan.UNSCANNABLE, ""));
    }
  }

  static FileFinding found(FileFinding looked, Verdict verdict) {
    if (verdict instanceof Infected infected) {
      return looked.scanned(Scan.INFECTED, infected.threat());
    }
    return looked.scanned(verdict instanceof Clean ? Scan.CLEAN : Scan.UNSCANNABLE, "");
  }

  private void note(Attachment attachment, FileFinding finding) {
    long id = attachment.id();
    failures.remove(id);
    boolean mine =
        transactions.decide(() -> states.judged(id, finding) && told(attachment, finding));
    if (mine) {
      ScannerWatch.count(finding.scan());
    }
    if (mine && finding.scan() == Scan.INFECTED) {
      LOG.warn("attachment {} is infected; nobody can open it", id);
    }
  }

  /** Into the ticket's history, so that whoever has it open sees it at once. */
  private boolean told(Attachment attachment, FileFinding finding) {
    Ticket ticket = tickets.find(attachment.ticket()).orElseThrow();
    TicketEvent.FileScanned fact =
        new TicketEvent.FileScanned(attachment.id(), attachment.entry(), finding.scan());
    tickets.save(
        ticket.fileScanned(fact), StaffId.SYSTEM, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    return true;
  }
}
