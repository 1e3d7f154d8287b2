package org.madoguchi.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Behind {@code ./madoguchi bench}: plays scenarios against instances of its own and writes what
 * was measured. A scenario that fails is named at the end; the others go on.
 */
public final class Bench {
  /** In the order they are played. */
  private static final List<String> SCENARIOS =
      List.of(
          "floors", "reading", "export", "create", "live", "intake", "mail", "large", "jmh",
          "heap");

  private static final List<String> DATABASES = List.of("derby", "postgresql");

  private interface Play {
    void run() throws IOException;
  }

  private final Path checkout;
  private final Path work;
  private final Sizes sizes;
  private final Set<String> wanted;
  private final Results results;
  private final int port;
  private final List<String> failed = new ArrayList<>();

  private Bench(Path checkout, Path work, Sizes sizes, Set<String> wanted, int port)
      throws IOException {
    this.checkout = checkout;
    this.work = work;
    this.sizes = sizes;
    this.wanted = wanted;
    this.port = port;
    this.results = new Results(resultsFolder());
  }

  /** What a smoke run says is no figure and stays out of the repository. */
  private Path resultsFolder() throws IOException {
    Path benchmarks = checkout.resolve("benchmarks");
    return sizes.isSmoke()
        ? benchmarks.resolve("target/smoke")
        : benchmarks.resolve("results").resolve(LocalDate.now() + "-" + Machine.name());
  }

  /** Arguments: the checkout, an empty folder to work in, then smoke, full or names. */
  public static void main(String[] arguments) throws IOException {
    List<String> words = List.of(arguments).subList(2, arguments.length);
    Set<String> wanted = new LinkedHashSet<>(words);
    wanted.removeAll(List.of("smoke", "full"));
    List<String> known = new ArrayList<>(SCENARIOS);
    known.addAll(DATABASES);
    if (!known.containsAll(wanted)) {
      System.err.println("bench knows smoke, full, " + String.join(", ", known));
      System.exit(2);
    }
    Sizes sizes = words.isEmpty() || words.contains("smoke") ? Sizes.SMOKE : Sizes.FULL;
    int port = Integer.parseInt(System.getenv().getOrDefault("MADOGUCHI_BENCH_PORT", "8681"));
    Bench bench = new Bench(Path.of(arguments[0]), Path.of(arguments[1]), sizes, wanted, port);
    bench.run();
    System.exit(bench.failed.isEmpty() ? 0 : 1);
  }

  private void run() throws IOException {
    Map<String, Object> machine = new LinkedHashMap<>(Machine.facts(checkout));
    machine.put("size", sizes.name());
    results.machine(machine);
    if (plays("jmh")) {
      attempt("jmh", () -> Micro.run(sizes, results, work));
    }
    if (plays("heap")) {
      attempt("heap", () -> Heap.run(results, work));
    }
    if (plays("floors")) {
      attempt("floors of HTTP", () -> new Floors(sizes, results, work).http(port + 1));
    }
    for (String database : databases()) {
      attempt(database, () -> play(database));
    }
    finish();
  }

  private List<String> databases() {
    List<String> chosen = DATABASES.stream().filter(wanted::contains).toList();
    if (!chosen.isEmpty()) {
      return chosen;
    }
    return sizes.isSmoke() ? List.of("derby") : DATABASES;
  }

  private boolean plays(String scenario) {
    return wanted.contains(scenario) || SCENARIOS.stream().noneMatch(wanted::contains);
  }

  private void play(String database) throws IOException {
    System.out.println(database);
    if (database.equals("derby")) {
      play(database, Optional.empty());
      return;
    }
    try (Postgres postgres = new Postgres(work.resolve("postgresql"))) {
      System.out.println("  PostgreSQL " + postgres.about());
      play(database, Optional.of(postgres));
    }
  }

  private void play(String database, Optional<Postgres> postgres) throws IOException {
    if (plays("floors")) {
      attempt("floors of " + database, () -> new Floors(sizes, results, work).commits(postgres));
    }
    if (SCENARIOS.stream().noneMatch(s -> needsInstance(s) && plays(s))) {
      return;
    }
    try (Instance instance =
        new Instance(checkout, work.resolve("home-" + database), port, postgres)) {
      onStage(new Stage(instance, sizes, results));
    }
  }

  private static boolean needsInstance(String scenario) {
    return !List.of("floors", "jmh", "heap").contains(scenario);
  }

  private void onStage(Stage stage) throws IOException {
    Starting.starts(stage);
    Starting.seed(stage, Stage.CITY, sizes.tickets(), "");
    scenario(stage, "reading", () -> Reading.run(stage, Stage.CITY, sizes.tickets()));
    scenario(stage, "export", () -> Exporting.run(stage, Stage.CITY, sizes.tickets()));
    scenario(stage, "create", () -> Creating.run(stage));
    scenario(stage, "live", () -> Live.run(stage));
    scenario(stage, "intake", () -> Intaking.run(stage, bundle()));
    scenario(stage, "mail", () -> Mailing.run(stage, work, port + 2));
    if (sizes.many() > 0) {
      scenario(stage, "large", () -> large(stage));
    }
  }

  private void large(Stage stage) throws IOException {
    Starting.seed(stage, Stage.LARGE_CITY, sizes.many(), "≤ 15 min");
    Starting.largeStart(stage);
    Reading.run(stage, Stage.LARGE_CITY, sizes.many());
    Exporting.run(stage, Stage.LARGE_CITY, sizes.many());
  }

  private Path bundle() throws IOException {
    try (var files = Files.list(checkout.resolve("benchmarks/target"))) {
      return files
          .filter(f -> f.getFileName().toString().matches("madoguchi-benchmarks-.*\\.jar"))
          .findFirst()
          .orElseThrow(() -> new IOException("benchmarks/target has no jar"));
    }
  }

  private void scenario(Stage stage, String name, Play play) {
    if (plays(name)) {
      attempt(name + " on " + stage.database(), play);
    }
  }

  private void attempt(String name, Play play) {
    long began = System.nanoTime();
    try {
      play.run();
    } catch (IOException | RuntimeException e) {
      failed.add(name + ": " + e.getMessage());
      System.out.println("  FAILED " + name + ": " + e.getMessage());
    }
    System.out.printf(
        "  (%s: %d s)%n", name, Duration.ofNanos(System.nanoTime() - began).toSeconds());
  }

  private void finish() throws IOException {
    if (!sizes.isSmoke()) {
      Tables.write(results.folder(), checkout.resolve("docs/reference/benchmarks.md"));
    }
    System.out.println("Results: " + results.folder());
    failed.forEach(f -> System.out.println("FAILED " + f));
  }
}
