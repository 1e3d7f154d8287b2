package org.madoguchi.search.internal.records;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.search.internal.Keepers;
import org.madoguchi.search.internal.SearchTransactions;
import org.madoguchi.search.internal.records.FindingStore.Figures;
import org.madoguchi.search.internal.records.FindingStore.Finding;
import org.madoguchi.search.internal.records.FindingStore.Listed;
import org.madoguchi.search.internal.records.FindingStore.Period;
import org.madoguchi.search.internal.records.FindingStore.Place;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the searches of a municipality say about its articles, for its {@link Keepers}. */
@Component(service = Findings.class)
public final class Findings {
  /** What is dismissed comes back when it was asked so many times as often as before. */
  static final int AGAIN = 2;

  /** Fewer do not bring it back. */
  static final int AT_LEAST = 3;

  /**
   * @param next where the next page begins; empty on the last
   */
  public record Page(List<Finding> findings, Optional<Place> next) {}

  private final SearchTransactions transactions;
  private final FindingStore store;
  private final Directory directory;
  private final Clock clock;

  @Activate
  public Findings(
      @Reference SearchTransactions transactions,
      @Reference FindingStore store,
      @Reference Directory directory,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.store = store;
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * Today, there.
   *
   * @throws DomainException municipality-not-found; forbidden
   */
  public LocalDate today(AccessScope scope, MunicipalityId municipality) {
    Keepers.mustBeOne(directory, scope, municipality);
    return directory
        .municipality(municipality)
        .map(there -> there.dayOf(clock.instant()))
        .orElseThrow(
            () -> new DomainException(Problems.MUNICIPALITY_NOT_FOUND, municipality.value()));
  }

  /**
   * @throws DomainException municipality-not-found; forbidden
   */
  public Page page(
      AccessScope scope,
      MunicipalityId municipality,
      Listed listed,
      Period period,
      Optional<Place> after,
      int limit) {
    Keepers.mustBeOne(directory, scope, municipality);
    List<Finding> found =
        transactions.read(() -> store.page(municipality, listed, period, after, limit + 1));
    if (found.size() <= limit) {
      return new Page(found, Optional.empty());
    }
    Finding last = found.get(limit - 1);
    return new Page(found.subList(0, limit), Optional.of(new Place(last.count(), last.group())));
  }

  /**
   * @throws DomainException municipality-not-found; forbidden
   */
  public List<Figures> figures(AccessScope scope, MunicipalityId municipality, Period period) {
    Keepers.mustBeOne(directory, scope, municipality);
    return transactions.read(() -> store.figures(municipality, period));
  }

  /**
   * Nobody need do anything about it, or somebody after all. May be repeated.
   *
   * @param period for which the list was looked at
   * @throws DomainException municipality-not-found; forbidden
   */
  public void dismiss(
      AccessScope scope,
      MunicipalityId municipality,
      Listed listed,
      String group,
      Period period,
      boolean dismissed) {
    Keepers.mustBeOne(directory, scope, municipality);
    transactions.decide(
        () -> {
          if (dismissed) {
            long again = AGAIN * store.count(municipality, listed, group, period);
            store.dismiss(
                municipality,
                listed,
                group,
                scope.who(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                Math.max(AT_LEAST, again));
          } else {
            store.takeBack(municipality, listed, group);
          }
          return null;
        });
  }
}
