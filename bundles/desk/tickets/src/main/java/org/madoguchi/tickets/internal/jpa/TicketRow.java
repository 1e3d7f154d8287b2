package org.madoguchi.tickets.internal.jpa;

import java.time.Instant;
import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.tickets.TicketKind;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.domain.ContactResult;
import org.madoguchi.tickets.internal.domain.Contributors;
import org.madoguchi.tickets.internal.domain.Details;
import org.madoguchi.tickets.internal.domain.Priority;
import org.madoguchi.tickets.internal.domain.Tags;
import org.madoguchi.tickets.internal.domain.Ticket;

/** A row of TICKET. */
@Entity
@Table(name = "TICKET")
class TicketRow {
  /** STAGE of open tickets. */
  static final int OPEN = 0;

  static final int ANSWERED = 1;
  static final int CLOSED = 2;

  @Id
  @Column(name = "ID")
  long id;

  @Column(name = "MUNICIPALITY")
  String municipality;

  @Column(name = "SECTION")
  String section;

  @Column(name = "CONFIDENTIALITY")
  int confidentiality;

  @Column(name = "FISCAL_YEAR")
  int fiscalYear;

  @Column(name = "SERIAL")
  long serial;

  @Column(name = "KIND")
  String kind;

  @Column(name = "STATUS")
  String status;

  @Column(name = "STAGE")
  int stage;

  @Column(name = "PRIORITY")
  int priority;

  @Column(name = "SUBJECT")
  String subject;

  @Column(name = "CHANNEL")
  String channel;

  @Column(name = "LANGUAGE")
  String language;

  @Column(name = "CATEGORY")
  String category;

  @Column(name = "RESULT")
  String result;

  @Column(name = "OWNER")
  String owner;

  @Column(name = "CITIZEN_ID")
  long citizenId;

  @Column(name = "CITIZEN_NAME")
  String citizenName;

  /** The words of TICKET_TAG once more, so that no list looks there. */
  @Column(name = "TAGS")
  String tags;

  /** The sections of TICKET_SECTION once more, so that no list looks there. */
  @Column(name = "CONTRIBUTORS")
  String contributors;

  /** 0 for none. */
  @Column(name = "PROBLEM_ID")
  long problemId;

  @Column(name = "DUE_AT")
  Instant dueAt;

  @Column(name = "CREATED_AT")
  Instant createdAt;

  @Column(name = "UPDATED_AT")
  Instant updatedAt;

  @Column(name = "CLOSED_AT")
  Instant closedAt;

  @Column(name = "DELIVERY_PROBLEM")
  boolean deliveryProblem;

  @Column(name = "UNREAD")
  boolean unread;

  @Column(name = "VERSION")
  long version;

  @Version
  @Column(name = "ROW_VERSION")
  long rowVersion;

  @Column(name = "EVENT_SEQUENCE")
  long eventSequence;

  static TicketRow of(Ticket ticket) {
    TicketRow row = new TicketRow();
    row.id = ticket.id();
    row.municipality = ticket.ref().municipality().value();
    row.fiscalYear = ticket.ref().fiscalYear();
    row.serial = ticket.ref().serial();
    row.channel = ticket.channel();
    row.language = ticket.language();
    row.citizenId = ticket.citizen().id();
    row.citizenName = ticket.citizen().name();
    row.createdAt = ticket.createdAt();
    row.become(ticket);
    return row;
  }

  /** Takes over what commands change. */
  void become(Ticket ticket) {
    Details details = ticket.details();
    if (citizenId != ticket.citizen().id()) {
      // otherwise the name is the register's, who may have changed it meanwhile
      citizenId = ticket.citizen().id();
      citizenName = ticket.citizen().name();
    }
    section = details.section().value();
    confidentiality = ticket.confidentiality().level();
    kind = details.kind().name();
    status = details.status().name();
    stage = stage(details.status());
    priority = details.priority().ordinal();
    subject = details.subject();
    category = details.category();
    result = details.result().name();
    owner = details.owner().value();
    tags = details.tags().joined();
    contributors = details.contributors().listed();
    problemId = details.problem();
    dueAt = details.dueAt().orElse(InstantConverter.NEVER);
    updatedAt = ticket.updatedAt();
    closedAt = ticket.closedAt().orElse(InstantConverter.NEVER);
    deliveryProblem = ticket.deliveryProblem();
    unread = ticket.unread();
    version = ticket.version();
    eventSequence = ticket.sequence();
  }

  Ticket ticket() {
    return new Ticket(
        id,
        new TicketRef(new MunicipalityId(municipality), fiscalYear, serial),
        channel,
        language,
        new Ticket.CitizenName(citizenId, citizenName),
        new Details(
            subject,
            TicketKind.valueOf(kind),
            TicketStatus.valueOf(status),
            Priority.values()[priority],
            new SectionId(section),
            Confidentiality.ofLevel(confidentiality),
            new StaffId(owner),
            category,
            ContactResult.valueOf(result),
            present(dueAt),
            Tags.of(tags),
            Contributors.of(contributors),
            problemId),
        createdAt,
        updatedAt,
        present(closedAt),
        deliveryProblem,
        unread,
        version,
        eventSequence);
  }

  static int stage(TicketStatus status) {
    return switch (status) {
      case ANSWERED -> ANSWERED;
      case CLOSED -> CLOSED;
      default -> OPEN;
    };
  }

  private static Optional<Instant> present(Instant column) {
    return Optional.of(column).filter(InstantConverter.NEVER::isAfter);
  }
}
