package org.madoguchi.tickets.internal.rest;

import java.util.List;
import org.madoguchi.kernel.access.Refers;

/** The bodies callers send. Every member is checked before use; null means it was not sent. */
final class Requests {
  private Requests() {}

  record Contact(String kind, String value, String note) {
    Contact(String kind, String value) {
      this(kind, value, null);
    }
  }

  record Caller(
      @Refers(Refers.To.CITIZEN) String id, String name, String kana, List<Contact> contacts) {}

  record NewTicket(
      String requestId,
      @Refers(Refers.To.MUNICIPALITY) String municipality,
      String kind,
      String channel,
      String subject,
      String text,
      @Refers(Refers.To.SECTION) String section,
      @Refers(Refers.To.CATEGORY) String category,
      String priority,
      String dueAt,
      Caller citizen) {}

  record TicketEdit(
      String subject,
      String kind,
      String status,
      @Refers(Refers.To.STAFF) String owner,
      @Refers(Refers.To.SECTION) String section,
      String confidentiality,
      @Refers(Refers.To.CATEGORY) String category,
      String priority,
      String result,
      String dueAt,
      List<String> tags,
      @Refers(Refers.To.SECTION) List<String> contributors,
      @Refers(Refers.To.PROBLEM) String problem) {}

  record Contribution(String progress) {}

  record NewLink(String relation) {}

  /**
   * @param anyCitizen true when the two may be of different citizens
   */
  record NewMerge(Boolean anyCitizen) {}

  /**
   * @param mentions who is named in it, and told
   */
  record NewNote(
      String requestId,
      String text,
      @Refers(Refers.To.ATTACHMENT) List<String> attachments,
      @Refers(Refers.To.STAFF) List<String> mentions) {}

  record NewReply(
      String requestId,
      String text,
      @Refers(Refers.To.ATTACHMENT) List<String> attachments,
      Boolean close,
      @Refers(Refers.To.CATEGORY) String category,
      String result,
      @Refers(Refers.To.SECTION) String section) {}

  /** A ticket and the version its caller saw. */
  record Chosen(@Refers(Refers.To.TICKET) String ref, Long version) {}

  /** A list's filter, as its query writes it. */
  record Selection(
      String queue,
      String status,
      @Refers(Refers.To.SECTION) String section,
      @Refers(Refers.To.STAFF) String owner,
      String kind,
      @Refers(Refers.To.CHANNEL) String channel,
      @Refers(Refers.To.CATEGORY) String category,
      String tag,
      String q,
      @Refers(Refers.To.PROBLEM) String problem) {}

  /**
   * @param problem '' unties
   * @param reply for the tickets of one problem only, so that nobody writes to everybody by mistake
   */
  record Change(
      @Refers(Refers.To.STAFF) String owner,
      @Refers(Refers.To.SECTION) String section,
      String status,
      String priority,
      @Refers(Refers.To.CATEGORY) String category,
      String result,
      List<String> addTags,
      List<String> removeTags,
      @Refers(Refers.To.SECTION) List<String> addContributors,
      @Refers(Refers.To.SECTION) List<String> removeContributors,
      @Refers(Refers.To.PROBLEM) String problem,
      String reply) {}

  record NewBulk(
      String requestId,
      @Refers(Refers.To.MUNICIPALITY) String municipality,
      List<Chosen> tickets,
      Selection selection,
      Change change) {}

  record DraftText(String kind, String text) {}

  /** The version the citizen shall be as in again. */
  record CitizenRestore(Long version) {}

  record CitizenEdit(
      String name, String kana, String language, String notes, List<Contact> contacts) {}
}
