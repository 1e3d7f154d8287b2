package org.madoguchi.tickets.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.tickets.TicketImport.Former;
import org.madoguchi.tickets.TicketKind;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.domain.Attachment;
import org.madoguchi.tickets.internal.domain.Citizen;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.Relation;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.problems.Cause;

/** Reads for lists and views. Every one shows only what the reaches match. */
public interface TicketQueries {
  /** How lists are sorted; ties by id. */
  enum Order {
    /** By due date, what is due first at the top; without a due date last. */
    DUE,
    /** What was opened last at the top. */
    NEWEST,
    /** What changed last at the top. */
    UPDATED
  }

  /** What a list shows; an empty member does not restrict. */
  record Filter(
      Optional<Queue> queue,
      Optional<TicketStatus> status,
      Optional<SectionId> section,
      Optional<StaffId> owner,
      Optional<TicketKind> kind,
      Optional<String> channel,
      Optional<String> category,
      Optional<CitizenKey> citizen,
      Optional<String> tag,
      Optional<String> words,
      Optional<Long> problem) {

    /** Whatever problem they are tied to. */
    public Filter(
        Optional<Queue> queue,
        Optional<TicketStatus> status,
        Optional<SectionId> section,
        Optional<StaffId> owner,
        Optional<TicketKind> kind,
        Optional<String> channel,
        Optional<String> category,
        Optional<CitizenKey> citizen,
        Optional<String> tag,
        Optional<String> words) {
      this(
          queue,
          status,
          section,
          owner,
          kind,
          channel,
          category,
          citizen,
          tag,
          words,
          Optional.empty());
    }

    /** The same for a citizen whom the caller may know. */
    public Filter of(CitizenKey known) {
      return new Filter(
          queue,
          status,
          section,
          owner,
          kind,
          channel,
          category,
          Optional.of(known),
          tag,
          words,
          problem);
    }

    /** Whether a queue, or everything, is shown whole. */
    public boolean isWhole() {
      return Stream.of(
              status, section, owner, kind, channel, category, citizen, tag, words, problem)
          .allMatch(Optional::isEmpty);
    }
  }

  /**
   * A citizen, whom each municipality knows by itself.
   *
   * @param group whose tickets theirs are: the citizen's and of whoever turned out to be them
   */
  record CitizenKey(MunicipalityId municipality, long id, List<Long> group) {
    public CitizenKey(MunicipalityId municipality, long id) {
      this(municipality, id, List.of(id));
    }
  }

  /** Where the next page begins: behind the row with this sort value and id. */
  record Place(Order order, Instant value, long id) {}

  /**
   * @param capped when there are more than {@code count}
   */
  record Count(int count, boolean capped) {
    /** Counted exactly up to here. */
    public static final int MOST = 1_000;

    public static Count of(int total) {
      return new Count(Math.min(total, MOST), total > MOST);
    }
  }

  /**
   * @param total bounded; @param newest at most 20
   */
  record Earlier(List<Ticket> newest, Count total) {
    static final Earlier NONE = new Earlier(List.of(), new Count(0, false));
  }

  /**
   * @param entries oldest first; @param earlier whether there are entries before them
   */
  record Conversation(List<Entry> entries, boolean earlier) {}

  /**
   * @param takesIn whether another ticket was merged into it
   * @param former what it was in another system
   * @param problem it is tied to
   * @param caution whether harassment by its citizen is recorded where the reaches match
   */
  record Found(
      Ticket ticket,
      boolean takesIn,
      Optional<Former> former,
      Optional<TiedTo> problem,
      boolean caution) {}

  /** What operators see of a problem at once. */
  record TiedTo(
      long id, String title, Cause.Status status, String workaround, String announcement) {}

  /** The problem a ticket is tied to. */
  Optional<TiedTo> problem(Ticket ticket);

  /** Whether harassment by its citizen is recorded where the reaches match. */
  boolean caution(Ticket ticket, List<Reach> reaches);

  Optional<Found> find(TicketRef ref, List<Reach> reaches);

  List<Ticket> list(
      Filter filter,
      Order order,
      Optional<Place> after,
      int limit,
      StaffId who,
      Instant now,
      List<Reach> reaches);

  /** The value the ticket is sorted by; the end of time where it has none. */
  Instant sortValue(Ticket ticket, Order order);

  Map<Queue, Count> counts(Set<Queue> queues, StaffId who, Instant now, List<Reach> reaches);

  /** How many of each queue are overdue. */
  Map<Queue, Count> overdue(Set<Queue> queues, StaffId who, Instant now, List<Reach> reaches);

  /**
   * @param tickets counted within what was looked at; capped when that was not all
   * @param overdue of those counted
   */
  record Tally(Count tickets, Count overdue) {}

  /** How many a list holds. Looks at so many tickets of its queue at most, however rare a match. */
  Tally tally(Filter filter, StaffId who, Instant now, List<Reach> reaches);

  /** What the person should do next: of their own, else of nobody's. */
  Optional<Ticket> mostUrgent(StaffId who, List<Reach> reaches);

  /**
   * Of tickets that are one, with texts and attachments: the newest before an entry (or at all).
   */
  Conversation conversation(List<Long> tickets, Optional<EntryPlace> before, int limit);

  /** An entry's place in its conversation. */
  record EntryPlace(Instant at, long id) {}

  /** The tickets of the citizen, whoever they turned out to be, but for one. */
  Earlier earlier(Citizen citizen, Ticket but, List<Reach> reaches);

  /** The tickets of the citizen, whoever they turned out to be. */
  Earlier earlier(Citizen citizen, List<Reach> reaches);

  /**
   * A ticket that another one is tied to.
   *
   * @param relation what the other one is to this ticket
   */
  record Linked(Ticket ticket, Relation relation) {}

  /**
   * A ticket that entries went to, or came from.
   *
   * @param away whether they went there
   * @param entries how many
   */
  record Part(Ticket ticket, boolean away, int entries, StaffId by, Instant at) {}

  /** What a ticket is tied to by hand, and by having been split. */
  record Ties(List<Linked> linked, List<Part> parts) {}

  /** The newest that the reaches match; of the others there is no trace. */
  Ties ties(Ticket ticket, List<Reach> reaches);

  /** Tags of readable tickets that begin so, in the database's order. */
  List<String> tags(String beginning, int limit, List<Reach> reaches);

  /** One that was sent, or one's own that was not yet. */
  Optional<Attachment> attachment(
      TicketRef ticket, long attachment, StaffId who, List<Reach> reaches);

  /** Without texts and attachments. */
  Optional<Entry> entry(TicketRef ticket, long entry, List<Reach> reaches);

  /** How many tickets that are not closed each of the people owns there; nobody without any. */
  Map<StaffId, Integer> owned(MunicipalityId municipality, Collection<StaffId> owners);
}
