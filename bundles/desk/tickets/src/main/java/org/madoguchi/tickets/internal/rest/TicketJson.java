package org.madoguchi.tickets.internal.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.madoguchi.directory.Validity;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.tickets.DeliveryState;
import org.madoguchi.tickets.TicketKind;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.TicketViews.Action;
import org.madoguchi.tickets.internal.domain.ClosingField;
import org.madoguchi.tickets.internal.domain.ContactResult;
import org.madoguchi.tickets.internal.domain.Contributors.Progress;
import org.madoguchi.tickets.internal.domain.Draft;
import org.madoguchi.tickets.internal.domain.EntryType;
import org.madoguchi.tickets.internal.domain.Priority;
import org.madoguchi.tickets.internal.domain.Relation;
import org.madoguchi.tickets.internal.problems.Cause;

/** Tickets as JSON. Members that are null are absent. */
final class TicketJson {
  private TicketJson() {}

  record Person(String id, String name) {}

  record Named(String code, String name) {}

  /**
   * @param state {@code past} when it may no longer be chosen, {@code future} when not yet; else
   *     absent
   */
  record NamedCategory(String code, String name, Validity.State state) {}

  /**
   * @param note absent when nothing is said about it
   * @param undeliverable present when a message came back from there
   */
  record Contact(String kind, String value, String note, Undeliverable undeliverable) {}

  /**
   * @param status the enhanced status code; '' when none was told
   */
  record Undeliverable(Instant at, String status) {}

  /**
   * Lines of the text, counted from 0, that may be folded away.
   *
   * @param to the first line after it
   */
  record Fold(String kind, int from, int to) {}

  /**
   * @param name '' when only the address is known
   * @param requester whether the ticket was put down to them
   */
  record Forwarded(String name, String address, boolean requester) {}

  /** Images a mail wants to have loaded from outside: the reader may ask for them, or not. */
  enum RemoteImages {
    ON_REQUEST,
    BLOCKED
  }

  /**
   * @param contributors absent when one section works on it
   */
  record Row(
      String ref,
      String number,
      String municipality,
      TicketKind kind,
      TicketStatus status,
      Priority priority,
      String subject,
      String channel,
      String citizenName,
      Person owner,
      Named section,
      List<Named> contributors,
      Confidentiality confidentiality,
      Instant dueAt,
      Instant createdAt,
      Instant updatedAt,
      boolean overdue,
      boolean deliveryProblem,
      boolean unread,
      long version) {}

  record RowLite(
      String ref,
      String number,
      String subject,
      TicketStatus status,
      String channel,
      Instant createdAt) {}

  /**
   * @param relation what this ticket is to the linked one
   */
  record Linked(@JsonUnwrapped RowLite row, Relation relation) {}

  /**
   * A ticket that was split off, or the one this was split off.
   *
   * @param relation what that one is to this ticket: split-into or split-from
   * @param entries how many went
   */
  record SplitPart(
      @JsonUnwrapped RowLite row, String relation, int entries, Person by, Instant at) {}

  /**
   * @param next present when there is another page
   */
  record Page(List<Row> items, String next) {}

  /**
   * @param capped when there are more than {@code count}
   */
  record QueueCount(int count, int overdue, boolean capped) {}

  record Counts(Map<String, QueueCount> queues) {}

  record Next(String ref) {}

  /** Somebody who turned out to be the citizen; {@code by} says so, {@code at} then. */
  record TakenIn(String id, String name, String kana, Person by, Instant at) {}

  /** What is said about a citizen. */
  record Contents(
      String name, String kana, String language, String notes, List<Contact> contacts) {}

  /**
   * @param side this citizen's: going or staying
   * @param name absent when the caller may not know them
   */
  record OtherCitizen(String side, String id, String name) {}

  /**
   * @param version the citizen's before it
   * @param fields what it changed
   * @param before absent when it was not kept
   * @param after absent when it was not kept
   * @param other absent unless two became one, or two again
   * @param revocable whether the citizen can be again as before it
   */
  record CitizenHappening(
      long version,
      String type,
      Person by,
      Instant at,
      List<String> fields,
      Contents before,
      Contents after,
      OtherCitizen other,
      boolean revocable) {}

  /**
   * @param next present when there is another page
   */
  record CitizenHistory(List<CitizenHappening> items, Long next) {}

  /**
   * @param merged who turned out to be the citizen; absent beside tickets, and when there is nobody
   */
  record Citizen(
      String id,
      String name,
      String kana,
      String language,
      List<Contact> contacts,
      String notes,
      List<RowLite> earlier,
      Integer earlierTotal,
      List<TakenIn> merged,
      Long version) {}

  record Delivery(DeliveryState state, String reason, Instant at) {}

  /**
   * @param ticket where it lies, when that is a ticket merged into the one it is shown with
   * @param folds absent when nothing is to be folded away
   * @param forwarded absent when nobody else wrote it
   * @param remoteImages absent when there are none
   */
  record EntryJson(
      String id,
      String ticket,
      EntryType type,
      String channel,
      Person author,
      String authorName,
      String text,
      String html,
      List<FileRendering.FileJson> attachments,
      Delivery delivery,
      boolean original,
      Instant at,
      List<Fold> folds,
      Forwarded forwarded,
      RemoteImages remoteImages) {}

  /**
   * A reply that is not sent yet; {@code seconds} are left, by the server's clock.
   *
   * @param own whether the caller may take it back
   */
  record Waiting(String entry, Instant sentAt, long seconds, boolean own) {}

  /** A reply that was taken back. */
  record TakenBack(DraftJson draft, List<FileRendering.FileJson> attachments) {}

  /** What is put under a reply; '' for nothing. */
  record Signature(String text) {}

  /** What operators see of a problem at once; '' where nothing is known. */
  record ProblemJson(
      String id, String title, Cause.Status status, String workaround, String announcement) {}

  /**
   * @param owner who worked on it there, when the directory does not know them
   */
  record FormerJson(String source, String number, String owner) {}

  /**
   * How far a contributing section is.
   *
   * @param by who said so; absent while it is open
   * @param own whether the caller may say so
   */
  record PartJson(Named section, Progress progress, Person by, Instant at, boolean own) {}

  /**
   * @param parts of the contributors, in their order; absent when there are none
   * @param merged the tickets that go on in this one
   * @param mergedInto where this one goes on; absent when it stands for itself
   * @param entriesBefore present when there are earlier entries
   * @param nextStatuses where the caller may bring it from here by an edit
   * @param requiredToClose absent when the municipality settled nothing for the kind
   * @param former what it was in another system; absent when it was in none
   * @param problem it is tied to; absent when to none
   * @param caution whether harassment by its citizen is recorded where the caller may see it
   * @param splits tickets that entries went to or came from; absent when there are none
   */
  record View(
      @JsonUnwrapped Row row,
      List<PartJson> parts,
      List<RowLite> merged,
      RowLite mergedInto,
      NamedCategory category,
      ContactResult result,
      String language,
      Citizen citizen,
      List<EntryJson> entries,
      String entriesBefore,
      List<Waiting> waiting,
      List<Linked> linked,
      List<Action> actions,
      List<String> tags,
      List<TicketStatus> nextStatuses,
      List<ClosingField> requiredToClose,
      FormerJson former,
      ProblemJson problem,
      boolean caution,
      List<SplitPart> splits) {}

  /** One page of older entries. */
  record Entries(List<EntryJson> items, String entriesBefore) {}

  /**
   * @param updatedAt absent when only files wait
   * @param attachments the caller's files that wait with it; absent where they are told elsewhere
   */
  record DraftJson(
      Draft.Kind kind, String text, Instant updatedAt, List<FileRendering.FileJson> attachments) {}

  /**
   * @param changes name → before and after; absent for events that are no edits
   */
  record Happening(
      long sequence,
      String type,
      Person actor,
      Instant at,
      Map<String, Change> changes,
      Map<String, Object> details) {}

  record Change(String before, String after) {}

  /** A field others changed; {@code yours} when the refused edit wanted something else there. */
  record Conflict(String yours, String theirs, Person by, Instant at) {}
}
