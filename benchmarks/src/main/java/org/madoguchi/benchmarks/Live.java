package org.madoguchi.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.madoguchi.benchmarks.load.Api;
import org.madoguchi.benchmarks.load.Connection;
import org.madoguchi.benchmarks.load.Load;

/**
 * Consoles that listen while notes are written: from the request that adds a note until each of the
 * others has been told. Besides, some that never read.
 */
final class Live {
  private static final String SCENARIO = "live";
  private static final double NOTES_PER_SECOND = 20;
  private static final int SMALL_BUFFER = 4_096;
  private static final Pattern AGGREGATE = Pattern.compile("\"aggregate\":\"([^\"]+)\"");

  private final Stage stage;
  private final Map<String, Long> postedAt = new ConcurrentHashMap<>();
  private final Histogram micros = new ConcurrentHistogram(60_000_000L, 3);
  private final AtomicInteger cut = new AtomicInteger();
  private final List<Connection> open = new ArrayList<>();

  private Live(Stage stage) {
    this.stage = stage;
  }

  static void run(Stage stage) throws IOException {
    Live live = new Live(stage);
    try {
      live.run();
    } finally {
      for (Connection connection : live.open) {
        connection.close();
      }
    }
  }

  private void run() throws IOException {
    int port = stage.instance().port();
    // four people sit at all of the consoles here
    stage
        .instance()
        .configure(
            "org.madoguchi.web.cfg",
            "live.connectionsPerPerson=" + stage.sizes().consoles() + "\n");
    List<Api> people = new ArrayList<>();
    for (String operator : Stage.OPERATORS) {
      people.add(stage.instance().logIn(Stage.CITY + "-" + operator));
    }
    for (int i = 0; i < stage.sizes().consoles(); i++) {
      listen(people.get(i % people.size()), new Connection(port));
    }
    for (int i = 0; i < stage.sizes().slowReaders(); i++) {
      Connection deaf = new Connection(port, SMALL_BUFFER);
      deaf.write(people.get(i % people.size()).asking("/api/live"));
      open.add(deaf);
    }
    Refs refs = Refs.of(Stage.CITY, people.get(0));
    Load.Measured posts = post(people, refs);
    // what was posted last is still on its way
    Waiting.until("the last events arrive", java.time.Duration.ofSeconds(30), 100, this::quiet);
    report(posts);
    reportSlowReaders(people);
  }

  private Load.Measured post(List<Api> people, Refs refs) throws IOException {
    List<Load.Operation> writers = new ArrayList<>();
    for (Api person : people) {
      Api api = person.again(stage.instance().port());
      writers.add(
          () -> {
            String ref = refs.random();
            postedAt.put(ref, System.nanoTime());
            api.send(
                "/api/tickets/" + ref + "/notes",
                "{\"requestId\":\"" + UUID.randomUUID() + "\",\"text\":\"担当課に確認済み。\"}");
          });
    }
    return Load.atRate(NOTES_PER_SECOND, writers, stage.sizes().warmUp(), stage.sizes().time());
  }

  private void listen(Api api, Connection connection) throws IOException {
    open.add(connection);
    connection.write(api.asking("/api/live"));
    BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(connection.stream(), StandardCharsets.UTF_8), 8_192);
    Thread reader = new Thread(() -> read(lines), "console");
    reader.setDaemon(true);
    reader.start();
  }

  private void read(BufferedReader lines) {
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.contains("TicketNoteAdded")) {
          heard(line);
        }
      }
      cut.incrementAndGet();
    } catch (IOException e) {
      cut.incrementAndGet();
    }
  }

  private void heard(String line) {
    Matcher aggregate = AGGREGATE.matcher(line);
    Long posted = aggregate.find() ? postedAt.get(aggregate.group(1)) : null;
    if (posted != null) {
      micros.recordValue(Math.min(60_000_000L, (System.nanoTime() - posted) / 1000));
    }
  }

  private long lastCount = -1;

  private boolean quiet() {
    long count = micros.getTotalCount();
    boolean quiet = count == lastCount;
    lastCount = count;
    return quiet;
  }

  private void report(Load.Measured posts) throws IOException {
    Load.Measured heard =
        new Load.Measured(micros, posts.seconds(), posts.failed(), 0, 0, posts.failure());
    Map<String, Object> numbers = Results.numbers(heard);
    numbers.put("consoles", stage.sizes().consoles());
    numbers.put("cut", cut.get());
    String figure =
        String.format(
            "p50 %.1f, p95 %.1f, p99 %.1f, max %.0f ms; %,d told, %d of the consoles cut off",
            heard.millis(50),
            heard.millis(95),
            heard.millis(99),
            heard.millis(100),
            micros.getTotalCount(),
            cut.get());
    stage.add(
        SCENARIO,
        "live",
        "note posted → "
            + stage.sizes().consoles()
            + " consoles told, "
            + stage.sizes().slowReaders()
            + " that never read beside them",
        figure,
        "",
        "p95 ≤ 300 ms",
        numbers);
    long megabytes = Processes.megabytes(stage.instance().pid());
    stage.add(SCENARIO, "rss-live", "memory with them (RSS)", "≤ 700 MB", megabytes, "MB");
  }

  /** Floods those that do not read, until their queues overflow, while requests go on. */
  private void reportSlowReaders(List<Api> people) throws IOException {
    List<Load.Operation> flood = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Api api = people.get(i % people.size()).again(stage.instance().port());
      flood.add(() -> api.send("/api/tickets", Creating.ticket()));
    }
    Load.Measured measured = Load.closed(flood, java.time.Duration.ZERO, stage.sizes().time());
    int dropped = 0;
    for (Connection deaf :
        open.subList(
            stage.sizes().consoles(), stage.sizes().consoles() + stage.sizes().slowReaders())) {
      dropped += isDropped(deaf) ? 1 : 0;
    }
    Map<String, Object> numbers = new LinkedHashMap<>(Results.numbers(measured));
    numbers.put("dropped", dropped);
    stage.add(
        SCENARIO,
        "slow-readers",
        "REST create by 8 clients while all of them listen or do not",
        Results.rate(measured)
            + "; "
            + dropped
            + " of "
            + stage.sizes().slowReaders()
            + " that never read were dropped, "
            + cut.get()
            + " that read",
        "commit-8",
        "",
        numbers);
  }

  /** Reads what had been buffered on the way; a dropped stream then ends. */
  private static boolean isDropped(Connection deaf) throws IOException {
    deaf.timeout(2_000);
    try {
      var in = deaf.stream();
      byte[] rest = new byte[65_536];
      for (long read = 0; read < 200_000_000L; ) {
        int more = in.read(rest);
        if (more < 0) {
          return true;
        }
        read += more;
      }
      return false;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
