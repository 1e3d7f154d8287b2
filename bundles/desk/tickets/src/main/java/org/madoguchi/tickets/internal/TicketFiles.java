package org.madoguchi.tickets.internal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.store.BlobRef;
import org.madoguchi.kernel.store.BlobStore;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.tickets.AttachmentContent;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.domain.Attachment;
import org.madoguchi.tickets.internal.domain.Draft;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.FileFinding;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.madoguchi.tickets.internal.files.FileGate;
import org.madoguchi.tickets.internal.files.FileJudge;
import org.madoguchi.tickets.internal.files.FileStates;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Files on tickets: uploaded by staff, sent by citizens, and the originals of their messages. */
@Component(service = TicketFiles.class)
public final class TicketFiles {
  /** Content on its way to somebody, who closes it. */
  public record Download(AttachmentContent file, FileFinding finding, InputStream content) {}

  private final TicketTransactions transactions;
  private final TicketAccess access;
  private final TicketQueries queries;
  private final EntryRepository entries;
  private final BlobStore blobs;
  private final FileJudge judge;
  private final FileGate gate;
  private final FileStates states;
  private final IdSource ids;
  private final Clock clock;

  @Activate
  public TicketFiles(
      @Reference TicketTransactions transactions,
      @Reference TicketAccess access,
      @Reference TicketQueries queries,
      @Reference EntryRepository entries,
      @Reference BlobStore blobs,
      @Reference FileJudge judge,
      @Reference FileGate gate,
      @Reference FileStates states,
      @Reference IdSource ids,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.access = access;
    this.queries = queries;
    this.entries = entries;
    this.blobs = blobs;
    this.judge = judge;
    this.gate = gate;
    this.states = states;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Keeps a file for the person's next note or reply; until then nobody else sees it.
   *
   * @param with the draft it is shown with; empty when the caller keeps that in mind
   * @throws DomainException body-too-large; attachment-kind-refused; storage-full;
   *     attachments-too-many, -too-large when too many wait already
   * @throws IOException the content broke off; nothing is kept
   */
  public Attachment upload(
      AccessScope scope,
      TicketRef ref,
      Optional<Draft.Kind> with,
      String fileName,
      String mediaType,
      InputStream content)
      throws IOException {
    transactions.read(() -> access.sharedWith(scope, ref));
    BlobRef stored = judge.stored(content, gate.rules(ref.municipality()).mostBytes());
    AttachmentContent file = new AttachmentContent(fileName, mediaType, "", stored);
    FileFinding finding = judge.look(file);
    gate.mustBeTaken(ref.municipality(), finding);
    return transactions.decide(() -> keep(scope, ref, with, file, finding));
  }

  private Attachment keep(
      AccessScope scope,
      TicketRef ref,
      Optional<Draft.Kind> with,
      AttachmentContent file,
      FileFinding finding) {
    Ticket ticket = access.sharedWith(scope, ref);
    int most = gate.rules(ref.municipality()).mostFilesSent();
    if (entries.countLoose(ticket.id(), scope.who()) >= most) {
      throw new DomainException(TicketProblems.ATTACHMENTS_TOO_MANY, most);
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Attachment attachment =
        new Attachment(
            ids.next("ticket-attachment"), ticket.id(), 0, scope.who(), file, finding, now);
    entries.addLoose(attachment, with, ticket.tag());
    return attachment;
  }

  /** Takes back an upload that was not sent yet. */
  public void discard(AccessScope scope, TicketRef ref, long attachment) {
    boolean removed =
        transactions.decide(
            () -> entries.removeLoose(access.readable(scope, ref).id(), scope.who(), attachment));
    if (!removed) {
      throw new DomainException(TicketProblems.ATTACHMENT_NOT_FOUND);
    }
  }

  public Download attachment(AccessScope scope, TicketRef ref, long id) throws IOException {
    List<Reach> reaches = scope.reaches(Permission.TICKET_READ);
    Attachment found =
        transactions.read(
            () -> {
              access.readable(scope, ref);
              return queries
                  .attachment(ref, id, scope.who(), reaches)
                  .orElseThrow(() -> new DomainException(TicketProblems.ATTACHMENT_NOT_FOUND));
            });
    gate.mustBeOpen(scope, ref.municipality(), found.finding());
    return open(found.file(), found.finding());
  }

  /** A citizen's message as it came; with a file inside that one may not open, neither. */
  public Download original(AccessScope scope, TicketRef ref, long id) throws IOException {
    List<Reach> reaches = scope.reaches(Permission.TICKET_READ);
    Entry entry =
        transactions.read(
            () -> {
              long ticket = access.readable(scope, ref).id();
              states
                  .notOpen(ticket, id)
                  .forEach(a -> gate.mustBeOpen(scope, ref.municipality(), a.finding()));
              return queries
                  .entry(ref, id, reaches)
                  .filter(e -> e.original().isPresent())
                  .orElseThrow(() -> new DomainException(TicketProblems.ENTRY_NOT_FOUND));
            });
    String fileName = ref.number() + "-" + id + (entry.channel().equals("mail") ? ".eml" : ".bin");
    return open(
        new AttachmentContent(
            fileName, "application/octet-stream", "", entry.original().orElseThrow()),
        FileFinding.NONE);
  }

  private Download open(AttachmentContent file, FileFinding finding) throws IOException {
    try {
      return new Download(file, finding, blobs.open(file.content().sha256()));
    } catch (FileNotFoundException e) {
      throw new DomainException(TicketProblems.CONTENT_MISSING);
    } catch (BlobStore.Damaged e) {
      throw new DomainException(TicketProblems.CONTENT_DAMAGED);
    }
  }
}
