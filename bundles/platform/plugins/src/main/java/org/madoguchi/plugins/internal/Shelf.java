package org.madoguchi.plugins.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;

/**
 * {@code data/plugins}: one folder for each plug-in with its record, the jar that runs, the jar
 * that ran before, and what was set aside because it did not start.
 */
final class Shelf {
  private static final String RECORD = "record.properties";

  private final Path folder;

  Shelf(Path folder) {
    this.folder = folder;
  }

  Path good(String name) {
    return folder.resolve(name).resolve("good.jar");
  }

  Path previous(String name) {
    return folder.resolve(name).resolve("previous.jar");
  }

  List<PluginRecord> all() throws IOException {
    List<PluginRecord> all = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> folders = Files.list(folder)) {
        for (Path one : folders.sorted().toList()) {
          find(one.getFileName().toString()).ifPresent(all::add);
        }
      }
    }
    return all;
  }

  Optional<PluginRecord> find(String name) throws IOException {
    Path file = folder.resolve(name).resolve(RECORD);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    Properties written = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      written.load(in);
    }
    return Optional.of(PluginRecord.read(written));
  }

  void write(PluginRecord record) throws IOException {
    Path home = Files.createDirectories(folder.resolve(record.name()));
    Path draft = home.resolve(RECORD + ".new");
    try (OutputStream out = Files.newOutputStream(draft)) {
      record.written().store(out, null);
    }
    Files.move(draft, home.resolve(RECORD), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Keeps what an installed bundle consists of as the good one. */
  void keep(Bundle bundle) throws IOException {
    String name = bundle.getSymbolicName();
    Path draft = Files.createDirectories(folder.resolve(name)).resolve("kept.jar");
    BundleJar.write(bundle, draft);
    Files.move(draft, good(name), StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * The record is what counts. When the process died between {@link #advance} or {@link #swap} and
   * the record of it, the jars go back to their places, so that the good one is the one that the
   * record calls good; whatever was being put in its place still lies in the deploy folder.
   */
  void recover(PluginRecord record) throws IOException {
    String name = record.name();
    Path next = draft(name);
    if (record.digest().isEmpty() || isThis(good(name), record)) {
      Files.deleteIfExists(next);
    } else if (isThis(next, record)) {
      if (Files.exists(good(name))) {
        Files.move(good(name), previous(name), StandardCopyOption.ATOMIC_MOVE);
      }
      Files.move(next, good(name), StandardCopyOption.ATOMIC_MOVE);
    } else if (isThis(previous(name), record)) {
      if (Files.exists(good(name))) {
        Files.move(good(name), next, StandardCopyOption.ATOMIC_MOVE);
      }
      Files.move(previous(name), good(name), StandardCopyOption.ATOMIC_MOVE);
      if (isPrevious(next, record)) {
        Files.move(next, previous(name), StandardCopyOption.ATOMIC_MOVE);
      }
    }
    if (!record.previousVersion().isEmpty() && !isPrevious(previous(name), record)) {
      write(record.withoutPrevious());
    }
  }

  private static boolean isThis(Path jar, PluginRecord record) throws IOException {
    return Files.exists(jar) && digest(jar).equals(record.digest());
  }

  private static boolean isPrevious(Path jar, PluginRecord record) throws IOException {
    return Files.exists(jar) && BundleJar.identify(jar).version().equals(record.previousVersion());
  }

  /** A place on this shelf for something that is not whole yet. */
  Path draft(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name)).resolve("next.jar");
  }

  /** The good jar becomes the previous one, and this one the good one. */
  void advance(String name, Path next) throws IOException {
    if (Files.exists(good(name))) {
      Files.move(good(name), previous(name), StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(next, good(name), StandardCopyOption.ATOMIC_MOVE);
  }

  /** The good and the previous jar change places. */
  void swap(String name) throws IOException {
    Path draft = draft(name);
    Files.move(good(name), draft, StandardCopyOption.ATOMIC_MOVE);
    Files.move(previous(name), good(name), StandardCopyOption.ATOMIC_MOVE);
    Files.move(draft, previous(name), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Takes a file away from where it would be deployed again. */
  void setAside(String name, Path file) throws IOException {
    Path aside = Files.createDirectories(folder.resolve(name).resolve("refused"));
    Files.move(file, aside.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
  }

  /** Puts a copy of a jar into the deploy folder in one move. */
  void deploy(Path jar, Path target) throws IOException {
    Path draft = jar.resolveSibling("deploy.jar");
    Files.copy(jar, draft, StandardCopyOption.REPLACE_EXISTING);
    Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
  }

  void forget(String name) throws IOException {
    Path home = folder.resolve(name);
    if (Files.exists(home)) {
      try (Stream<Path> content = Files.walk(home)) {
        for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  static String digest(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] block = new byte[65_536];
      for (int n = in.read(block); n >= 0; n = in.read(block)) {
        digest.update(block, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
