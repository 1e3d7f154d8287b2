package org.madoguchi.search.internal.learning;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventFollower;
import org.madoguchi.search.internal.SearchTransactions;
import org.madoguchi.search.internal.rank.Weights;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands what was learned in the municipalities to this node's index: all of it when it comes, what
 * changes when its event comes by.
 */
@Component(service = {EventFollower.class, RankingInUse.class})
public final class RankingInUse implements EventFollower {
  private static final Logger LOG = LoggerFactory.getLogger(RankingInUse.class);

  private final SearchTransactions transactions;
  private final RankingStore store;
  private final Ranking ranking;

  @Activate
  public RankingInUse(
      @Reference SearchTransactions transactions,
      @Reference RankingStore store,
      @Reference Ranking ranking) {
    this.transactions = transactions;
    this.store = store;
    this.ranking = ranking;
  }

  /** What is committed. Synchronised, so that what was read last is used last. */
  synchronized void use(MunicipalityId municipality) {
    Optional<Attempt> last = transactions.read(() -> store.inUse(municipality));
    ranking.rankBy(municipality, last.flatMap(RankingInUse::weights));
  }

  static Optional<Weights> weights(Attempt attempt) {
    if (attempt.weights().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Weights.read(new StringReader(attempt.weights())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException e) {
      // another version of the product looks at other things
      LOG.warn(
          "what {} learned of ranking is of another version and not used: teach it again",
          attempt.municipality());
      return Optional.empty();
    }
  }

  @Override
  public String name() {
    return "search.ranking";
  }

  @Override
  public Set<String> streams() {
    return Set.of(RankingEvents.STREAM);
  }

  @Override
  public boolean everyNode() {
    return true;
  }

  @Override
  public boolean fromHead() {
    return true;
  }

  @Override
  public void beginsBehind(long position) {
    transactions.read(store::municipalities).forEach(this::use);
  }

  @Override
  public void follow(List<CommittedEvent> batch) {
    Set<MunicipalityId> changed = new LinkedHashSet<>();
    batch.stream()
        .filter(event -> event.type().equals(RankingEvents.TAUGHT))
        .forEach(event -> changed.add(event.access().municipality()));
    changed.forEach(this::use);
  }
}
