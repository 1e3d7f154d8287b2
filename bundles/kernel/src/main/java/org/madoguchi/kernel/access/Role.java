package org.madoguchi.kernel.access;

import static org.madoguchi.kernel.access.Permission.*;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a person is in a municipality. One person may hold several roles, in several municipalities
 * and sections.
 */
public enum Role {
  /** Answers citizens in the contact centre. */
  OPERATOR(
      Confidentiality.NORMAL,
      TICKET_READ,
      TICKET_WRITE,
      TICKET_REPLY,
      CITIZEN_READ,
      CITIZEN_WRITE,
      DIRECTORY_READ,
      CHANNEL_READ,
      KNOWLEDGE_READ),
  /** Leads the operators; sees restricted tickets, clears the quarantine. */
  SUPERVISOR(
      Confidentiality.RESTRICTED,
      TICKET_READ,
      TICKET_WRITE,
      TICKET_REPLY,
      CITIZEN_READ,
      CITIZEN_WRITE,
      DIRECTORY_READ,
      CHANNEL_READ,
      CHANNEL_MANAGE,
      TEMPLATE_MANAGE,
      VIEW_SHARE,
      NOTICE_PUBLISH,
      LIST_EXPORT,
      KNOWLEDGE_READ,
      KNOWLEDGE_WRITE,
      KNOWLEDGE_APPROVE,
      ANSWER_PIN),
  /** Works in a department; reaches what its sections own. */
  SECTION_STAFF(
      Confidentiality.RESTRICTED,
      TICKET_READ,
      TICKET_WRITE,
      TICKET_REPLY,
      CITIZEN_READ,
      DIRECTORY_READ,
      TEMPLATE_MANAGE,
      VIEW_SHARE,
      LIST_EXPORT,
      KNOWLEDGE_READ,
      KNOWLEDGE_WRITE),
  /** The section that owns the citizen-voice flow (広報広聴課). */
  PUBLIC_RELATIONS(
      Confidentiality.NORMAL,
      TICKET_READ,
      TICKET_WRITE,
      TICKET_REPLY,
      CITIZEN_READ,
      CITIZEN_WRITE,
      DIRECTORY_READ,
      CHANNEL_READ,
      VIEW_SHARE,
      NOTICE_PUBLISH,
      LIST_EXPORT,
      KNOWLEDGE_READ,
      KNOWLEDGE_WRITE,
      KNOWLEDGE_APPROVE,
      ANSWER_PIN),
  /** Runs the installation; sees no citizen's data through tickets. */
  ADMINISTRATOR(
      Confidentiality.NORMAL,
      DIRECTORY_READ,
      DIRECTORY_MANAGE,
      CHANNEL_READ,
      CHANNEL_MANAGE,
      TEMPLATE_MANAGE,
      NOTICE_PUBLISH,
      LIST_EXPORT,
      TICKET_IMPORT,
      KNOWLEDGE_READ,
      KNOWLEDGE_WRITE);

  private final Confidentiality sees;
  private final Set<Permission> permissions;

  Role(Confidentiality sees, Permission... permissions) {
    this.sees = sees;
    this.permissions = EnumSet.noneOf(Permission.class);
    this.permissions.addAll(Set.of(permissions));
  }

  public boolean allows(Permission permission) {
    return permissions.contains(permission);
  }

  /** The highest confidentiality this role sees. */
  public Confidentiality sees() {
    return sees;
  }
}
