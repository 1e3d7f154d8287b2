package org.madoguchi.kernel.testkit;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.Test;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.problem.DomainException;

/** Every list of records: pages by key, a fixed number of statements, nothing of others. */
public abstract class ScopedListContract {
  private static final MunicipalityId MIHON = new MunicipalityId("mihon");
  private static final MunicipalityId AOBA = new MunicipalityId("aoba");
  private static final int ROWS = 23;

  /**
   * One page.
   *
   * @param keys of the rows, in the list's order
   * @param next where the next page begins; empty on the last
   */
  public record Page(List<String> keys, Optional<String> next) {}

  /** Adds one row to the municipality. @return its key */
  protected abstract String add(MunicipalityId municipality);

  /** A page as somebody sees it who may see everything of that one municipality. */
  protected abstract Page page(MunicipalityId seenBy, Optional<String> after, int limit);

  /** The count shown beside the list; empty when there is none. */
  protected OptionalLong count(MunicipalityId seenBy) {
    return OptionalLong.empty();
  }

  /**
   * Does something to a row, as somebody who may do everything in that one municipality. @return
   * false when nothing can be done to rows of this list
   */
  protected boolean touch(MunicipalityId by, String key) {
    return false;
  }

  /** The row as it is stored, to be compared with {@code equals}. */
  protected Object row(String key) {
    return key;
  }

  /** How many statements the database gets meanwhile. */
  protected abstract int statementsDuring(Runnable work);

  @Test
  public void everyRowIsVisitedOnceWhileRowsAreInserted() {
    Set<String> before = new HashSet<>();
    for (int i = 0; i < ROWS; i++) {
      before.add(add(MIHON));
    }
    List<String> seen = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      Page page = page(MIHON, after, 5);
      assertTrue("no longer than asked", page.keys().size() <= 5);
      seen.addAll(page.keys());
      after = page.next();
      if (seen.size() < 2 * ROWS) {
        add(MIHON);
      }
    } while (after.isPresent());
    assertEquals("none twice", seen.size(), new HashSet<>(seen).size());
    assertTrue("none missed", seen.containsAll(before));
  }

  @Test
  public void statementsDoNotGrowWithTheRows() {
    add(MIHON);
    Runnable look =
        () -> {
          page(MIHON, Optional.empty(), 50);
          count(MIHON);
        };
    look.run();
    int few = statementsDuring(look);
    for (int i = 0; i < ROWS; i++) {
      add(MIHON);
    }
    assertTrue("something is asked", few > 0);
    assertEquals(few, statementsDuring(look));
  }

  @Test
  public void nothingOutsideTheScopeIsListedOrCounted() {
    String own = add(MIHON);
    for (int i = 0; i < 7; i++) {
      add(AOBA);
    }
    assertEquals(List.of(own), page(MIHON, Optional.empty(), 50).keys());
    assertEquals("not even page by page", List.of(own), page(MIHON, Optional.empty(), 1).keys());
    assertEquals(7, page(AOBA, Optional.empty(), 50).keys().size());
    count(MIHON).ifPresent(count -> assertEquals(1, count));
    count(AOBA).ifPresent(count -> assertEquals(7, count));
  }

  @Test
  public void nothingOutsideTheScopeIsTouched() {
    String own = add(MIHON);
    assumeTrue("nothing can be done to these rows", touch(MIHON, own));
    String other = add(AOBA);
    Object before = row(other);
    assertFalse(page(MIHON, Optional.empty(), 50).keys().contains(other));
    assertThrows(DomainException.class, () -> touch(MIHON, other));
    assertEquals(before, row(other));
  }
}
