package org.madoguchi.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.madoguchi.benchmarks.load.Api;
import org.madoguchi.benchmarks.load.Load;

/** What operators look at all day: tickets, and queues with their counts. */
final class Reading {
  private static final String[] QUEUES = {
    "mine", "unassigned", "attention", "waiting-department", "all-open", "answered", "closed"
  };
  private static final int CLIENTS = 8;
  private static final double VIEWS_PER_SECOND = 100;
  private static final double PAGES_PER_SECOND = 50;

  private final Stage stage;
  private final String slug;
  private final String scenario;
  private final String size;

  private Reading(Stage stage, String slug, long tickets) {
    this.stage = stage;
    this.slug = slug;
    this.scenario = slug.equals(Stage.CITY) ? "reading" : "reading-large";
    this.size = String.format("at %,d tickets", tickets);
  }

  static void run(Stage stage, String slug, long tickets) throws IOException {
    new Reading(stage, slug, tickets).run();
  }

  private void run() throws IOException {
    List<Api> people = new ArrayList<>();
    for (String operator : Stage.OPERATORS) {
      people.add(stage.instance().logIn(slug + "-" + operator));
    }
    Refs refs = Refs.of(slug, people.get(0));
    boolean large = slug.equals(Stage.LARGE_CITY);
    measure(
        "view",
        "ticket view",
        large ? "≤ 1.5 × of 100,000" : "p50 ≤ 4 ms, p99 ≤ 20 ms",
        VIEWS_PER_SECOND,
        people,
        api -> api.fetch(api.asking("/api/tickets/" + refs.random())));
    measure(
        "queue",
        "queue page of 50 and counts",
        large ? "≤ 1.5 × of 100,000" : "p99 ≤ 25 ms",
        PAGES_PER_SECOND,
        people,
        this::queuePage);
    for (Api api : people) {
      api.close();
    }
  }

  private void queuePage(Api api) throws IOException {
    String queue = QUEUES[ThreadLocalRandom.current().nextInt(QUEUES.length)];
    api.fetch(api.asking("/api/tickets?queue=" + queue + "&municipality=" + slug + "&limit=50"));
    api.fetch(api.asking("/api/tickets/counts?municipality=" + slug));
  }

  private interface Look {
    void at(Api api) throws IOException;
  }

  private void measure(
      String id, String what, String goal, double perSecond, List<Api> people, Look look)
      throws IOException {
    long cpu = stage.cpuMicros();
    List<Load.Operation> eight = clients(people, look);
    Load.Measured most = Load.closed(eight, stage.sizes().warmUp(), stage.sizes().time());
    stage.add(
        scenario,
        id + "-8",
        what + " " + size + ", 8 clients without pause",
        most,
        "http-8",
        "",
        cpu);
    cpu = stage.cpuMicros();
    Load.Measured steady =
        Load.atRate(perSecond, eight, stage.sizes().warmUp(), stage.sizes().time());
    String rate = String.format("%.0f a second", perSecond);
    stage.add(scenario, id, what + " " + size + ", " + rate, steady, "http-1", goal, cpu);
  }

  private List<Load.Operation> clients(List<Api> people, Look look) throws IOException {
    List<Load.Operation> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      Api api = people.get(i % people.size()).again(stage.instance().port());
      clients.add(() -> look.at(api));
    }
    return clients;
  }
}
