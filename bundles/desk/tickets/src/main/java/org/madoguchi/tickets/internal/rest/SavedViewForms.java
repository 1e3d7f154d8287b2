package org.madoguchi.tickets.internal.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.tickets.internal.Limits;
import org.madoguchi.tickets.internal.TicketQueries.Order;
import org.madoguchi.tickets.internal.TicketQueues;
import org.madoguchi.tickets.internal.bulk.BulkSelection;
import org.madoguchi.tickets.internal.saved.SavedView;
import org.madoguchi.tickets.internal.saved.SavedView.Audience;
import org.madoguchi.tickets.internal.saved.SavedView.Content;
import org.madoguchi.tickets.internal.saved.SavedViews;

/** Reads saved views; every wrong field is named at once. */
final class SavedViewForms {
  private static final int MOST_ORDERED = 200;

  private SavedViewForms() {}

  /**
   * @param municipality blank for a personal view over all of them
   * @param audience personal when it was not sent
   */
  record NewView(
      String requestId,
      @Refers(Refers.To.MUNICIPALITY) String municipality,
      String name,
      String audience,
      @Refers(Refers.To.SECTION) String section,
      Requests.Selection selection,
      String order) {}

  /** Members that are not sent stay; a selection is taken whole, with its order. */
  record ViewEdit(
      String name,
      String audience,
      @Refers(Refers.To.SECTION) String section,
      Requests.Selection selection,
      String order) {}

  record ViewOrder(@Refers(Refers.To.VIEW) List<String> ids) {}

  /** A checked view to be. */
  record Wanted(String requestId, Audience audience, Content content) {}

  static MunicipalityId municipality(NewView sent) {
    return Paths.optionalMunicipality(sent.municipality()).orElse(MunicipalityId.EVERY);
  }

  static Wanted wanted(MunicipalityId municipality, NewView sent) {
    Checks checks = new Checks();
    SavedView.Reach reach = reach(checks, sent.audience(), SavedView.Reach.PERSONAL);
    BulkSelection selection =
        sent.selection() == null
            ? checks.note("selection", "required", null)
            : BulkSelection.of(BulkForms.filter(sent.selection()));
    Wanted wanted =
        new Wanted(
            checks.required("requestId", sent.requestId(), Limits.REQUEST_ID),
            new Audience(reach, municipality, section(checks, reach, sent.section())),
            new Content(
                name(checks, sent.name()), selection, order(checks, sent.order(), selection)));
    checks.done();
    return wanted;
  }

  static SavedViews.Change change(ViewEdit sent) {
    Checks checks = new Checks();
    Optional<String> name = Optional.ofNullable(sent.name()).map(n -> name(checks, n));
    Optional<SavedView.Reach> reach =
        Optional.ofNullable(sent.audience()).map(a -> reach(checks, a, SavedView.Reach.PERSONAL));
    SectionId section = section(checks, reach.orElse(SavedView.Reach.PERSONAL), sent.section());
    Optional<BulkSelection> selection =
        Optional.ofNullable(sent.selection()).map(s -> BulkSelection.of(BulkForms.filter(s)));
    Optional<Order> order =
        selection.isPresent() || sent.order() != null
            ? Optional.of(order(checks, sent.order(), selection.orElse(null)))
            : Optional.empty();
    checks.done();
    return new SavedViews.Change(
        before -> reach.map(r -> new Audience(r, before.municipality(), section)).orElse(before),
        before ->
            new Content(
                name.orElse(before.name()),
                selection.orElse(before.selection()),
                order.orElse(before.order())));
  }

  static List<Long> ids(ViewOrder sent) {
    Checks checks = new Checks();
    List<String> written = sent.ids() == null ? List.of() : sent.ids();
    List<Long> ids = new ArrayList<>();
    if (written.size() > MOST_ORDERED) {
      checks.note("ids", "too-many", ids, MOST_ORDERED);
    } else {
      for (int i = 0; i < written.size(); i++) {
        if (written.get(i) != null && written.get(i).matches("[0-9]{1,18}")) {
          ids.add(Long.valueOf(written.get(i)));
        } else {
          checks.note("ids[" + i + "]", "unknown", 0L);
        }
      }
    }
    checks.done();
    return ids.stream().distinct().toList();
  }

  private static String name(Checks checks, String sent) {
    return checks.required("name", sent, SavedView.NAME).strip();
  }

  private static SavedView.Reach reach(Checks checks, String sent, SavedView.Reach standIn) {
    return checks.choice("audience", sent, SavedView.Reach.class, standIn);
  }

  private static SectionId section(Checks checks, SavedView.Reach reach, String code) {
    if (reach != SavedView.Reach.SECTION || code == null || code.isBlank()) {
      return SectionId.NONE;
    }
    return SectionId.isCode(code)
        ? new SectionId(code)
        : checks.note("section", "unknown", SectionId.NONE);
  }

  private static Order order(Checks checks, String sent, BulkSelection selection) {
    Order natural =
        TicketQueues.naturalOrder(Optional.ofNullable(selection).map(BulkSelection::queue));
    return checks.choice("order", sent, Order.class, natural);
  }
}
