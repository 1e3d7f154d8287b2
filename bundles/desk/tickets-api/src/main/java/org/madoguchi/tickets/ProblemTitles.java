package org.madoguchi.tickets;

import java.util.Collection;
import java.util.Map;
import org.madoguchi.kernel.access.AccessScope;

/** The problems (問題) that records of other rooms name; the tickets room keeps them. */
public interface ProblemTitles {
  /**
   * What is shown of a problem where it is named.
   *
   * @param status as JSON writes it: open, known-error, solved
   */
  record Titled(long id, String municipality, String title, String status) {}

  /**
   * Reads from the database, in one statement; not to be called within a transaction.
   *
   * @return by id, those that exist and that the person may see; at most as many as were asked for
   */
  Map<Long, Titled> of(AccessScope scope, Collection<Long> ids);
}
