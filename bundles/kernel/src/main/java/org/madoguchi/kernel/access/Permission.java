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
  /** Publish notices to operators (本日のお知らせ), and see who has read them. */
  NOTICE_PUBLISH,
  /** Take whole lists away as files. What they show needs its own permission besides. */
  LIST_EXPORT
}
