package org.madoguchi.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.madoguchi.benchmarks.load.Api;
import org.madoguchi.benchmarks.load.Load;

/** Operators write down what citizens say: POST /api/tickets, and how far the event log lags. */
final class Creating {
  private static final String SCENARIO = "create";
  private static final double STEADY = 300;

  private final Stage stage;

  private Creating(Stage stage) {
    this.stage = stage;
  }

  static void run(Stage stage) throws IOException {
    Creating creating = new Creating(stage);
    creating.measure(1, "≥ 500/s, p99 ≤ 25 ms");
    creating.measure(8, "≥ 2,500/s, p99 ≤ 25 ms");
    creating.steady();
  }

  private void measure(int count, String goal) throws IOException {
    List<Load.Operation> clients = clients(count);
    long cpu = stage.cpuMicros();
    try (Lag lag = new Lag(stage)) {
      Load.Measured measured = Load.closed(clients, stage.sizes().warmUp(), stage.sizes().time());
      String who = Floors.people(count, "client");
      stage.add(
          SCENARIO,
          "create-" + count,
          "REST create, " + who,
          measured,
          "commit-" + count,
          goal,
          cpu);
      stage.add(
          SCENARIO,
          "lag-" + count,
          "followers behind the event log meanwhile, " + who,
          "p50 " + lag.half() + ", most " + lag.most() + " events; caught up " + lag.caughtUp(),
          "",
          "",
          Map.of("half", lag.half(), "most", lag.most()));
    }
    long megabytes = Processes.megabytes(stage.instance().pid());
    stage.add(
        SCENARIO, "rss-create-" + count, "memory after that (RSS)", "≤ 700 MB", megabytes, "MB");
  }

  private void steady() throws IOException {
    long cpu = stage.cpuMicros();
    Load.Measured measured =
        Load.atRate(STEADY, clients(16), stage.sizes().warmUp(), stage.sizes().time());
    stage.add(
        SCENARIO,
        "create-steady",
        String.format("REST create, %.0f a second", STEADY),
        measured,
        "commit-1",
        "p99 ≤ 25 ms",
        cpu);
  }

  private List<Load.Operation> clients(int count) throws IOException {
    List<Api> people = new ArrayList<>();
    for (String operator : Stage.OPERATORS) {
      people.add(stage.instance().logIn(Stage.CITY + "-" + operator));
    }
    List<Load.Operation> clients = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Api api = people.get(i % people.size()).again(stage.instance().port());
      clients.add(() -> api.send("/api/tickets", ticket()));
    }
    return clients;
  }

  /** A telephone call, half of them of somebody who is known. */
  static String ticket() {
    int caller = ThreadLocalRandom.current().nextInt(40_000);
    return "{\"requestId\":\""
        + UUID.randomUUID()
        + "\",\"municipality\":\""
        + Stage.CITY
        + "\",\"kind\":\"inquiry\",\"channel\":\"phone\",\"subject\":\"住民票の写しの請求について\","
        + "\"text\":\"住民票の写しを代わりに取りに行きたいとのこと。同じ世帯ではない。委任状の書き方と、持ち物、手数料、土曜日の窓口が開いているかを知りたい。"
        + "折り返しは不要。本庁舎でも支所でも受け取れることを案内した。\",\"citizen\":{\"name\":\"計測 "
        + caller
        + "\",\"contacts\":[{\"kind\":\"phone\",\"value\":\"090-1"
        + String.format("%03d-%04d", caller / 10_000, caller % 10_000)
        + "\"}]}}";
  }

  /** Asks ten times a second how many events the slowest follower has to go. */
  private static final class Lag implements AutoCloseable {
    private final Api supervisor;
    private final Thread thread = new Thread(this::watch, "lag");
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong most = new AtomicLong();
    private final List<Long> seen = java.util.Collections.synchronizedList(new ArrayList<>());

    Lag(Stage stage) throws IOException {
      supervisor = stage.instance().logIn(Stage.CITY + "-sv-1");
      thread.setDaemon(true);
      thread.start();
    }

    private void watch() {
      try {
        while (!over.get()) {
          look();
          Waiting.millis(100);
        }
      } catch (IOException e) {
        seen.add(-1L);
      }
    }

    private synchronized long look() throws IOException {
      long behind = 0;
      for (JsonNode follower : supervisor.get("/api/followers")) {
        behind = Math.max(behind, follower.path("lag").asLong());
      }
      long lag = behind;
      most.accumulateAndGet(lag, Math::max);
      seen.add(lag);
      return lag;
    }

    long half() {
      List<Long> sorted = new ArrayList<>(seen);
      sorted.sort(null);
      return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
    }

    long most() {
      return most.get();
    }

    String caughtUp() throws IOException {
      long began = System.nanoTime();
      Waiting.until("followers catch up", java.time.Duration.ofMinutes(2), 10, () -> look() == 0);
      return (System.nanoTime() - began) / 1_000_000 + " ms after the load";
    }

    @Override
    public void close() throws IOException {
      over.set(true);
      try {
        thread.join(5_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      supervisor.close();
    }
  }
}
