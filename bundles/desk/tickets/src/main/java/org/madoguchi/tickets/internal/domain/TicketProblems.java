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

  /**
   * The citizen turned out to be another one, and goes on there. The extension {@code into} is the
   * {@code id} of that one.
   */
  public static final ProblemType CITIZEN_MERGED_AWAY = type("citizen-merged-away", 409);

  public static final ProblemType CITIZEN_MERGE_INTO_ITSELF =
      type("citizen-merge-into-itself", 422);

  /** One has restricted tickets only: others would learn of somebody whom few may know. */
  public static final ProblemType CITIZEN_MERGE_ACROSS_CONFIDENTIALITIES =
      type("citizen-merge-across-confidentialities", 422);

  /** Arguments: how many contact points, letters of notes, and citizens one has at most. */
  public static final ProblemType CITIZEN_MERGE_TOO_LARGE = type("citizen-merge-too-large", 409);

  /** So it cannot be taken back; somebody did so before. */
  public static final ProblemType CITIZENS_NOT_MERGED = type("citizens-not-merged", 409);

  /** What the citizen was then is not kept. */
  public static final ProblemType CITIZEN_VERSION_NOT_FOUND =
      type("citizen-version-not-found", 404);

  /** Contact points came or went with another citizen since: that has to be taken back first. */
  public static final ProblemType CITIZEN_MERGED_SINCE = type("citizen-merged-since", 409);

  /**
   * An edit wanted a state that does not follow from the present one. Arguments: both, as ordinals
   * for the texts. The extension {@code current} tells the present state, {@code possible} those
   * that may follow.
   */
  public static final ProblemType STATUS_NOT_POSSIBLE = type("status-not-possible", 409);

  /**
   * A ticket of this kind is closed only with these fields, which the municipality settled. The
   * extension {@code missing} names them.
   */
  public static final ProblemType MISSING_BEFORE_CLOSING = type("missing-before-closing", 422);

  public static final ProblemType LINK_TO_ITSELF = type("link-to-itself", 422);

  /** Tickets of two municipalities, both of which the caller may read. */
  public static final ProblemType LINK_ACROSS_MUNICIPALITIES =
      type("link-across-municipalities", 422);

  /**
   * They are tied already, in another way. Argument: the relation, as ordinal for the texts; it is
   * the extension {@code relation} too.
   */
  public static final ProblemType LINKED_OTHERWISE = type("linked-otherwise", 409);

  /** A merge of a ticket with itself. */
  public static final ProblemType MERGE_INTO_ITSELF = type("merge-into-itself", 422);

  /** Tickets of two municipalities, both of which the caller may read. */
  public static final ProblemType MERGE_ACROSS_MUNICIPALITIES =
      type("merge-across-municipalities", 422);

  /** One is more confidential: who reads the other one would read more than before. */
  public static final ProblemType MERGE_ACROSS_CONFIDENTIALITIES =
      type("merge-across-confidentialities", 422);

  /** What is closed takes nothing in: nobody would look at it. */
  public static final ProblemType MERGE_INTO_CLOSED = type("merge-into-closed", 409);

  /**
   * The answer goes to one of two citizens only, which the caller has to want. The extension {@code
   * citizens} has both names, the one that is answered last.
   */
  public static final ProblemType MERGE_OF_TWO_CITIZENS = type("merge-of-two-citizens", 409);

  /**
   * The ticket goes on in another one; nothing can be done here. Argument: the number of the other
   * one; the extension {@code into} is its reference.
   */
  public static final ProblemType MERGED_AWAY = type("merged-away", 409);

  /** So it cannot be taken back; somebody did so before. */
  public static final ProblemType NOT_MERGED = type("not-merged", 409);

  /** It came from a split that was taken back: nothing lies in it that could stand for itself. */
  public static final ProblemType NOTHING_TO_SEPARATE = type("nothing-to-separate", 409);

  /** All entries were chosen: at least one stays, or there is nothing to split. */
  public static final ProblemType SPLIT_TAKES_ALL = type("split-takes-all", 422);

  /** A message among them is on its way to the citizen, or its author may still take it back. */
  public static final ProblemType SPLIT_OF_UNSENT = type("split-of-unsent", 409);

  /** Some of them lie in a ticket that was merged into this one: that is taken apart first. */
  public static final ProblemType SPLIT_OF_MERGED = type("split-of-merged", 409);

  /**
   * Somebody has split some of them off already. The extension {@code into} lists the tickets they
   * went to, as far as the caller may read them.
   */
  public static final ProblemType ENTRIES_MOVED = type("entries-moved", 409);

  /** So it cannot be taken back; somebody did so before. */
  public static final ProblemType NOT_SPLIT = type("not-split", 409);

  /** Of what came by the split, some went on to a third ticket: that is taken back first. */
  public static final ProblemType SPLIT_WENT_ON = type("split-went-on", 409);

  /** What was written in the new ticket since would go where nobody looks at it. */
  public static final ProblemType SPLIT_BACK_INTO_CLOSED = type("split-back-into-closed", 409);

  /** One is more confidential by now: who reads the other one would read more than before. */
  public static final ProblemType SPLIT_ACROSS_CONFIDENTIALITIES =
      type("split-across-confidentialities", 422);

  /** It never did, or was taken off the ticket meanwhile: there is no part to tell about. */
  public static final ProblemType SECTION_NOT_CONTRIBUTING = type("section-not-contributing", 409);

  public static final ProblemType ENTRY_NOT_FOUND = type("entry-not-found", 404);
  public static final ProblemType ATTACHMENT_NOT_FOUND = type("attachment-not-found", 404);

  /** Neither a message to answer nor a mail address: reach the citizen another way. */
  public static final ProblemType NO_ADDRESS_TO_REPLY_TO = type("no-address-to-reply-to", 422);

  /** No such macro, one that is withdrawn, or nobody keeps macros here. */
  public static final ProblemType MACRO_NOT_FOUND = type("macro-not-found", 404);

  /** It was edited since it was shown: what it does now has to be looked at. */
  public static final ProblemType MACRO_CHANGED = type("macro-changed", 409);

  /**
   * It names what does not exist any more, leaves something open in a text, or gives too many tags.
   * The extension {@code names} lists the fields or placeholders.
   */
  public static final ProblemType MACRO_NOT_APPLICABLE = type("macro-not-applicable", 409);

  /** No such change of many tickets, or another person's. */
  public static final ProblemType BULK_NOT_FOUND = type("bulk-not-found", 404);

  /** No such import of old tickets, or of a municipality one does not import for. */
  public static final ProblemType IMPORT_NOT_FOUND = type("import-not-found", 404);

  /** It is on its way, or was taken back already: there is nothing to take back. */
  public static final ProblemType REPLY_GONE = type("reply-gone", 409);

  /** Only who wrote a reply has the draft it goes back into. */
  public static final ProblemType NOT_YOUR_REPLY = type("not-your-reply", 403);

  /** The stored content is missing; an administrator must restore it. */
  public static final ProblemType CONTENT_MISSING = type("content-missing", 404);

  /** The stored content is cut off or altered; an administrator must restore it. */
  public static final ProblemType CONTENT_DAMAGED = type("content-damaged", 404);

  /** The municipality takes no such files. The extension {@code refused} names the kinds. */
  public static final ProblemType ATTACHMENT_KIND_REFUSED = type("attachment-kind-refused", 415);

  /** Argument: how many one note or reply takes along. */
  public static final ProblemType ATTACHMENTS_TOO_MANY = type("attachments-too-many", 422);

  /** Argument: how many MiB one note or reply takes along. */
  public static final ProblemType ATTACHMENTS_TOO_LARGE = type("attachments-too-large", 413);

  /** A virus scanner found something: nobody opens or sends it. */
  public static final ProblemType ATTACHMENT_INFECTED = type("attachment-infected", 403);

  /** Nobody opens it before a virus scanner found it clean. */
  public static final ProblemType ATTACHMENT_WAITS = type("attachment-waits", 409);

  /** Beyond what the municipality takes, or not scannable; supervisors may open it. */
  public static final ProblemType ATTACHMENT_HELD = type("attachment-held", 403);

  /** No such alert, another person's, or of a ticket that is out of reach. */
  public static final ProblemType ALERT_NOT_FOUND = type("alert-not-found", 404);

  /** No such saved view, or one that is not for the caller. */
  public static final ProblemType VIEW_NOT_FOUND = type("view-not-found", 404);

  /** The person, section or municipality has as many as fit. Argument: how many. */
  public static final ProblemType VIEWS_FULL = type("views-full", 409);

  /** It can be saved, but not looked at here. */
  public static final ProblemType NO_PREVIEW = type("no-preview", 404);

  /** The mail has none, or the municipality lets nobody load them. */
  public static final ProblemType NO_REMOTE_IMAGES = type("no-remote-images", 404);

  /** No such problem (問題) in the municipality. */
  public static final ProblemType PROBLEM_NOT_FOUND = type("problem-not-found", 404);

  private TicketProblems() {}

  private static ProblemType type(String name, int status) {
    return new ProblemType(TicketProblems.class, name, status);
  }
}
