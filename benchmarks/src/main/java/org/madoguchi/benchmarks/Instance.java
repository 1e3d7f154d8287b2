package org.madoguchi.benchmarks;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madoguchi.benchmarks.load.Api;

/** One instance of the product with its settings as delivered, driven by the launcher. */
final class Instance implements Closeable {
  static final String PASSWORD = "madoguchi-demo";
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Path checkout;
  private final Path home;
  private final Path folder;
  private final int port;
  private final Optional<Postgres> postgres;

  Instance(Path checkout, Path home, int port, Optional<Postgres> postgres) {
    this.checkout = checkout;
    this.home = home;
    this.folder = home.resolve("run");
    this.port = port;
    this.postgres = postgres;
    Shutdown.close(this);
  }

  String database() {
    return postgres.isPresent() ? "postgresql" : "derby";
  }

  int port() {
    return port;
  }

  Path folder() {
    return folder;
  }

  /** Unpacks the distribution. */
  void install() throws IOException {
    Path packed = packed();
    Files.createDirectories(folder);
    run(
        Duration.ofMinutes(2),
        List.of("tar", "-xzf", packed.toString(), "-C", folder.toString(), "--strip-components=1"));
    Path web = folder.resolve("etc/org.ops4j.pax.web.cfg");
    Files.writeString(
        web,
        Files.readString(web).replaceAll("(?m)^(org.osgi.service.http.port) *=.*", "$1=" + port));
    if (postgres.isPresent()) {
      String example = Files.readString(folder.resolve("etc/postgresql.cfg.example"));
      Files.writeString(
          folder.resolve("etc/org.ops4j.datasource-madoguchi.cfg"),
          example
              .replaceAll("(?m)^url=.*", "url=" + postgres.get().url("madoguchi"))
              .replaceAll("(?m)^user=.*", "user=postgres"));
    }
    Files.createFile(folder.resolve(".built"));
  }

  private Path packed() throws IOException {
    try (var files = Files.list(checkout.resolve("karaf-distribution/assembly/target"))) {
      return files
          .filter(f -> f.getFileName().toString().matches("madoguchi-.*\\.tar\\.gz"))
          .findFirst()
          .orElseThrow(() -> new IOException("nothing was built; ./madoguchi build"));
    }
  }

  /**
   * @return seconds from the launcher's call until it is ready
   */
  double start() throws IOException {
    long began = System.nanoTime();
    launcher(LONGEST, "run");
    return (System.nanoTime() - began) / 1e9;
  }

  void stop() throws IOException {
    launcher(LONGEST, "stop");
  }

  /**
   * @return seconds until everything is in, followers included
   */
  double seed(long tickets, String slug) throws IOException {
    long began = System.nanoTime();
    launcher(Duration.ofHours(1), "seed", "" + tickets, slug);
    return (System.nanoTime() - began) / 1e9;
  }

  Api logIn(String user) throws IOException {
    return Api.logIn(port, user, PASSWORD);
  }

  long pid() throws IOException {
    long shell = Long.parseLong(Files.readString(folder.resolve("data/pid")).strip());
    // bin/karaf replaces itself by java, or starts it
    return ProcessHandle.of(shell)
        .flatMap(p -> p.children().filter(c -> isJava(c)).findFirst().or(() -> Optional.of(p)))
        .map(ProcessHandle::pid)
        .orElseThrow(() -> new IOException("it does not run"));
  }

  private static boolean isJava(ProcessHandle process) {
    return process.info().command().map(c -> c.endsWith("java")).orElse(false);
  }

  /** Bytes of the database, without the journal that is given back at checkpoints. */
  long databaseBytes() throws IOException {
    return postgres.isPresent()
        ? postgres.get().bytes()
        : Processes.bytes(folder.resolve("data/derby/madoguchi/seg0"));
  }

  /** A configuration file, there at once as a whole. */
  void configure(String file, String content) throws IOException {
    Path part = Files.createTempFile(folder.resolve("data"), "cfg", ".part");
    Files.writeString(part, content);
    Files.move(part, folder.resolve("etc").resolve(file), StandardCopyOption.ATOMIC_MOVE);
  }

  void remove(String file) throws IOException {
    Files.deleteIfExists(folder.resolve("etc").resolve(file));
  }

  private String launcher(Duration most, String... arguments) throws IOException {
    List<String> command = new java.util.ArrayList<>(List.of("./madoguchi"));
    command.addAll(List.of(arguments));
    return run(most, command);
  }

  private String run(Duration most, List<String> command) throws IOException {
    Map<String, String> environment =
        Map.of(
            "MADOGUCHI_HOME",
            home.toString(),
            "MADOGUCHI_BUILD",
            "no",
            "MADOGUCHI_HTTP_PORT",
            "" + port);
    return Processes.run(checkout, environment, most, command);
  }

  @Override
  public synchronized void close() throws IOException {
    if (Files.exists(folder.resolve("data/pid"))) {
      stop();
    }
  }
}
