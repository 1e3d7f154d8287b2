package org.madoguchi.web.internal.problem;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.derby.shared.common.error.ShutdownException;
import org.junit.Test;

public class DatabaseAwayTest {
  private final DatabaseAway away = new DatabaseAway();

  private static SQLException state(String state) {
    return new SQLException("told by the driver", state);
  }

  @Test
  public void connectionsThatBreakAreAwayOnBothDatabases() {
    for (String state : List.of("08001", "08006", "57P01", "53300")) {
      assertTrue(state, away.isCauseOf(state(state)));
    }
    assertTrue(away.isCauseOf(new SQLTransientConnectionException()));
  }

  @Test
  public void fullDiskIsAwayAndNotOurFault() {
    // PostgreSQL: disk full; Derby: no room for a page, for the log, log corrupt after that
    for (String state : List.of("53100", "XSDF0", "XSDG1", "XSLA4", "XSLAA")) {
      assertTrue(state, away.isCauseOf(state(state)));
    }
  }

  @Test
  public void derbyThatBeginsOrEndsIsAway() {
    for (String state : List.of("XJ040", "XJ041", "XJ015", "XBM01")) {
      assertTrue(state, away.isCauseOf(state(state)));
    }
  }

  @Test
  public void derbyThatLostItsFilesOrTakesNoWritesIsAway() {
    for (String state : List.of("40XD0", "40XT0", "25502", "25503")) {
      assertTrue(state, away.isCauseOf(state(state)));
    }
  }

  @Test
  public void derbyThatEndsUnderAThreadIsAwayWhateverTheThreadMeets() {
    assertTrue(away.isCauseOf(new ShutdownException()));
    assertTrue(away.isCauseOf(new SQLException("the connection ends", "38000", 40_000)));
    assertFalse(away.isCauseOf(new SQLException("a function of the statement", "38000", 20_000)));
    assertTrue(away.isCauseOf(nullMetIn("org.apache.derby.impl.store.raw.data.Files")));
    assertFalse(away.isCauseOf(nullMetIn("org.apache.derby.impl.sql.compile.Parser")));
    assertFalse(away.isCauseOf(new NullPointerException("ours")));
    assertFalse(away.isCauseOf(new IllegalStateException("ours")));
  }

  private static Throwable nullMetIn(String className) {
    Throwable e = new NullPointerException();
    e.setStackTrace(new StackTraceElement[] {new StackTraceElement(className, "open", "", 1)});
    return e;
  }

  @Test
  public void poolWithoutAFreeConnectionIsAway() {
    assertTrue(
        away.isCauseOf(new SQLException("pool", new NoSuchElementException("Timeout waiting"))));
  }

  @Test
  public void faultsOfOursAreNot() {
    for (String state : List.of("42X05", "23505", "22001", "40001")) {
      assertFalse(state, away.isCauseOf(state(state)));
    }
    assertFalse(away.isCauseOf(new SQLIntegrityConstraintViolationException("twice")));
    assertFalse(away.isCauseOf(new SQLException("no state")));
  }
}
