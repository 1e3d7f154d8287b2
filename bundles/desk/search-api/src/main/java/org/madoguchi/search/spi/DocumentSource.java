package org.madoguchi.search.spi;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.search.DocumentKey;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.SearchDocument;

/**
 * A room whose records are found. Register as an OSGi service: the index then follows the room's
 * events and asks for what they touched, and asks for everything when it is filled anew. Answers
 * come from committed data; they may be newer than the event, never older. Called on threads of the
 * index.
 */
public interface DocumentSource {
  /** Names the index's place in the event log; never changes. For example {@code tickets}. */
  String name();

  /** The kinds of its documents; no other source has one of them. */
  Set<DocumentKind> kinds();

  /** The streams whose events change documents. */
  Set<String> streams();

  /** The documents that an event changes, makes or takes away; empty when it changes none. */
  List<DocumentKey> touched(CommittedEvent event);

  /**
   * The same of several events, in order. Whoever has to look something up for it does so for all
   * of them at once.
   */
  default List<DocumentKey> touched(List<CommittedEvent> events) {
    return events.stream().flatMap(event -> touched(event).stream()).distinct().toList();
  }

  /**
   * The present documents of the keys, in any order. A key without one is not found any more.
   *
   * @param keys at most 1,000
   */
  List<SearchDocument> documents(List<DocumentKey> keys);

  /**
   * The keys of all documents by pages, in any order that stays the same. A record that changes
   * meanwhile may be missing or come twice: its event follows.
   *
   * @param after the last key of the page before; empty for the first page
   * @param limit 1–1,000
   * @return empty when there are no more
   */
  List<DocumentKey> keys(Optional<DocumentKey> after, int limit);
}
