package org.madoguchi.search.internal.synonyms;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventFollower;
import org.madoguchi.kernel.event.LiveSignals;
import org.madoguchi.search.SearchIndex;
import org.madoguchi.search.SynonymGroup;
import org.madoguchi.search.internal.SearchTransactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Hands the synonyms of the municipalities to this node's index: all of them when it comes, those
 * that change when their event comes by.
 */
@Component(service = {EventFollower.class, SynonymsInUse.class})
public final class SynonymsInUse implements EventFollower {
  /** What screens hear; see {@link LiveSignals#changed}. */
  static final String TOPIC = "search-synonyms";

  private final SearchTransactions transactions;
  private final SynonymStore store;
  private final SearchIndex index;
  private final LiveSignals signals;

  @Activate
  public SynonymsInUse(
      @Reference SearchTransactions transactions,
      @Reference SynonymStore store,
      @Reference SearchIndex index,
      @Reference LiveSignals signals) {
    this.transactions = transactions;
    this.store = store;
    this.index = index;
    this.signals = signals;
  }

  /** What is committed. Synchronised, so that what was read last is used last. */
  synchronized void use(MunicipalityId municipality) {
    List<OwnSynonyms> groups = transactions.read(() -> store.all(municipality));
    index.useSynonyms(
        municipality, groups.stream().map(group -> new SynonymGroup(group.words())).toList());
  }

  @Override
  public String name() {
    return "search.synonyms";
  }

  @Override
  public Set<String> streams() {
    return Set.of(SynonymEvents.STREAM);
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
        .filter(event -> event.stream().equals(SynonymEvents.STREAM))
        .forEach(event -> changed.add(event.access().municipality()));
    changed.forEach(
        municipality -> {
          use(municipality);
          signals.changed(TOPIC, Permission.KNOWLEDGE_APPROVE, municipality);
        });
  }
}
