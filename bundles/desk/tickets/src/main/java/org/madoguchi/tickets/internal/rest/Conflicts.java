package org.madoguchi.tickets.internal.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.tickets.internal.EditTicket;

/** What an edit on a stale version is told. */
final class Conflicts {
  private Conflicts() {}

  /**
   * @param current the ticket's row as it is now
   */
  static DomainException stale(
      EditTicket.Stale stale, TicketRendering rendering, TicketJson.Row current) {
    Map<String, TicketJson.Conflict> changed = new LinkedHashMap<>();
    stale
        .changed()
        .forEach(
            (field, theirs) -> {
              String yours =
                  Optional.ofNullable(stale.wanted().get(field)).map(c -> c.after()).orElse(null);
              changed.put(
                  field,
                  new TicketJson.Conflict(
                      yours, theirs.theirs(), rendering.person(theirs.by()), theirs.at()));
            });
    return new DomainException(
        Problems.STALE_VERSION,
        List.of(),
        List.of(),
        Map.of("changed", changed, "current", current));
  }
}
