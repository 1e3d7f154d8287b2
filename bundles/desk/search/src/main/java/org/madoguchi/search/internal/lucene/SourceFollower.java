package org.madoguchi.search.internal.lucene;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventFollower;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.search.spi.DocumentSource;

/**
 * Follows the events of one source into this node's index. The index knows itself how far it is: it
 * may be behind the cursor (its files were lost, or put back from a copy) and then catches up, or
 * ahead of the log (the database was put back) and then is filled anew.
 */
final class SourceFollower implements EventFollower {
  private static final int BATCH = 1_000;

  private final Engine engine;
  private final DocumentSource source;
  private final EventLog log;
  private volatile boolean stopped;

  SourceFollower(Engine engine, DocumentSource source, EventLog log) {
    this.engine = engine;
    this.source = source;
    this.log = log;
  }

  /** Its source goes: what takes long ends soon. */
  void stop() {
    stopped = true;
  }

  @Override
  public String name() {
    return "search." + source.name();
  }

  @Override
  public Set<String> streams() {
    return source.streams();
  }

  @Override
  public boolean everyNode() {
    return true;
  }

  @Override
  public void beginsBehind(long position) throws IOException {
    Optional<Long> reached = engine.position(source);
    if (reached.isEmpty() || reached.get() > log.head()) {
      fill();
    } else {
      catchUp(reached.get(), position);
    }
  }

  private void fill() throws IOException {
    // documents are read after the head: events up to it are in them
    long head = log.head();
    engine.fill(source, head, () -> stopped);
  }

  private void catchUp(long from, long to) throws IOException {
    long at = from;
    while (at < to && !stopped) {
      List<CommittedEvent> events = log.after(at, BATCH);
      if (events.isEmpty()) {
        return;
      }
      take(events.stream().filter(e -> source.streams().contains(e.stream())).toList());
      at = events.get(events.size() - 1).position();
    }
  }

  @Override
  public void follow(List<CommittedEvent> batch) throws IOException {
    if (engine.position(source).isEmpty()) {
      fill(); // its files were lost since it was opened
    }
    // where it was filled, it is ahead of the cursor
    long reached = engine.position(source).orElse(0L);
    take(batch.stream().filter(event -> event.position() > reached).toList());
  }

  private void take(List<CommittedEvent> events) throws IOException {
    if (events.isEmpty()) {
      return;
    }
    engine.follow(source, source.touched(events), events.get(events.size() - 1).position());
  }
}
