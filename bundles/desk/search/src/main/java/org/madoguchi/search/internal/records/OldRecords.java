package org.madoguchi.search.internal.records;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.store.Leases;
import org.madoguchi.persistence.Doorbell;
import org.madoguchi.persistence.UpkeepTurn;
import org.madoguchi.search.internal.SearchTransactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Throws away what was searched long ago; one node for all, in steps. */
@Component(service = OldRecords.class, immediate = true)
public final class OldRecords {
  /** Days, unless a municipality's file has another number. */
  public static final int KEPT = 400;

  private static final String SETTING = "search.recordDays";
  private static final String LEASE = "madoguchi-search/upkeep";
  private static final Duration LEASE_TIME = Duration.ofMinutes(5);
  private static final Duration PERIOD = Duration.ofMinutes(30);
  private static final int BATCH = 500;

  private final SearchTransactions transactions;
  private final RecordStore store;
  private final Directory directory;
  private final Clock clock;
  private final UpkeepTurn turn;

  @Activate
  public OldRecords(
      @Reference SearchTransactions transactions,
      @Reference RecordStore store,
      @Reference Directory directory,
      @Reference Leases leases,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.store = store;
    this.directory = directory;
    this.clock = clock;
    this.turn =
        new UpkeepTurn(leases, LEASE, LEASE_TIME, new Doorbell(), PERIOD, () -> forgetSome() > 0);
  }

  @Activate
  public void start() {
    turn.start();
  }

  @Deactivate
  public void stop() {
    turn.stop();
  }

  /**
   * @return how many were thrown away
   */
  int forgetSome() {
    int gone = 0;
    for (MunicipalityId municipality : transactions.read(store::municipalities)) {
      LocalDate before = firstDay(directory, clock, municipality);
      gone += transactions.decide(() -> store.forget(municipality, before, BATCH));
    }
    return gone;
  }

  /** Of which records are kept. */
  static LocalDate firstDay(Directory directory, Clock clock, MunicipalityId municipality) {
    return directory
        .municipality(municipality)
        .map(
            there ->
                there
                    .dayOf(clock.instant())
                    .minusDays(
                        there
                            .setting(SETTING)
                            .filter(days -> days.matches("[1-9][0-9]{0,3}"))
                            .map(Integer::parseInt)
                            .orElse(KEPT)))
        .orElseGet(() -> LocalDate.ofInstant(clock.instant(), clock.getZone()).minusDays(KEPT));
  }
}
