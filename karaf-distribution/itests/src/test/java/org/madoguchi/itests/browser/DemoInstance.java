package org.madoguchi.itests.browser;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.madoguchi.kernel.testkit.FreePorts;

/** The demonstration, started once for all browser tests by the launcher its users have. */
final class DemoInstance {
  private static DemoInstance running;

  final int httpPort;
  final int imapPort;
  private final Path root =
      Path.of(System.getProperty("madoguchi.root")).toAbsolutePath().normalize();
  private final Path home;
  private final Map<String, String> environment;

  private DemoInstance() throws IOException {
    httpPort = FreePorts.next();
    imapPort = FreePorts.next();
    home = Path.of("target", "demo-instances").toAbsolutePath();
    environment =
        Map.of(
            "MADOGUCHI_HOME", home.toString(),
            "MADOGUCHI_BUILD", "no",
            "MADOGUCHI_DEMO_SEARCH", "no",
            "MADOGUCHI_HTTP_PORT", String.valueOf(httpPort),
            "MADOGUCHI_SMTP_PORT", String.valueOf(FreePorts.next()),
            "MADOGUCHI_IMAP_PORT", String.valueOf(imapPort));
  }

  static synchronized DemoInstance started() {
    if (running == null) {
      try {
        DemoInstance demo = new DemoInstance();
        demo.launcher("demo", "--fresh");
        Runtime.getRuntime().addShutdownHook(new Thread(demo::stop));
        running = demo;
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException("the demo did not start", e);
      }
    }
    return running;
  }

  String url(String path) {
    return "http://127.0.0.1:" + httpPort + path;
  }

  /** A file with settings, read while it runs. */
  Path setting(String name) {
    return home.resolve("demo/etc").resolve(name);
  }

  /** Drops a plug-in into the deploy folder, or replaces the one of this name, in one move. */
  void deploy(PluginFile plugin) throws IOException {
    Path file = Files.createTempFile(home, "plugin", ".jar");
    plugin.writeTo(file);
    Files.move(file, deployed(plugin), StandardCopyOption.ATOMIC_MOVE);
  }

  void withdraw(PluginFile plugin) throws IOException {
    Files.delete(deployed(plugin));
  }

  /** Whatever a test dropped in. */
  void withdrawAll() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("demo/deploy"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jar")).toList()) {
        Files.delete(file);
      }
    }
  }

  private Path deployed(PluginFile plugin) {
    return home.resolve("demo/deploy").resolve(plugin.fileName());
  }

  /** Runs {@code ./madoguchi} with these arguments and returns what it printed. */
  String launcher(String... arguments) throws IOException, InterruptedException {
    String[] command = new String[arguments.length + 1];
    command[0] = root.resolve("madoguchi").toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    File output = Files.createTempFile("launcher", ".log").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    boolean ended = process.waitFor(5, TimeUnit.MINUTES);
    String printed = Files.readString(output.toPath());
    Files.delete(output.toPath());
    if (!ended || process.exitValue() != 0) {
      process.destroy();
      throw new IllegalStateException(String.join(" ", command) + " failed:\n" + printed);
    }
    return printed;
  }

  private void stop() {
    try {
      launcher("stop");
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
