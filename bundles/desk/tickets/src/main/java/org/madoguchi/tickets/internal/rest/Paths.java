package org.madoguchi.tickets.internal.rest;

import java.util.Optional;
import java.util.regex.Pattern;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.ProblemType;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.TicketQueries.CitizenKey;
import org.madoguchi.tickets.internal.domain.InboundText;
import org.madoguchi.tickets.internal.domain.TicketProblems;

/** Reads what stands in paths, queries and headers. */
final class Paths {
  private static final Pattern ID = Pattern.compile("[0-9]{1,18}");
  private static final int SHOWN = 60;

  private Paths() {}

  /** What is no ticket's name names no ticket. */
  static TicketRef ticket(String written) {
    return TicketRef.parse(written)
        .orElseThrow(
            () ->
                new DomainException(
                    TicketProblems.TICKET_NOT_FOUND, InboundText.line(written, SHOWN)));
  }

  static long id(String written, ProblemType notFound) {
    if (written == null || !ID.matcher(written).matches()) {
      throw new DomainException(notFound);
    }
    return Long.parseLong(written);
  }

  static MunicipalityId municipality(String slug) {
    if (!MunicipalityId.isSlug(slug)) {
      throw new DomainException(Problems.MUNICIPALITY_NOT_FOUND, InboundText.line(slug, SHOWN));
    }
    return new MunicipalityId(slug);
  }

  /** {@code mihon/12}; what is no citizen's address is nobody's. */
  static CitizenKey citizen(String written) {
    String[] parts = written.split("/", 2);
    if (parts.length < 2) {
      throw new DomainException(TicketProblems.CITIZEN_NOT_FOUND);
    }
    return new CitizenKey(municipality(parts[0]), id(parts[1], TicketProblems.CITIZEN_NOT_FOUND));
  }

  static Optional<MunicipalityId> optionalMunicipality(String slug) {
    return slug == null || slug.isBlank() ? Optional.empty() : Optional.of(municipality(slug));
  }

  static <E extends Enum<E>> Optional<E> choice(
      Checks checks, String field, String value, Class<E> type) {
    return Optional.ofNullable(checks.choice(field, value, type, null));
  }
}
