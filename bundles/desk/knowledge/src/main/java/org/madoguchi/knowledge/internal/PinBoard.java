package org.madoguchi.knowledge.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventFollower;
import org.madoguchi.knowledge.KnowledgeEvents;
import org.madoguchi.knowledge.PinnedAnswer;
import org.madoguchi.knowledge.PinnedAnswers;
import org.madoguchi.knowledge.internal.domain.Pin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** This node's view of what is pinned: all of it at first, then whatever changes. */
@Component(service = {PinnedAnswers.class, EventFollower.class})
public final class PinBoard implements PinnedAnswers, EventFollower {
  private final KnowledgeTransactions transactions;
  private final PinStore store;
  private final Clock clock;
  private final Map<MunicipalityId, List<PinnedAnswer>> boards = new ConcurrentSkipListMap<>();

  @Activate
  public PinBoard(
      @Reference KnowledgeTransactions transactions,
      @Reference PinStore store,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.store = store;
    this.clock = clock;
  }

  @Override
  public List<PinnedAnswer> now(MunicipalityId municipality) {
    Instant now = clock.instant();
    return boards.getOrDefault(municipality, List.of()).stream()
        .filter(pinned -> !pinned.isOver(now))
        .toList();
  }

  @Override
  public List<PinnedAnswer> everywhere() {
    return boards.keySet().stream().flatMap(municipality -> now(municipality).stream()).toList();
  }

  @Override
  public String name() {
    return "knowledge.pinned";
  }

  @Override
  public Set<String> streams() {
    return Set.of(KnowledgeEvents.STREAM);
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
    Map<MunicipalityId, List<PinnedAnswer>> all =
        transactions.read(() -> store.standing(clock.instant())).stream()
            .collect(
                Collectors.groupingBy(
                    Pin::municipality, Collectors.mapping(Pin::answer, Collectors.toList())));
    boards.clear();
    boards.putAll(all);
  }

  @Override
  public void follow(List<CommittedEvent> batch) {
    batch.stream()
        .filter(event -> event.aggregate().startsWith(KnowledgeEvents.PINNED))
        .map(event -> event.access().municipality())
        .distinct()
        .forEach(this::readAgain);
  }

  private void readAgain(MunicipalityId municipality) {
    boards.put(
        municipality,
        transactions.read(() -> store.standing(municipality, clock.instant())).stream()
            .map(Pin::answer)
            .toList());
  }
}
