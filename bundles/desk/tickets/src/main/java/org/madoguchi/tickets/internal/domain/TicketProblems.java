package org.madoguchi.tickets.internal.domain;

import org.madoguchi.kernel.problem.ProblemType;

/** The problems this room raises. */
public final class TicketProblems {
  /** Also what a person gets who may not see the ticket. Argument: the ticket as asked for. */
  public static final ProblemType TICKET_NOT_FOUND = type("ticket-not-found", 404);

  /** Also what a person gets who may not see the citizen. */
  public static final ProblemType CITIZEN_NOT_FOUND = type("citizen-not-found", 404);

  /**
   * Messages from such a contact point would go over from one citizen to another. The extension
   * {@code contacts} lists {@code kind} and {@code value}, and in {@code citizens} the {@code id}
   * and {@code name} of those the caller may see.
   */
  public static final ProblemType CONTACT_OF_ANOTHER_CITIZEN =
      type("contact-of-another-citizen", 409);

  public static final ProblemType ENTRY_NOT_FOUND = type("entry-not-found", 404);
  public static final ProblemType ATTACHMENT_NOT_FOUND = type("attachment-not-found", 404);

  /** Neither a message to answer nor a mail address: reach the citizen another way. */
  public static final ProblemType NO_ADDRESS_TO_REPLY_TO = type("no-address-to-reply-to", 422);

  /** The stored content is missing; an administrator must restore it. */
  public static final ProblemType CONTENT_MISSING = type("content-missing", 404);

  /** The stored content is cut off or altered; an administrator must restore it. */
  public static final ProblemType CONTENT_DAMAGED = type("content-damaged", 404);

  private TicketProblems() {}

  private static ProblemType type(String name, int status) {
    return new ProblemType(TicketProblems.class, name, status);
  }
}
