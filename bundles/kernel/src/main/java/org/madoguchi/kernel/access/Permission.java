package org.madoguchi.kernel.access;

/** What a role allows. Anything not listed for a role is denied. */
public enum Permission {
  TICKET_READ,
  TICKET_WRITE,
  TICKET_REPLY,
  CITIZEN_READ,
  CITIZEN_WRITE,
  DIRECTORY_READ,
  DIRECTORY_MANAGE,
  CHANNEL_READ,
  CHANNEL_MANAGE,
  /** Write and withdraw text modules (定型文). */
  TEMPLATE_MANAGE,
  /** Share saved views of the list with a section or the municipality (ビューの共有). */
  VIEW_SHARE,
  /** Publish notices to operators (本日のお知らせ), and see who has read them. */
  NOTICE_PUBLISH,
  /** Take whole lists away as files. What they show needs its own permission besides. */
  LIST_EXPORT,
  /** Take over tickets from another system by file (過去の案件の取込), and undo that. */
  TICKET_IMPORT,
  /** Read the articles that are for staff (FAQ), and propose missing or wrong ones. */
  KNOWLEDGE_READ,
  /** Write articles, put them in for approval, and publish them where that is let to sections. */
  KNOWLEDGE_WRITE,
  /** Approve articles of sections that name nobody for it. */
  KNOWLEDGE_APPROVE,
  /** Pin answers on every face, as in a disaster (災害時の固定表示), and take them down. */
  ANSWER_PIN;

  /**
   * Whether staff of a contributing section have it on the record, as staff of the owning one do.
   */
  boolean isForContributors() {
    return this == TICKET_READ || this == CITIZEN_READ;
  }
}
