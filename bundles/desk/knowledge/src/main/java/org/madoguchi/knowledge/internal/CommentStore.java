package org.madoguchi.knowledge.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.madoguchi.kernel.StaffId;

/** What colleagues say about articles, as rows. */
public interface CommentStore {
  /**
   * @param step what was done with it, as {@code Step} is written in rows; '' for nothing
   */
  record Comment(
      long id,
      long article,
      int edition,
      String step,
      String text,
      StaffId author,
      String requestId,
      Instant at) {}

  void add(Comment comment);

  Optional<Comment> find(StaffId author, String requestId);

  /** The newest first. */
  List<Comment> page(long article, OptionalLong before, int limit);
}
