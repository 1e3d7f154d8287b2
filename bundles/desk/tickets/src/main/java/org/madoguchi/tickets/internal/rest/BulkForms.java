package org.madoguchi.tickets.internal.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.Limits;
import org.madoguchi.tickets.internal.TicketQueries.Filter;
import org.madoguchi.tickets.internal.bulk.BulkChange;
import org.madoguchi.tickets.internal.bulk.BulkItem;
import org.madoguchi.tickets.internal.bulk.BulkJobs;
import org.madoguchi.tickets.internal.bulk.BulkSelection;
import org.madoguchi.tickets.internal.domain.ContactResult;
import org.madoguchi.tickets.internal.domain.Priority;
import org.madoguchi.tickets.internal.domain.Tags;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads changes of many tickets; every wrong field is named at once. */
@Component(service = BulkForms.class)
public final class BulkForms {
  private static final int MOST_CHOSEN = 1_000;

  private final KnownNames known;

  @Activate
  public BulkForms(@Reference KnownNames known) {
    this.known = known;
  }

  BulkJobs.Order order(MunicipalityId municipality, Requests.NewBulk body) {
    Checks checks = new Checks();
    boolean named = body.tickets() != null && !body.tickets().isEmpty();
    if (named == (body.selection() != null)) {
      checks.note("tickets", named ? "invalid" : "required", "");
    }
    BulkJobs.Order order =
        new BulkJobs.Order(
            checks.required("requestId", body.requestId(), Limits.REQUEST_ID),
            municipality,
            named ? items(checks, municipality, body.tickets()) : List.of(),
            Optional.ofNullable(body.selection()).map(s -> BulkSelection.of(filter(s))),
            change(checks, municipality, body));
    checks.done();
    return order;
  }

  private static List<BulkItem> items(
      Checks checks, MunicipalityId municipality, List<Requests.Chosen> chosen) {
    if (chosen.size() > MOST_CHOSEN) {
      return checks.note("tickets", "too-many", List.of(), MOST_CHOSEN);
    }
    List<BulkItem> items = new ArrayList<>();
    Set<TicketRef> refs = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
    for (int i = 0; i < chosen.size(); i++) {
      String ref = chosen.get(i) == null ? null : chosen.get(i).ref();
      Long version = chosen.get(i) == null ? null : chosen.get(i).version();
      Optional<TicketRef> ticket =
          Optional.ofNullable(ref)
              .flatMap(TicketRef::parse)
              .filter(t -> t.municipality().equals(municipality));
      if (ticket.isEmpty() || version == null) {
        checks.note("tickets[" + i + "]", "unknown", "");
      } else if (refs.add(ticket.get())) {
        items.add(BulkItem.waiting(ticket.get(), version));
      }
    }
    return items;
  }

  static Filter filter(Requests.Selection sent) {
    ListQuery query = new ListQuery();
    query.queue = sent.queue();
    query.status = sent.status();
    query.section = sent.section();
    query.owner = sent.owner();
    query.kind = sent.kind();
    query.channel = sent.channel();
    query.category = sent.category();
    query.tag = sent.tag();
    query.q = sent.q();
    query.problem = sent.problem();
    return query.checked().filter();
  }

  private BulkChange change(Checks checks, MunicipalityId town, Requests.NewBulk body) {
    Requests.Change sent = body.change();
    if (sent == null) {
      return checks.note("change", "required", BulkChange.NONE);
    }
    BulkChange change =
        new BulkChange(
            sent.owner() == null
                ? null
                : known.owner(checks, "change.owner", town, sent.owner()).value(),
            sent.section() == null
                ? null
                : known
                    .section(checks, "change.section", town, sent.section(), SectionId.NONE)
                    .value(),
            choice(checks, "change.status", sent.status(), TicketStatus.class),
            choice(checks, "change.priority", sent.priority(), Priority.class),
            sent.category() == null
                ? null
                : known.category(checks, "change.category", town, sent.category()),
            sent.result() == null || sent.result().isEmpty()
                ? sent.result()
                : choice(checks, "change.result", sent.result(), ContactResult.class),
            tags(checks, "change.addTags", sent.addTags()),
            tags(checks, "change.removeTags", sent.removeTags()),
            sections(checks, "change.addContributors", town, sent.addContributors()),
            sections(checks, "change.removeContributors", town, sent.removeContributors()),
            sent.problem() == null
                ? null
                : known.problem(checks, "change.problem", town, sent.problem()),
            reply(checks, body));
    return change.changesNothing() ? checks.note("change", "required", change) : change;
  }

  /** For those of one problem: what is written then was meant for all of them. */
  private static String reply(Checks checks, Requests.NewBulk body) {
    Requests.Change sent = body.change();
    if (sent.reply() == null || sent.reply().isBlank()) {
      return null;
    }
    boolean together = body.selection() != null && body.selection().problem() != null;
    boolean ends =
        sent.status() == null
            || List.of(Checks.written(TicketStatus.ANSWERED), Checks.written(TicketStatus.CLOSED))
                .contains(sent.status());
    if (!together || !ends || lists(sent)) {
      return checks.note("change.reply", "invalid", null);
    }
    return checks.required("change.reply", sent.reply(), BulkChange.LONGEST_REPLY);
  }

  /** Beside them a reply does not fit. */
  private static boolean lists(Requests.Change sent) {
    return Stream.of(
            sent.addTags(), sent.removeTags(), sent.addContributors(), sent.removeContributors())
        .anyMatch(Objects::nonNull);
  }

  private List<String> sections(
      Checks checks, String field, MunicipalityId town, List<String> codes) {
    return codes == null
        ? List.of()
        : known.contributors(checks, field, town, codes).sections().stream()
            .map(SectionId::value)
            .toList();
  }

  private static <E extends Enum<E>> String choice(
      Checks checks, String field, String value, Class<E> type) {
    return Paths.choice(checks, field, value, type).map(Checks::written).orElse(null);
  }

  private static List<String> tags(Checks checks, String field, List<String> words) {
    List<String> spelled =
        words == null
            ? List.of()
            : words.stream()
                .map(w -> w == null ? "" : Tags.spelled(w))
                .filter(w -> !w.isEmpty())
                .distinct()
                .toList();
    if (spelled.size() > Tags.MOST) {
      return checks.note(field, "too-many", List.of(), Tags.MOST);
    }
    return spelled.stream().allMatch(Tags::fits)
        ? spelled
        : checks.note(field, "invalid", List.of());
  }
}
