package org.madoguchi.tickets.internal.rest;

import java.util.List;

/** The bodies callers send. Every member is checked before use; null means it was not sent. */
final class Requests {
  private Requests() {}

  record Contact(String kind, String value) {}

  record Caller(String id, String name, String kana, List<Contact> contacts) {}

  record NewTicket(
      String requestId,
      String municipality,
      String kind,
      String channel,
      String subject,
      String text,
      String section,
      String category,
      String priority,
      String dueAt,
      Caller citizen) {}

  record TicketEdit(
      String subject,
      String kind,
      String status,
      String owner,
      String section,
      String category,
      String priority,
      String result,
      String dueAt) {}

  record NewNote(String requestId, String text, List<String> attachments) {}

  record NewReply(
      String requestId,
      String text,
      List<String> attachments,
      Boolean close,
      String category,
      String result) {}

  record DraftText(String kind, String text) {}

  record CitizenEdit(
      String name, String kana, String language, String notes, List<Contact> contacts) {}
}
