package org.madoguchi.persistence;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import javax.persistence.EntityManager;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.testing.database.SampleRow;

public class JpaTransactionsTest extends DatabaseMatrix {
  private final List<String> happened = new ArrayList<>();
  private JpaTransactions transactions;

  @Before
  public void open() {
    transactions = database().transactions("sample");
  }

  @Test
  public void nestedCallsJoinTheRunningWrite() {
    transactions.write(
        () -> {
          EntityManager outer = transactions.entityManager();
          transactions.write(() -> persist("a"));
          assertSame(outer, transactions.read(transactions::entityManager));
          assertNotNull(transactions.read(() -> find("a")));
        });
    assertNotNull(transactions.read(() -> find("a")));
  }

  @Test
  public void anExceptionRollsEverythingBack() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            transactions.write(
                () -> {
                  persist("a");
                  transactions.afterCommit(() -> happened.add("committed"));
                  transactions.write(() -> persist("b"));
                  refuse();
                }));
    assertNull(transactions.read(() -> find("a")));
    assertNull(transactions.read(() -> find("b")));
    assertEquals(List.of(), happened);
  }

  @Test
  public void actionsRunAfterTheCommitAndOutsideTheTransaction() {
    transactions.write(
        () -> {
          transactions.afterCommit(() -> happened.add("row: " + seenElsewhere()));
          persist("a");
          happened.add("written");
        });
    assertEquals(List.of("written", "row: 1"), happened);
  }

  @Test
  public void aFailingActionLeavesTheCommitAndTheOtherActionsAlone() {
    transactions.write(
        () -> {
          persist("a");
          transactions.afterCommit(JpaTransactionsTest::refuse);
          transactions.afterCommit(() -> happened.add("second"));
        });
    assertEquals(List.of("second"), happened);
    assertNotNull(transactions.read(() -> find("a")));
  }

  @Test
  public void anInterruptWaitsUntilTheTransactionHasEnded() {
    Thread.currentThread().interrupt();
    try {
      transactions.write(
          () -> {
            assertFalse(Thread.currentThread().isInterrupted());
            persist("a");
          });
    } finally {
      assertTrue(Thread.interrupted());
    }
    assertEquals(1, seenElsewhere());
  }

  @Test
  public void aWriteInsideAReadIsRefused() {
    assertThrows(
        IllegalStateException.class,
        () ->
            transactions.read(
                () -> {
                  transactions.write(() -> persist("a"));
                  return 0;
                }));
    assertThrows(IllegalStateException.class, () -> transactions.read(transactions::connection));
  }

  @Test
  public void outsideATransactionThereIsNothingToUse() {
    assertThrows(IllegalStateException.class, transactions::entityManager);
    assertThrows(IllegalStateException.class, transactions::connection);
    assertThrows(
        IllegalStateException.class, () -> transactions.afterCommit(() -> happened.add("never")));
  }

  private void persist(String name) {
    transactions.entityManager().persist(new SampleRow(name, 1));
  }

  private SampleRow find(String name) {
    return transactions.entityManager().find(SampleRow.class, name);
  }

  private long seenElsewhere() {
    JpaTransactions other = new JpaTransactions(database().entityManagerFactory("sample"));
    return other.read(() -> other.entityManager().find(SampleRow.class, "a")).number();
  }

  private static void refuse() {
    throw new IllegalArgumentException("decided otherwise");
  }
}
