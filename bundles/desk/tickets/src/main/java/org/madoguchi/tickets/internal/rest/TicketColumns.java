package org.madoguchi.tickets.internal.rest;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.madoguchi.directory.Category;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.Municipality;
import org.madoguchi.directory.Section;
import org.madoguchi.directory.Staff;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.tickets.internal.domain.Details;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.web.ListFile.Column;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What a file of tickets says about each: the same columns in every file, moments in the
 * municipality's zone, words instead of codes.
 */
@Component(service = TicketColumns.class)
public final class TicketColumns {
  private static final String TEXTS = "org.madoguchi.tickets.internal.list";
  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

  private final Directory directory;
  private final Clock clock;

  @Activate
  public TicketColumns(@Reference Directory directory, @Reference Clock clock) {
    this.directory = directory;
    this.clock = clock;
  }

  LocalDate today(Optional<MunicipalityId> municipality) {
    ZoneId zone =
        municipality.flatMap(directory::municipality).map(Municipality::timeZone).orElse(JAPAN);
    return clock.instant().atZone(zone).toLocalDate();
  }

  Sheet in(Locale locale) {
    return new Sheet(
        ResourceBundle.getBundle(
            TEXTS,
            locale,
            TicketColumns.class.getClassLoader(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
  }

  /** The columns in one language. */
  final class Sheet {
    private final ResourceBundle texts;
    private final Map<MunicipalityId, ZoneId> zones = new HashMap<>();

    private Sheet(ResourceBundle texts) {
      this.texts = texts;
    }

    String title() {
      return texts.getString("title");
    }

    /**
     * @param now when a row was read
     */
    List<Column<Ticket>> columns(Supplier<Instant> now) {
      return List.of(
          column("number", t -> t.ref().number()),
          column("municipality", this::municipality),
          column("subject", t -> t.details().subject()),
          column("kind", t -> word("kind", Checks.written(t.details().kind()))),
          column("status", t -> word("status", Checks.written(t.details().status()))),
          column("priority", t -> word("priority", Checks.written(t.details().priority()))),
          column("channel", t -> word("channel", t.channel())),
          column("citizen", t -> t.citizen().name()),
          column("section", this::section),
          column("contributors", this::contributors),
          column("owner", this::owner),
          column("category", this::category),
          column("tags", t -> String.join(" ", t.details().tags().words())),
          column("dueAt", t -> t.details().dueAt().map(at -> local(t, at)).orElse(null)),
          column("overdue", t -> t.isOverdue(now.get()) ? texts.getString("yes") : ""),
          column("delivery", t -> t.deliveryProblem() ? texts.getString("yes") : ""),
          column("createdAt", t -> local(t, t.createdAt())),
          column("updatedAt", t -> local(t, t.updatedAt())),
          column("closedAt", t -> t.closedAt().map(at -> local(t, at)).orElse(null)));
    }

    private Column<Ticket> column(String name, Function<Ticket, ?> cell) {
      return new Column<>(texts.getString("column." + name), cell);
    }

    private String word(String words, String code) {
      String key = words + "." + code;
      return texts.containsKey(key) ? texts.getString(key) : code;
    }

    private LocalDateTime local(Ticket ticket, Instant at) {
      return LocalDateTime.ofInstant(at, zones.computeIfAbsent(where(ticket), this::zone));
    }

    private ZoneId zone(MunicipalityId municipality) {
      return directory.municipality(municipality).map(Municipality::timeZone).orElse(JAPAN);
    }

    private String municipality(Ticket ticket) {
      return directory
          .municipality(where(ticket))
          .map(Municipality::name)
          .orElse(where(ticket).value());
    }

    private String section(Ticket ticket) {
      return section(ticket, ticket.details().section());
    }

    private String section(Ticket ticket, SectionId section) {
      return directory.section(where(ticket), section).map(Section::name).orElse(section.value());
    }

    private String contributors(Ticket ticket) {
      return ticket.details().contributors().sections().stream()
          .map(section -> section(ticket, section))
          .collect(Collectors.joining("、"));
    }

    private String owner(Ticket ticket) {
      Details details = ticket.details();
      return directory.staff(details.owner()).map(Staff::name).orElse(details.owner().value());
    }

    private String category(Ticket ticket) {
      String code = ticket.details().category();
      return code.isEmpty()
          ? ""
          : directory.category(where(ticket), code).map(Category::name).orElse(code);
    }

    private static MunicipalityId where(Ticket ticket) {
      return ticket.ref().municipality();
    }
  }
}
