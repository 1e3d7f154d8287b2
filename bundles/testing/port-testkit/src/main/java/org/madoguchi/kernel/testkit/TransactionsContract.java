package org.madoguchi.kernel.testkit;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.madoguchi.kernel.testkit.SampleEvents.STREAM;
import static org.madoguchi.kernel.testkit.SampleEvents.event;

import java.util.ArrayList;
import java.util.List;
import org.junit.Test;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.store.Transactions;

/** All of a command or nothing of it; what follows happens after the commit. */
public abstract class TransactionsContract {
  private final List<String> happened = new ArrayList<>();

  /** The transactions of this clause; the same at every call. */
  protected abstract Transactions transactions();

  /** A log that takes part in them, empty at first: it shows what was committed. */
  protected abstract EventLog log();

  @Test
  public void nestedWritesAreOne() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            transactions()
                .write(
                    () -> {
                      transactions().write(() -> append(1));
                      refuse();
                    }));
    assertEquals(0, committed());
    transactions()
        .write(
            () -> {
              transactions().write(() -> append(1));
              append(2);
            });
    assertEquals(2, committed());
  }

  @Test
  public void actionsRunAfterTheCommitInTheirOrder() {
    transactions()
        .write(
            () -> {
              transactions().afterCommit(() -> happened.add("committed " + committed()));
              transactions().afterCommit(() -> happened.add("second"));
              append(1);
              happened.add("written");
            });
    assertEquals(List.of("written", "committed 1", "second"), happened);
  }

  @Test
  public void noActionRunsAfterARollback() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            transactions()
                .write(
                    () -> {
                      transactions().afterCommit(() -> happened.add("never"));
                      refuse();
                    }));
    transactions().write(() -> append(1));
    assertEquals(List.of(), happened);
  }

  @Test
  public void failingActionLeavesTheCommitAndTheOtherActionsAlone() {
    transactions()
        .write(
            () -> {
              append(1);
              transactions().afterCommit(TransactionsContract::refuse);
              transactions().afterCommit(() -> happened.add("second"));
            });
    assertEquals(List.of("second"), happened);
    assertEquals(1, committed());
  }

  @Test
  public void writeInsideAReadIsRefused() {
    assertThrows(
        IllegalStateException.class,
        () ->
            transactions()
                .read(
                    () -> {
                      transactions().write(() -> append(1));
                      return 0;
                    }));
    assertEquals(0, committed());
  }

  @Test
  public void outsideAWriteNothingCanFollow() {
    assertThrows(
        IllegalStateException.class, () -> transactions().afterCommit(() -> happened.add("never")));
  }

  private void append(long sequence) {
    log().append(transactions(), List.of(event("a", sequence)));
  }

  private int committed() {
    return log().of(STREAM, "a").size();
  }

  private static void refuse() {
    throw new IllegalArgumentException("decided otherwise");
  }
}
