package org.madoguchi.itests.instance;

import static org.madoguchi.itests.container.Waiting.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.madoguchi.itests.container.Api;
import org.madoguchi.kernel.testkit.FreePorts;

/**
 * The distribution as an administrator has it: unpacked into a folder, given its settings, started
 * as a process of its own that can be stopped, killed and started again. Not thread-safe.
 */
public final class Instance implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofMinutes(3);
  private static final String ERROR_MARK = "[told]";

  /** Lines of a trace that tell enough. */
  private static final int MOST_FRAMES = 12;

  private final Path home;
  private final int httpPort = FreePorts.next();
  private final List<String> jvmOptions = new ArrayList<>();
  private Process process;
  private boolean everybodyHasAPassword;

  private Instance(Path home) {
    this.home = home;
  }

  /** Unpacked below {@code target/instances}, replacing one of this name, with みほん市 set up. */
  public static Instance unpack(String name) {
    return unpack(name, System.getProperty("madoguchi.distribution"));
  }

  /**
   * The same of another build.
   *
   * @param tar its distribution
   */
  public static Instance unpack(String name, String tar) {
    Path home = Path.of("target", "instances", name).toAbsolutePath();
    run("rm", "-rf", home.toString());
    run("mkdir", "-p", home.toString());
    run("tar", "-xzf", tar, "-C", home.toString(), "--strip-components=1");
    Instance instance = new Instance(home);
    instance.setting(
        "org.ops4j.pax.web.cfg",
        Map.of("org.osgi.service.http.port", String.valueOf(instance.httpPort)));
    MihonCity.files().forEach(instance::file);
    return instance;
  }

  /** One that is there already, with software and data; it gets a port of its own. */
  public static Instance in(Path home) {
    Instance instance = new Instance(home.toAbsolutePath());
    instance.setting(
        "org.ops4j.pax.web.cfg",
        Map.of("org.osgi.service.http.port", String.valueOf(instance.httpPort)));
    return instance;
  }

  /** Writes a file below the instance's folder, whole. */
  public Instance file(String path, String content) {
    try {
      Path file = home.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, content, StandardCharsets.UTF_8);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sets keys of a file in etc/, the others stay; the file need not exist. */
  public Instance setting(String file, Map<String, String> keys) {
    Path path = home.resolve("etc").resolve(file);
    try {
      List<String> lines = new ArrayList<>();
      if (Files.exists(path)) {
        for (String line : Files.readAllLines(path, StandardCharsets.UTF_8)) {
          if (!keys.containsKey(line.replaceFirst("\\s*=.*", ""))) {
            lines.add(line);
          }
        }
      }
      new TreeMap<>(keys).forEach((key, value) -> lines.add(key + "=" + value));
      return file("etc/" + file, String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** On PostgreSQL from now on, by exchanging the one settings file as its how-to tells. */
  public Instance on(PostgreSql.Database database) {
    return file(
        "etc/org.ops4j.datasource-madoguchi.cfg",
        database.settings(home.resolve("etc/postgresql.cfg.example")));
  }

  /** Its errors are on the console too, so that they are not lost with a disk that is full. */
  public Instance tellingErrors() {
    return setting(
        "org.ops4j.pax.logging.cfg",
        Map.of(
            "log4j2.appender.console.type", "Console",
            "log4j2.appender.console.name", "Console",
            "log4j2.appender.console.layout.type", "PatternLayout",
            "log4j2.appender.console.layout.pattern", "%d " + ERROR_MARK + " %c{1}: %m%n%xEx{full}",
            "log4j2.rootLogger.appenderRef.console.ref", "Console",
            "log4j2.rootLogger.appenderRef.console.filter.threshold.type", "ThresholdFilter",
            "log4j2.rootLogger.appenderRef.console.filter.threshold.level", "ERROR"));
  }

  /**
   * What {@link #tellingErrors} has told since the last start, each with the head of its trace and
   * of its causes.
   */
  public String errors() {
    try {
      StringBuilder errors = new StringBuilder();
      int left = 0;
      for (String line : Files.readAllLines(home.resolve("console.log"))) {
        if (line.contains(ERROR_MARK) || line.startsWith("Caused by: ")) {
          left = MOST_FRAMES;
        }
        if (left-- > 0) {
          errors.append(line).append('\n');
        }
      }
      return errors.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For the next start. */
  public Instance jvmOption(String option) {
    jvmOptions.add(option);
    return this;
  }

  /** Starts it and waits until it is ready. */
  public Instance start() {
    launch();
    awaitReady();
    return this;
  }

  /** Starts the process and returns at once. */
  public void launch() {
    if (isRunning()) {
      throw new IllegalStateException("it runs");
    }
    ProcessBuilder builder = new ProcessBuilder("bin/karaf", "daemon").directory(home.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("EXTRA_JAVA_OPTS", String.join(" ", jvmOptions));
    builder.redirectErrorStream(true).redirectOutput(home.resolve("console.log").toFile());
    try {
      process = builder.start();
      // as the launcher does, who looks there
      file("data/pid", process.pid() + "\n");
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void awaitReady() {
    await("ready: " + home)
        .atMost(LONGEST_START)
        .until(() -> !isRunning() || api().get("/health/ready").statusCode() == 200);
    if (!isRunning()) {
      throw new IllegalStateException("it ended while it started; see " + home);
    }
  }

  /** As {@code kill -9} does. */
  public void kill() {
    end(process.destroyForcibly());
  }

  /** As an administrator does; ends when the process has ended. */
  public void stop() {
    process.destroy();
    end(process);
  }

  public boolean isRunning() {
    return process != null && process.isAlive();
  }

  /** A new client without login. */
  public Api api() {
    return new Api(url());
  }

  public String url() {
    return "http://127.0.0.1:" + httpPort;
  }

  /** A new client of one of {@link MihonCity}'s staff, who all get a password on the way. */
  public Api loggedIn(String login) throws Exception {
    if (!everybodyHasAPassword) {
      await("the first administrator")
          .until(() -> Files.exists(home.resolve("data/first-administrator.txt")));
      FirstLogins.give(home.resolve("data"), api());
      everybodyHasAPassword = true;
    }
    return api().login(login, FirstLogins.PASSWORD);
  }

  public Path home() {
    return home;
  }

  public int httpPort() {
    return httpPort;
  }

  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    if (isRunning()) {
      stop();
    }
  }

  private static void end(Process ending) {
    try {
      if (!ending.waitFor(3, TimeUnit.MINUTES)) {
        ending.destroyForcibly();
        throw new IllegalStateException("it does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void run(String... command) {
    try {
      Process process = new ProcessBuilder(command).inheritIO().start();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", command));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
