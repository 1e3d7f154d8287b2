package org.madoguchi.itests.durability;

import java.util.List;

/**
 * A place between two steps of the product: the entry of the method that makes the second step.
 * Whoever renames such a method mends this table; a place that is not found fails the run.
 *
 * @param name what is done, and what is not
 * @param type the class, with its package
 * @param method every overload of it
 * @param under {@code Class.method} that must be among the callers, or the beginning of the
 *     thread's name; '' = any
 */
record FaultPoint(String name, String type, String method, String under) {
  private static final String CHANNELS = "org.madoguchi.channels.internal.";
  private static final String MAIL = "org.madoguchi.channel.mail.";
  private static final String LOG = "org.madoguchi.persistence.internal.";
  private static final String COMMITTED = "org.madoguchi.persistence.JpaTransactions";
  private static final String TICKETS = "org.madoguchi.tickets.internal.";

  static final List<FaultPoint> ALL =
      List.of(
          // in: the mailbox to the inbox
          at("mail fetched, content not stored", CHANNELS + "IntakeDesk", "acceptAll"),
          at("mail's content stored, its row not", CHANNELS + "IntakeDesk", "commit"),
          at("mail in the inbox, not moved", MAIL + "in.ImapMailbox", "putAway"),
          at(
              "mail moved, the server's answer not taken",
              "org.eclipse.angus.mail.iap.Protocol",
              "handleResult",
              "ImapMailbox.putAway"),
          at("mail moved, not noted", MAIL + "in.Retries", "succeeded"),
          // in: the inbox to the ticket
          at("delivery claimed, not read", CHANNELS + "InboxSettling", "read"),
          at("delivery read, no ticket yet", CHANNELS + "InboxSettling", "handOver"),
          at(
              "ticket of a delivery written, not committed",
              LOG + "JdbcEventLog",
              "append",
              "ContactIntake.receiveAll"),
          at(
              "ticket of a delivery committed, nobody told",
              COMMITTED,
              "runCommitted",
              "ContactIntake.receiveAll"),
          at("ticket committed, delivery not done", CHANNELS + "InboxSettling", "finish"),
          // follow
          at("event committed, not stamped", LOG + "PositionStamp", "predecessorsFirst"),
          at("head moved, events half stamped", LOG + "PositionStamp", "write"),
          at("event stamped, not followed", CHANNELS + "OutboxFollower", "follow"),
          at(
              "outbox row written, cursor not",
              LOG + "FollowerCursors",
              "advance",
              "madoguchi-follower-channels.outbox"),
          at("acknowledgement written, not noted", CHANNELS + "Acknowledger", "settle"),
          // out
          at("message claimed, not marked as sending", CHANNELS + "OutboxWorker", "send"),
          at("message marked as sending, not sent", CHANNELS + "OutboxWorker", "call"),
          at(
              "message with the server, unanswered",
              "org.eclipse.angus.mail.smtp.SMTPTransport",
              "finishData"),
          at("server's answer known, not stored", CHANNELS + "OutboxWorker", "settle"),
          at(
              "message's row updated, its event not",
              CHANNELS + "Journal",
              "append",
              "OutboxWorker.store"),
          at(
              "delivery stored, ticket not told",
              TICKETS + "OutgoingConversation",
              "deliveryChanged"),
          at("ticket told, outbox does not know", CHANNELS + "jpa.JpaOutbox", "markReported"),
          // staff
          at("upload's content stored, its row not", TICKETS + "TicketFiles", "keep"),
          at("opened by REST, not committed", LOG + "JdbcEventLog", "append", "OpenTicket.open"),
          at("opened by REST, not answered", COMMITTED, "runCommitted", "OpenTicket.open"),
          at("reply written, not committed", LOG + "JdbcEventLog", "append", "WriteEntry.reply"),
          at("reply committed, not answered", COMMITTED, "runCommitted", "WriteEntry.reply"),
          at("note committed, not answered", COMMITTED, "runCommitted", "WriteEntry.note"));

  private static FaultPoint at(String name, String type, String method) {
    return new FaultPoint(name, type, method, "");
  }

  private static FaultPoint at(String name, String type, String method, String under) {
    return new FaultPoint(name, type, method, under);
  }
}
