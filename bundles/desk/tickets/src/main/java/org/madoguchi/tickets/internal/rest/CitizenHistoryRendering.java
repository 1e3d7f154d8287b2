package org.madoguchi.tickets.internal.rest;

import java.util.List;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.internal.citizens.CitizenHistories;
import org.madoguchi.tickets.internal.domain.Citizen;

/** Turns what happened to a citizen into JSON. */
final class CitizenHistoryRendering {
  private final TicketRendering rendering;

  CitizenHistoryRendering(TicketRendering rendering) {
    this.rendering = rendering;
  }

  List<TicketJson.TakenIn> takenIn(List<CitizenHistories.TakenIn> takenIn) {
    return takenIn.stream()
        .map(
            t ->
                new TicketJson.TakenIn(
                    Long.toString(t.merge().citizen()),
                    t.name(),
                    t.merge().own().kana(),
                    rendering.person(t.merge().by()),
                    t.merge().at()))
        .toList();
  }

  TicketJson.CitizenHistory page(CitizenHistories.Page page) {
    return new TicketJson.CitizenHistory(
        page.happenings().stream().map(this::happening).toList(),
        page.next().isPresent() ? page.next().getAsLong() : null);
  }

  private TicketJson.CitizenHappening happening(CitizenHistories.Happening h) {
    return new TicketJson.CitizenHappening(
        h.version(),
        h.type(),
        rendering.person(h.actor()),
        h.at(),
        h.fields(),
        h.before().map(CitizenHistoryRendering::contents).orElse(null),
        h.after().map(CitizenHistoryRendering::contents).orElse(null),
        h.other()
            .map(
                o ->
                    new TicketJson.OtherCitizen(
                        o.side(), Long.toString(o.id()), o.name().orElse(null)))
            .orElse(null),
        h.revocable());
  }

  private static TicketJson.Contents contents(Citizen.Contents contents) {
    return new TicketJson.Contents(
        contents.name(),
        contents.kana(),
        contents.language(),
        contents.notes(),
        contents.contacts().stream().map(p -> contact(contents, p)).toList());
  }

  private static TicketJson.Contact contact(Citizen.Contents contents, ContactPoint point) {
    String note = contents.remarkOn(point);
    return new TicketJson.Contact(
        Checks.written(point.kind()), point.value(), note.isEmpty() ? null : note, null);
  }
}
