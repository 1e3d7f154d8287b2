package org.madoguchi.tickets.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.Municipality;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.domain.FiscalYear;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What each municipality has settled for its desk, from its configuration file. */
@Component(service = DeskRules.class)
public final class DeskRules {
  /** Setting: for how many days after closing a message reopens the ticket. */
  static final String REOPEN_DAYS = "ticket.reopenDays";

  /** Setting: within how many hours an inquiry is to be answered. */
  static final String DUE_HOURS = "inquiry.dueHours";

  private static final Logger LOG = LoggerFactory.getLogger(DeskRules.class);
  private static final int LONGEST = 10_000;

  private final Directory directory;
  private final IdSource ids;
  private final Set<String> complained = ConcurrentHashMap.newKeySet();

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

  /** The next number in the fiscal year the instant lies in, by the municipality's own clock. */
  public TicketRef nextNumber(Municipality municipality, Instant openedAt) {
    int year = FiscalYear.of(openedAt, municipality.timeZone());
    long serial = ids.next("ticket-no/" + municipality.id() + "/" + year);
    return new TicketRef(municipality.id(), year, serial);
  }

  public Instant dueAt(Municipality municipality, Instant from) {
    return from.plus(Duration.ofHours(number(municipality, DUE_HOURS, 24)));
  }

  public Duration reopenable(Municipality municipality) {
    return Duration.ofDays(number(municipality, REOPEN_DAYS, 14));
  }

  /** The language of what the product itself writes into tickets. */
  public static Locale language(Municipality municipality) {
    return municipality.languages().isEmpty() ? Locale.JAPANESE : municipality.languages().get(0);
  }

  private int number(Municipality municipality, String key, int fallback) {
    String value = municipality.setting(key).map(String::strip).orElse("");
    if (value.isEmpty()) {
      return fallback;
    }
    if (value.matches("[0-9]{1,5}") && Integer.parseInt(value) <= LONGEST) {
      return Integer.parseInt(value);
    }
    if (complained.add(municipality.id() + " " + key + "=" + value)) {
      LOG.warn(
          "setting {} of municipality {} is no whole number up to {}; {} is used",
          key,
          municipality.id(),
          LONGEST,
          fallback);
    }
    return fallback;
  }
}
