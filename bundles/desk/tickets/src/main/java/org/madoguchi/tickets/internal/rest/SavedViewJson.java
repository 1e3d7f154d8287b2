package org.madoguchi.tickets.internal.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.tickets.internal.TicketQueries.Order;
import org.madoguchi.tickets.internal.bulk.BulkSelection;
import org.madoguchi.tickets.internal.saved.SavedView;
import org.madoguchi.tickets.internal.saved.SavedViews;

/**
 * A saved view as one person has it.
 *
 * @param municipality absent for all the caller works for
 * @param section that it is shared with
 * @param selection as the query of a list
 * @param stale what it names that is no more
 */
record SavedViewJson(
    String id,
    String name,
    SavedView.Reach audience,
    String municipality,
    TicketJson.Named section,
    Map<String, String> selection,
    Order order,
    TicketJson.Person author,
    boolean changeable,
    List<String> stale,
    long version) {
  static List<SavedViewJson> of(List<SavedViews.Shown> shown, TicketRendering rendering) {
    return shown.stream().map(s -> of(s, rendering)).toList();
  }

  static SavedViewJson of(SavedViews.Shown shown, TicketRendering rendering) {
    SavedView view = shown.view();
    MunicipalityId town = view.audience().municipality();
    return new SavedViewJson(
        Long.toString(view.id()),
        view.content().name(),
        view.audience().reach(),
        town.equals(MunicipalityId.EVERY) ? null : town.value(),
        rendering.section(town, view.audience().section()),
        selection(view.content().selection()),
        view.content().order(),
        rendering.person(view.author()),
        shown.changeable(),
        shown.stale(),
        view.version());
  }

  private static Map<String, String> selection(BulkSelection s) {
    Map<String, String> written = new LinkedHashMap<>();
    put(written, "queue", s.queue() == null ? null : Checks.written(s.queue()));
    put(written, "status", s.status() == null ? null : Checks.written(s.status()));
    put(written, "section", s.section());
    put(written, "owner", s.owner());
    put(written, "kind", s.kind() == null ? null : Checks.written(s.kind()));
    put(written, "channel", s.channel());
    put(written, "category", s.category());
    put(written, "tag", s.tag());
    put(written, "q", s.words());
    put(written, "problem", s.problem());
    return written;
  }

  private static void put(Map<String, String> written, String name, String value) {
    if (value != null) {
      written.put(name, value);
    }
  }
}
