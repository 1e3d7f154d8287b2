package org.madoguchi.tickets.internal.saved;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.StaffId;

/** Saved views as rows. A place that somebody else took first is refused with the whole command. */
public interface SavedViewStore {
  Optional<SavedView> find(long id);

  /** What the request made, deleted or not. */
  Optional<SavedView> find(StaffId author, String requestId);

  /** Those of the holders and those of the author that are not deleted, by name. */
  List<SavedView> of(Collection<String> holders, StaffId author, int limit);

  /** The places that are taken. */
  List<Long> slots(String holder);

  void add(SavedView view, long slot, String requestId);

  /**
   * @param slot empty: where it is
   * @return false when it is not at the version before any more
   */
  boolean save(SavedView view, Optional<Long> slot);

  /** Takes it from its place; it is kept for those who think again. */
  boolean delete(SavedView view, Instant now);

  /** Those deleted before are gone for good. */
  void forget(Instant before);

  /** Tells the log what became of a shared view. */
  void append(SavedView view, SavedView.Audience told, Happened what, StaffId actor, Instant at);

  /** Ids as the person put them; empty when they never did. */
  List<Long> order(StaffId who);

  void order(StaffId who, List<Long> ids);

  /** What is told of a shared view. */
  enum Happened {
    SHARED,
    EDITED,
    WITHDRAWN
  }
}
