package org.madoguchi.search.internal.synonyms;

import java.time.Instant;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.event.NewEvent;
import org.madoguchi.search.internal.synonyms.SynonymStore.Vocabulary;

/** What happens to a municipality's synonyms, as the log keeps it. */
final class SynonymEvents {
  static final String STREAM = "search";
  static final String ADDED = "SynonymsAdded";
  static final String CHANGED = "SynonymsChanged";
  static final String REMOVED = "SynonymsRemoved";
  static final String IMPORTED = "SynonymsImported";

  private static final int PAYLOAD_VERSION = 1;

  private SynonymEvents() {}

  static NewEvent of(Vocabulary after, String type, long group, StaffId who, Instant at) {
    return event(after, type, "{\"group\":" + group + "}", who, at);
  }

  static NewEvent imported(Vocabulary after, int added, StaffId who, Instant at) {
    return event(after, IMPORTED, "{\"added\":" + added + "}", who, at);
  }

  private static NewEvent event(
      Vocabulary after, String type, String payload, StaffId who, Instant at) {
    return new NewEvent(
        STREAM,
        "synonyms-" + after.municipality(),
        after.version(),
        type,
        PAYLOAD_VERSION,
        payload,
        AccessTag.of(after.municipality()),
        who,
        at);
  }
}
