package org.madoguchi.knowledge;

/**
 * Events of the stream {@value #STREAM}. The aggregate of an article is {@code article-<id>}, of a
 * proposal {@code proposal-<id>}, of a section's rule {@code rule-<municipality>/<section>}, of
 * pinned answers {@code pinned-<municipality>}. Payloads are JSON objects with the members named
 * here; texts are in none.
 */
public final class KnowledgeEvents {
  public static final String STREAM = "knowledge";

  /** What the aggregate of an article begins with; its id follows. */
  public static final String ARTICLE = "article-";

  /** What the aggregate of a section's rule begins with. */
  public static final String RULE = "rule-";

  /** {@code edition}: 1. */
  public static final String CREATED = "ArticleCreated";

  /**
   * {@code fields}: what changed, {@code edition}: the newest now, {@code restored}: the edition it
   * was taken from, when it was. Readers see nothing of it yet, unless {@code fields} has {@code
   * section}.
   */
  public static final String EDITED = "ArticleEdited";

  /** Put in for approval: {@code edition}, {@code publishAt} when a time was asked for. */
  public static final String SUBMITTED = "ArticleSubmitted";

  /** Taken back by its authors: {@code edition}. */
  public static final String TAKEN_BACK = "ArticleTakenBack";

  /** Not approved: {@code edition}; why is a comment. */
  public static final String RETURNED = "ArticleReturned";

  /** To be published later: {@code edition, publishAt}. */
  public static final String APPROVED = "ArticleApproved";

  /** Readers see another edition: {@code edition}. */
  public static final String PUBLISHED = "ArticlePublished";

  /** The day has come on which it is to be looked over. */
  public static final String REVIEW_DUE = "ArticleReviewDue";

  /** Looked over and found right: {@code reviewOn}, the next day, when there is one. */
  public static final String REVIEW_CONFIRMED = "ArticleReviewConfirmed";

  /** No longer offered to citizens; staff see it marked. */
  public static final String EXPIRED = "ArticleExpired";

  /** No reader sees it any more. */
  public static final String WITHDRAWN = "ArticleWithdrawn";

  /** A withdrawn one is there again, as it was. */
  public static final String PUT_BACK = "ArticlePutBack";

  /** What the aggregate of an article's file begins with; its id follows. */
  public static final String FILE = "file-";

  /** An article has another file: {@code article}. */
  public static final String FILE_ADDED = "ArticleFileAdded";

  /** A file was taken away, or brought back: {@code article}, {@code removed}. */
  public static final String FILE_CHANGED = "ArticleFileChanged";

  /** What the aggregate of a proposal begins with; its id follows. */
  public static final String PROPOSAL = "proposal-";

  /** Somebody found an article missing or wrong: {@code wanted, article} (0 for none). */
  public static final String PROPOSAL_MADE = "ProposalMade";

  /** Its owners did something about it: {@code state, section, result} (an article, 0 for none). */
  public static final String PROPOSAL_DECIDED = "ProposalDecided";

  /** A section settled who approves: {@code approvers, direct}. */
  public static final String RULE_CHANGED = "KnowledgeRuleChanged";

  /** What the aggregate of a municipality's pinned answers begins with; its slug follows. */
  public static final String PINNED = "pinned-";

  /** An answer stands on every face from now on: {@code id}, {@code until} when it ends by time. */
  public static final String ANSWER_PINNED = "AnswerPinned";

  /** {@code id}, {@code fields}: what changed, {@code until} when it ends by time. */
  public static final String PIN_EDITED = "PinnedAnswerEdited";

  /** Somebody took it down: {@code id}. What ends by time is told beforehand only. */
  public static final String ANSWER_UNPINNED = "AnswerUnpinned";

  private KnowledgeEvents() {}
}
