package org.madoguchi.search.internal.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventFollower;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.search.DocumentKey;
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

  SourceFollower(Engine engine, DocumentSource source, EventLog log) {
    this.engine = engine;
    this.source = source;
    this.log = log;
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
    // documents are read after the head: events up to it are in them
    long head = log.head();
    if (reached.isEmpty() || reached.get() > head) {
      engine.fill(source, head);
    } else {
      catchUp(reached.get(), position);
    }
  }

  private void catchUp(long from, long to) throws IOException {
    long at = from;
    while (at < to) {
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
    take(batch);
  }

  private void take(List<CommittedEvent> events) throws IOException {
    if (events.isEmpty()) {
      return;
    }
    List<DocumentKey> touched = new ArrayList<>();
    events.forEach(event -> touched.addAll(source.touched(event)));
    engine.follow(source, touched, events.get(events.size() - 1).position());
  }
}
