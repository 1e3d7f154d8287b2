package org.madoguchi.persistence.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.persistence.internal.Events.append;
import static org.madoguchi.persistence.internal.Events.event;

import java.time.Instant;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.Test;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.event.EventLog.ConcurrentAppend;
import org.madoguchi.kernel.event.NewEvent;
import org.madoguchi.kernel.store.Transactions;
import org.madoguchi.persistence.JpaTransactions;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.testing.database.SampleRow;

public class JdbcEventLogTest extends DatabaseMatrix {
  @Test
  public void aTakenSequenceIsRefusedAndRollsTheStateBack() {
    append(database(), event("a", 1), event("a", 2));
    JpaTransactions transactions = database().transactions("sample");
    assertThrows(
        ConcurrentAppend.class,
        () ->
            transactions.write(
                () -> {
                  transactions.entityManager().persist(new SampleRow("state", 1));
                  log().append(transactions, List.of(event("b", 1), event("a", 2)));
                }));
    assertEquals(2, log().of("tickets", "a").size());
    assertEquals(List.of(), log().of("tickets", "b"));
    assertTrue(
        transactions.read(
            () -> transactions.entityManager().find(SampleRow.class, "state") == null));
  }

  @Test
  public void ofTwoCommandsAtTheSameTimeTheSecondIsRefused() throws Exception {
    JpaTransactions transactions = database().transactions("sample");
    CountDownLatch appended = new CountDownLatch(1);
    CountDownLatch mayCommit = new CountDownLatch(1);
    CompletableFuture<Void> first =
        CompletableFuture.runAsync(
            () ->
                transactions.write(
                    () -> {
                      log().append(transactions, List.of(event("a", 1)));
                      appended.countDown();
                      await(mayCommit);
                    }));
    await(appended);
    CompletableFuture<Void> second =
        CompletableFuture.runAsync(() -> append(database(), event("a", 1)));
    mayCommit.countDown();
    first.get(10, TimeUnit.SECONDS);
    ExecutionException refused =
        assertThrows(ExecutionException.class, () -> second.get(30, TimeUnit.SECONDS));
    assertTrue(refused.getCause() instanceof ConcurrentAppend);
    assertEquals(1, log().of("tickets", "a").size());
  }

  @Test
  public void appendingNeedsAWriteTransaction() {
    JpaTransactions transactions = database().transactions("sample");
    List<NewEvent> events = List.of(event("a", 1));
    assertThrows(IllegalStateException.class, () -> log().append(transactions, events));
    assertThrows(
        IllegalStateException.class,
        () ->
            transactions.read(
                () -> {
                  log().append(transactions, events);
                  return 0;
                }));
    Transactions foreign =
        new Transactions() {
          @Override
          public <T> T write(Supplier<T> command) {
            return command.get();
          }

          @Override
          public <T> T read(Supplier<T> query) {
            return query.get();
          }

          @Override
          public void afterCommit(Runnable action) {
            action.run();
          }
        };
    assertThrows(IllegalArgumentException.class, () -> log().append(foreign, events));
  }

  @Test
  public void instantsSurviveToTheMicrosecondInEveryTimeZone() {
    // The second lies in an hour that New York's clocks skip, the third in one they repeat.
    List<Instant> instants =
        List.of(
            Instant.parse("2026-11-20T15:00:00.000001Z"),
            Instant.parse("2026-03-08T02:30:00.999999Z"),
            Instant.parse("2026-11-01T01:30:00.5Z"),
            Instant.parse("2000-02-29T23:59:59.123456Z"));
    TimeZone before = TimeZone.getDefault();
    try {
      for (String writer : List.of("Asia/Tokyo", "America/New_York", "UTC")) {
        TimeZone.setDefault(TimeZone.getTimeZone(writer));
        for (int i = 0; i < instants.size(); i++) {
          append(database(), event(writer, i + 1, "{}", instants.get(i)));
        }
        for (String reader : List.of("America/New_York", "Pacific/Kiritimati")) {
          TimeZone.setDefault(TimeZone.getTimeZone(reader));
          List<Instant> read =
              log().of("tickets", writer).stream().map(CommittedEvent::at).toList();
          assertEquals(writer + " to " + reader, instants, read);
        }
      }
    } finally {
      TimeZone.setDefault(before);
    }
  }

  private EventLog log() {
    return database().eventLog();
  }

  private static List<Long> positions(List<CommittedEvent> events) {
    return events.stream().map(CommittedEvent::position).toList();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(10, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
