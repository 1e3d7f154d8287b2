package org.madoguchi.tickets.internal.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.madoguchi.tickets.DeliveryState;
import org.madoguchi.tickets.TicketKind;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.TicketViews.Action;
import org.madoguchi.tickets.internal.domain.ContactResult;
import org.madoguchi.tickets.internal.domain.Draft;
import org.madoguchi.tickets.internal.domain.EntryType;
import org.madoguchi.tickets.internal.domain.Priority;

/** Tickets as JSON. Members that are null are absent. */
final class TicketJson {
  private TicketJson() {}

  record Person(String id, String name) {}

  record Named(String code, String name) {}

  record Contact(String kind, String value) {}

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
   * @param next present when there is another page
   */
  record Page(List<Row> items, String next) {}

  /**
   * @param capped when there are more than {@code count}
   */
  record QueueCount(int count, int overdue, boolean capped) {}

  record Counts(Map<String, QueueCount> queues) {}

  record Next(String ref) {}

  record Citizen(
      String id,
      String name,
      String kana,
      String language,
      List<Contact> contacts,
      String notes,
      List<RowLite> earlier,
      Integer earlierTotal,
      Long version) {}

  record File(String id, String fileName, String mediaType, long size, String contentId) {}

  record Delivery(DeliveryState state, String reason, Instant at) {}

  record EntryJson(
      String id,
      EntryType type,
      String channel,
      Person author,
      String authorName,
      String text,
      String html,
      List<File> attachments,
      Delivery delivery,
      boolean original,
      Instant at) {}

  /**
   * @param entriesBefore present when there are earlier entries
   */
  record View(
      @JsonUnwrapped Row row,
      Named category,
      ContactResult result,
      String language,
      Citizen citizen,
      List<EntryJson> entries,
      String entriesBefore,
      List<RowLite> linked,
      List<Action> actions) {}

  /** One page of older entries. */
  record Entries(List<EntryJson> items, String entriesBefore) {}

  record DraftJson(Draft.Kind kind, String text, Instant updatedAt) {}

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
