package org.madoguchi.tickets;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;

/** Takes over tickets with their history from another system. */
public interface TicketImport {
  /** Who wrote a part of a historic conversation. */
  enum Author {
    CITIZEN,
    STAFF,
    NOTE
  }

  /**
   * @param staff {@link StaffId#NONE} for the citizen
   */
  record HistoricEntry(Author author, StaffId staff, String text, Instant at) {}

  /**
   * @param kana '' when unknown; @param contacts at least one
   */
  record HistoricCitizen(String name, String kana, String language, List<ContactPoint> contacts) {}

  /**
   * @param key unique within the municipality's imports; the same key twice is taken once
   * @param category '' when none
   * @param dueAt empty when none
   */
  record HistoricTicket(
      String key,
      MunicipalityId municipality,
      TicketKind kind,
      TicketStatus status,
      String channel,
      String language,
      String subject,
      SectionId section,
      String category,
      StaffId owner,
      HistoricCitizen citizen,
      Instant openedAt,
      Optional<Instant> dueAt,
      Optional<Instant> closedAt,
      List<HistoricEntry> entries) {}

  /**
   * Takes a batch (at most 500) in one transaction; numbers follow the order given, so give tickets
   * by {@code openedAt}. Nothing is sent to anybody.
   *
   * @return how many were new
   * @throws org.madoguchi.kernel.problem.DomainException forbidden (needs the system scope or
   *     TICKET_WRITE everywhere)
   */
  int take(AccessScope scope, List<HistoricTicket> tickets);
}
