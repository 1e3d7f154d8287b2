package org.madoguchi.tickets;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.store.BlobRef;

/** Takes over tickets with their history from another system. */
public interface TicketImport {
  /** Who wrote a part of a historic conversation. */
  enum Author {
    CITIZEN,
    STAFF,
    NOTE
  }

  /**
   * @param staff {@link StaffId#NONE} for the citizen, and for staff the directory does not know
   * @param name of such staff; '' otherwise
   * @param original as it came, when it was a mail
   */
  record HistoricEntry(
      Author author,
      StaffId staff,
      String name,
      String text,
      Optional<BlobRef> original,
      Instant at) {
    public HistoricEntry(Author author, StaffId staff, String text, Instant at) {
      this(author, staff, "", text, Optional.empty(), at);
    }
  }

  /**
   * What a ticket was in the other system.
   *
   * @param source the other system's name, at most 60 characters
   * @param number unique within municipality and source, at most 200 characters
   * @param owner who worked on it there, when the directory does not know them; '' otherwise
   */
  record Former(String source, String number, String owner) {}

  /**
   * @param kana '' when unknown
   * @param contacts none when nobody knows: then the citizen is taken for nobody else
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
      List<HistoricEntry> entries,
      Optional<Former> former) {
    public HistoricTicket(
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
        List<HistoricEntry> entries) {
      this(
          key,
          municipality,
          kind,
          status,
          channel,
          language,
          subject,
          section,
          category,
          owner,
          citizen,
          openedAt,
          dueAt,
          closedAt,
          entries,
          Optional.empty());
    }
  }

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
