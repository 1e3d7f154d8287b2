package org.madoguchi.search.internal.lucene;

import static org.junit.Assert.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.event.NewEvent;
import org.madoguchi.kernel.store.Transactions;

public class SourceFollowerTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  /** A log of events that each touch one article. */
  private record Log(List<CommittedEvent> events) implements EventLog {
    static Log touching(String... articles) {
      return new Log(
          java.util.stream.IntStream.range(0, articles.length)
              .mapToObj(i -> event(i + 1, articles[i]))
              .toList());
    }

    private static CommittedEvent event(long position, String article) {
      return new CommittedEvent(
          position,
          position,
          "articles",
          article,
          position,
          "Changed",
          1,
          "{}",
          AccessTag.of(Desk.MIHON),
          StaffId.SYSTEM,
          Desk.NOW);
    }

    @Override
    public void append(Transactions transactions, List<NewEvent> appended) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<CommittedEvent> after(long position, int limit) {
      return events.stream().filter(e -> e.position() > position).limit(limit).toList();
    }

    @Override
    public List<CommittedEvent> of(String stream, String aggregate) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long head() {
      return events.size();
    }
  }

  @Test
  public void aNewIndexIsFilledFromTheSource() throws Exception {
    try (Desk desk = new Desk(folder.getRoot().toPath())) {
      desk.source.put(Desk.article("1", "住民票").build());
      follower(desk, Log.touching("1", "1")).beginsBehind(2);
      assertEquals(List.of("1"), desk.ids("住民票"));
      assertEquals(Optional.of(2L), desk.engine.position(desk.source));
    }
  }

  @Test
  public void eventsBringThePresentStateAndMayComeTwice() throws Exception {
    try (Desk desk = new Desk(folder.getRoot().toPath())) {
      follower(desk, Log.touching()).beginsBehind(0);
      Log log = Log.touching("1", "2", "1");
      SourceFollower follower = follower(desk, log);
      follower.beginsBehind(0);
      desk.source.put(Desk.article("1", "住民票").build(), Desk.article("2", "住民票").build());
      follower.follow(log.events());
      follower.follow(log.events());
      assertEquals(2, desk.search("住民票").total());
      assertEquals(Optional.of(3L), desk.engine.position(desk.source));
    }
  }

  @Test
  public void anIndexBehindTheCursorCatchesUp() throws Exception {
    try (Desk desk = new Desk(folder.getRoot().toPath())) {
      desk.source.put(Desk.article("1", "住民票").build());
      follower(desk, Log.touching("1")).beginsBehind(1);
      desk.source.put(Desk.article("2", "住民票").build(), Desk.article("3", "住民票").build());
      follower(desk, Log.touching("1", "2", "3")).beginsBehind(3);
      assertEquals(3, desk.search("住民票").total());
      assertEquals(Optional.of(3L), desk.engine.position(desk.source));
    }
  }

  @Test
  public void anIndexAheadOfTheLogIsFilledAnew() throws Exception {
    try (Desk desk = new Desk(folder.getRoot().toPath())) {
      desk.source.put(Desk.article("1", "住民票").build());
      follower(desk, Log.touching("1", "1", "1")).beginsBehind(3);
      // the database was put back from a copy
      follower(desk, Log.touching("1")).beginsBehind(1);
      assertEquals(Optional.of(1L), desk.engine.position(desk.source));
    }
  }

  /** The cursor begins at the first event, although the index was filled up to the newest one. */
  @Test
  public void whatWasFilledIsNotFollowedOnceMore() throws Exception {
    try (Desk desk = new Desk(folder.getRoot().toPath())) {
      Log log = Log.touching("1", "1", "1");
      desk.source.put(Desk.article("1", "住民票").build());
      SourceFollower follower = follower(desk, log);
      follower.beginsBehind(0);
      desk.source.put(Desk.article("1", "転出届").build());
      follower.follow(log.events().subList(0, 2));
      assertEquals(Optional.of(3L), desk.engine.position(desk.source));
      assertEquals(List.of("1"), desk.ids("住民票"));
    }
  }

  private static SourceFollower follower(Desk desk, EventLog log) {
    return new SourceFollower(desk.engine, desk.source, log);
  }
}
