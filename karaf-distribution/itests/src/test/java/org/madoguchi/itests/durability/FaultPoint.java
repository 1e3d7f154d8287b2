package org.madoguchi.itests.durability;

import java.util.List;

/**
 * A place between two steps of the product: the entry of the method that makes the second step.
 * Whoever renames such a method mends this table; a place that is not found fails the run.
 *
 * @param passedBy what the load does more of while this place is waited for
 * @param name what is done, and what is not
 * @param type the class, with its package
 * @param method every overload of it
 * @param under {@code Class.method} that must be among the callers, or the beginning of the
 *     thread's name; '' = any
 */
record FaultPoint(Deed passedBy, String name, String type, String method, String under) {
  /** What citizens and operators do. */
  enum Deed {
    MAIL,
    TICKET,
    NOTE,
    REPLY,
    FILE
  }

  private static final String CHANNELS = "org.madoguchi.channels.internal.";
  private static final String MAIL = "org.madoguchi.channel.mail.";
  private static final String LOG = "org.madoguchi.persistence.internal.";
  private static final String COMMITTED = "org.madoguchi.persistence.JpaTransactions";
  private static final String TICKETS = "org.madoguchi.tickets.internal.";

  static final List<FaultPoint> ALL =
      List.of(
          // in: the mailbox to the inbox
          at(Deed.MAIL, "mail fetched, content not stored", CHANNELS + "IntakeDesk", "acceptAll"),
          at(Deed.MAIL, "mail's content stored, its row not", CHANNELS + "IntakeDesk", "commit"),
          at(Deed.MAIL, "mail in the inbox, not moved", MAIL + "in.ImapMailbox", "putAway"),
          at(
              Deed.MAIL,
              "mail moved, the server's answer not taken",
              "org.eclipse.angus.mail.iap.Protocol",
              "handleResult",
              "ImapMailbox.putAway"),
          at(Deed.MAIL, "mail moved, not noted", MAIL + "in.Retries", "succeeded"),
          // in: the inbox to the ticket
          at(Deed.MAIL, "delivery claimed, not read", CHANNELS + "InboxSettling", "read"),
          at(Deed.MAIL, "delivery read, no ticket yet", CHANNELS + "InboxSettling", "handOver"),
          at(
              Deed.MAIL,
              "ticket of a delivery written, not committed",
              LOG + "JdbcEventLog",
              "append",
              "ContactIntake.receiveAll"),
          at(
              Deed.MAIL,
              "ticket of a delivery committed, nobody told",
              COMMITTED,
              "runCommitted",
              "ContactIntake.receiveAll"),
          at(
              Deed.MAIL,
              "ticket committed, delivery not done",
              CHANNELS + "InboxSettling",
              "finish"),
          // follow
          at(
              Deed.REPLY,
              "event committed, not stamped",
              LOG + "PositionStamp",
              "predecessorsFirst"),
          at(Deed.REPLY, "head moved, events half stamped", LOG + "PositionStamp", "write"),
          at(Deed.REPLY, "event stamped, not followed", CHANNELS + "OutboxFollower", "follow"),
          at(
              Deed.REPLY,
              "outbox row written, cursor not",
              LOG + "FollowerCursors",
              "advance",
              "madoguchi-follower-channels.outbox"),
          at(Deed.MAIL, "acknowledgement written, not noted", CHANNELS + "Acknowledger", "settle"),
          // out
          at(
              Deed.REPLY,
              "message claimed, not marked as sending",
              CHANNELS + "OutboxWorker",
              "send"),
          at(Deed.REPLY, "message marked as sending, not sent", CHANNELS + "OutboxWorker", "call"),
          at(
              Deed.REPLY,
              "message with the server, unanswered",
              "org.eclipse.angus.mail.smtp.SMTPTransport",
              "finishData"),
          at(Deed.REPLY, "server's answer known, not stored", CHANNELS + "OutboxWorker", "settle"),
          at(
              Deed.REPLY,
              "message's row updated, its event not",
              CHANNELS + "Journal",
              "append",
              "OutboxWorker.store"),
          at(
              Deed.REPLY,
              "delivery stored, ticket not told",
              TICKETS + "OutgoingConversation",
              "deliveryChanged"),
          at(
              Deed.REPLY,
              "ticket told, outbox does not know",
              CHANNELS + "jpa.JpaOutbox",
              "markReported"),
          // staff
          at(Deed.FILE, "upload's content stored, its row not", TICKETS + "TicketFiles", "keep"),
          at(
              Deed.TICKET,
              "opened by REST, not committed",
              LOG + "JdbcEventLog",
              "append",
              "OpenTicket.open"),
          at(
              Deed.TICKET,
              "opened by REST, not answered",
              COMMITTED,
              "runCommitted",
              "OpenTicket.open"),
          at(
              Deed.REPLY,
              "reply written, not committed",
              LOG + "JdbcEventLog",
              "append",
              "WriteEntry.reply"),
          at(
              Deed.REPLY,
              "reply committed, not answered",
              COMMITTED,
              "runCommitted",
              "WriteEntry.reply"),
          at(
              Deed.NOTE,
              "note committed, not answered",
              COMMITTED,
              "runCommitted",
              "WriteEntry.note"));

  private static FaultPoint at(Deed by, String name, String type, String method) {
    return new FaultPoint(by, name, type, method, "");
  }

  private static FaultPoint at(Deed by, String name, String type, String method, String under) {
    return new FaultPoint(by, name, type, method, under);
  }
}
