package org.madoguchi.tickets.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.domain.Attachment;
import org.madoguchi.tickets.internal.domain.Draft;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What people are writing, kept as they type: their own, one for each kind. */
@Component(service = Drafts.class)
public final class Drafts {
  private final TicketTransactions transactions;
  private final TicketAccess access;
  private final EntryRepository entries;
  private final Clock clock;

  @Activate
  public Drafts(
      @Reference TicketTransactions transactions,
      @Reference TicketAccess access,
      @Reference EntryRepository entries,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.access = access;
    this.entries = entries;
    this.clock = clock;
  }

  /**
   * A draft and the files that wait for it.
   *
   * @param draft with an empty text when nothing was typed
   */
  public record Begun(Draft draft, List<Attachment> files) {
    public boolean isNothing() {
      return draft.text().isEmpty() && files.isEmpty();
    }
  }

  /** What the person began of the kind, or typed in last. */
  public Begun find(AccessScope scope, TicketRef ref, Optional<Draft.Kind> kind) {
    return transactions.read(
        () -> {
          Ticket ticket = access.readable(scope, ref);
          Draft draft =
              entries.drafts(ticket.id(), scope.who()).stream()
                  .filter(d -> kind.map(k -> k == d.kind()).orElse(true))
                  .max(Comparator.comparing(Draft::updatedAt))
                  .orElseGet(() -> Draft.empty(kind.orElse(Draft.Kind.REPLY)));
          return new Begun(draft, entries.waiting(ticket.id(), scope.who(), draft.kind()));
        });
  }

  /** Empty text removes the draft. */
  public Draft put(AccessScope scope, TicketRef ref, Draft.Kind kind, String text) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Draft draft = new Draft(kind, text, now);
    return transactions.decide(
        () -> {
          Ticket ticket = writable(scope, ref, kind);
          if (text.isEmpty()) {
            entries.removeDraft(ticket.id(), scope.who(), kind);
          } else {
            entries.putDraft(ticket.id(), scope.who(), draft, ticket.tag());
          }
          return draft;
        });
  }

  /** Throws away the draft of the kind, or all of the person's on the ticket. */
  public void remove(AccessScope scope, TicketRef ref, Optional<Draft.Kind> kind) {
    transactions.decide(
        () -> {
          Ticket ticket = access.readable(scope, ref);
          for (Draft.Kind each : kind.map(List::of).orElse(List.of(Draft.Kind.values()))) {
            entries.removeDraft(ticket.id(), scope.who(), each);
          }
          return ticket;
        });
  }

  private Ticket writable(AccessScope scope, TicketRef ref, Draft.Kind kind) {
    return kind == Draft.Kind.NOTE
        ? access.sharedWith(scope, ref)
        : access.changeable(scope, ref, Permission.TICKET_REPLY);
  }
}
