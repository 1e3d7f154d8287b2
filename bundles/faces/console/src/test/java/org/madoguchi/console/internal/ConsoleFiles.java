package org.madoguchi.console.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The console's files as they lie in this module. */
final class ConsoleFiles {
  static final Path ROOT = Path.of("src/main/resources/console");
  static final Path ASSETS = ROOT.resolve("assets");

  private ConsoleFiles() {}

  static String shell() {
    return text(ROOT.resolve("index.html"));
  }

  static List<Path> modules() {
    try (Stream<Path> files = Files.walk(ASSETS)) {
      return files.filter(f -> f.toString().endsWith(".js")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
