package org.madoguchi.tickets.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.madoguchi.calendar.BusinessCalendars;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.Municipality;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.tickets.TicketKind;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.domain.ClosingField;
import org.madoguchi.tickets.internal.domain.ClosingRule;
import org.madoguchi.tickets.internal.domain.FiscalYear;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What each municipality has settled for its desk, from its configuration file. */
@Component(service = DeskRules.class)
public final class DeskRules {
  /** Setting: for how many days a message reopens an answered or closed ticket; 0 for never. */
  static final String REOPEN_WITHIN_DAYS = "reopenWithinDays";

  /** How {@link #REOPEN_WITHIN_DAYS} was written first; counts where that is missing. */
  static final String REOPEN_DAYS = "ticket.reopenDays";

  /**
   * Setting: what is filled in before a ticket is closed, for every kind; with {@code .<kind>} for
   * that kind alone.
   */
  static final String CLOSE_REQUIRED = "close.required";

  private static final String NOTHING = "none";

  /** Setting: within how many hours an inquiry is to be answered. */
  static final String DUE_HOURS = "inquiry.dueHours";

  /** Setting: within how many hours of the calendar's business time; counts before the other. */
  static final String DUE_BUSINESS_HOURS = "inquiry.dueBusinessHours";

  /** Setting: for how many seconds a reply can be taken back before it is sent; 0 for never. */
  static final String UNDO_SECONDS = "reply.undoSeconds";

  /** Setting: {@code on-request} lets readers have a mail's images loaded from outside. */
  static final String REMOTE_IMAGES = "mail.remoteImages";

  /** Setting: {@code false} shows nobody who else has a ticket open. */
  static final String PRESENCE = "presence";

  private static final Logger LOG = LoggerFactory.getLogger(DeskRules.class);
  private static final int LONGEST = 10_000;
  private static final int USUAL_DUE_HOURS = 24;
  private static final int USUAL_REOPEN_DAYS = 14;
  private static final int USUAL_UNDO_SECONDS = 10;

  private final Directory directory;
  private final IdSource ids;
  private final Set<String> complained = ConcurrentHashMap.newKeySet();

  // Tickets are taken while the calendar is exchanged, too.
  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  volatile BusinessCalendars calendars;

  @Activate
  public DeskRules(@Reference Directory directory, @Reference IdSource ids) {
    this.directory = directory;
    this.ids = ids;
  }

  /**
   * @throws DomainException municipality-not-found
   */
  public Municipality municipality(MunicipalityId id) {
    return directory
        .municipality(id)
        .orElseThrow(() -> new DomainException(Problems.MUNICIPALITY_NOT_FOUND, id.value()));
  }

  /** The section, if the municipality has it. */
  public SectionId section(Municipality municipality, SectionId wanted) {
    return wanted.isNone() || directory.section(municipality.id(), wanted).isPresent()
        ? wanted
        : SectionId.NONE;
  }

  /**
   * Whether somebody may make this of a ticket's category now.
   *
   * @param before what the ticket has; that may stay
   * @throws DomainException invalid-fields naming the day from or to which it may be chosen
   */
  public void mustBeChoosable(MunicipalityId town, String before, String wanted, Instant now) {
    if (!wanted.equals(before)) {
      mustBeChoosable(town, new CategoryField("category", wanted), now);
    }
  }

  /** A category somebody chose, and the field it was sent in. */
  public record CategoryField(String field, String code) {}

  /** The same where there is no ticket yet, or many. */
  public void mustBeChoosable(MunicipalityId town, CategoryField chosen, Instant now) {
    CategoryChoice.problem(directory, town, chosen.field(), chosen.code(), now)
        .ifPresent(
            problem -> {
              throw new DomainException(
                  Problems.INVALID_FIELDS, List.of(1), List.of(problem), Map.of());
            });
  }

  /** Whether a reader may have the images of a mail loaded from outside; off unless settled. */
  public boolean showsRemoteImages(MunicipalityId id) {
    return directory
        .municipality(id)
        .flatMap(m -> m.setting(REMOTE_IMAGES))
        .filter(v -> v.strip().equals("on-request"))
        .isPresent();
  }

  /** Whether people see who else has a ticket open; they do unless settled otherwise. */
  public boolean showsPresence(MunicipalityId id) {
    return directory
        .municipality(id)
        .filter(m -> !m.setting(PRESENCE).orElse("").strip().equals("false"))
        .isPresent();
  }

  /** The next number in the fiscal year the instant lies in, by the municipality's own clock. */
  public TicketRef nextNumber(Municipality municipality, Instant openedAt) {
    int year = FiscalYear.of(openedAt, municipality.timeZone());
    long serial = ids.next("ticket-no/" + municipality.id() + "/" + year);
    return new TicketRef(municipality.id(), year, serial);
  }

  /**
   * When an inquiry is due: in business time of its section where the municipality has settled so,
   * otherwise, and while nobody can tell business time, by the clock.
   *
   * @param section {@link SectionId#NONE} for the municipality as a whole
   */
  public Instant dueAt(Municipality municipality, SectionId section, Instant from) {
    return inBusinessTime(municipality, section, from)
        .orElseGet(
            () -> {
              int hours = number(municipality, DUE_HOURS).orElse(USUAL_DUE_HOURS);
              return from.plus(Duration.ofHours(hours));
            });
  }

  private Optional<Instant> inBusinessTime(
      Municipality municipality, SectionId section, Instant from) {
    OptionalInt hours = number(municipality, DUE_BUSINESS_HOURS);
    if (hours.isEmpty()) {
      return Optional.empty();
    }
    BusinessCalendars present = calendars;
    Optional<Instant> due =
        present == null
            ? Optional.empty()
            : present.of(municipality.id(), section).plus(from, Duration.ofHours(hours.getAsInt()));
    if (due.isEmpty() && complained.add(municipality.id() + " " + section)) {
      LOG.warn(
          "no business time is known for section \"{}\" of municipality {}; due dates are counted"
              + " by the clock",
          section,
          municipality.id());
    }
    return due;
  }

  /** Zero when nothing is ever reopened by itself. */
  public Duration reopenable(Municipality municipality) {
    OptionalInt days = number(municipality, REOPEN_WITHIN_DAYS);
    return Duration.ofDays(
        days.orElseGet(() -> number(municipality, REOPEN_DAYS).orElse(USUAL_REOPEN_DAYS)));
  }

  /** How long a reply waits for its author to think again; zero when it is sent at once. */
  public Duration undoable(MunicipalityId id) {
    return directory
        .municipality(id)
        .map(m -> Duration.ofSeconds(number(m, UNDO_SECONDS).orElse(USUAL_UNDO_SECONDS)))
        .orElse(Duration.ZERO);
  }

  /** A municipality that is not set up any more settles nothing. */
  public ClosingRule closing(MunicipalityId id) {
    return directory.municipality(id).map(this::closing).orElse(ClosingRule.NONE);
  }

  private ClosingRule closing(Municipality municipality) {
    Map<TicketKind, Set<ClosingField>> required = new EnumMap<>(TicketKind.class);
    for (TicketKind kind : TicketKind.values()) {
      String own = CLOSE_REQUIRED + "." + Checks.written(kind);
      String key = municipality.setting(own).isPresent() ? own : CLOSE_REQUIRED;
      municipality.setting(key).ifPresent(v -> required.put(kind, fields(municipality, key, v)));
    }
    return required.isEmpty() ? ClosingRule.NONE : new ClosingRule(required);
  }

  private Set<ClosingField> fields(Municipality municipality, String key, String value) {
    Set<ClosingField> fields = EnumSet.noneOf(ClosingField.class);
    for (String name : value.strip().split("\\s*,\\s*")) {
      Optional<ClosingField> field =
          Arrays.stream(ClosingField.values())
              .filter(f -> Checks.written(f).equals(name))
              .findAny();
      field.ifPresent(fields::add);
      boolean known = field.isPresent() || name.equals(NOTHING);
      if (!known && complained.add(municipality.id() + " " + key + "=" + value)) {
        LOG.warn(
            "setting {} of municipality {} names something else than category, result, section"
                + " or none; it is left out",
            key,
            municipality.id());
      }
    }
    return fields;
  }

  /** The language of what the product itself writes into tickets. */
  public static Locale language(Municipality municipality) {
    return municipality.languages().isEmpty() ? Locale.JAPANESE : municipality.languages().get(0);
  }

  /** Empty when it is not set, or not set to a number. */
  private OptionalInt number(Municipality municipality, String key) {
    String value = municipality.setting(key).map(String::strip).orElse("");
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    if (value.matches("[0-9]{1,5}") && Integer.parseInt(value) <= LONGEST) {
      return OptionalInt.of(Integer.parseInt(value));
    }
    if (complained.add(municipality.id() + " " + key + "=" + value)) {
      LOG.warn(
          "setting {} of municipality {} is no whole number up to {} and does not count",
          key,
          municipality.id(),
          LONGEST);
    }
    return OptionalInt.empty();
  }
}
