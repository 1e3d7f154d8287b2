package org.madoguchi.schema.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.logging.LogManager;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A Derby with the schema of this build and without a row, made when this bundle is built. To lay
 * its files down takes a moment; to have them made by Derby and Liquibase takes a third of a first
 * start.
 */
public final class EmptyDerby {
  private static final String FILES = "/derby/empty.zip";
  private static final String LOCKS = ".*\\.lck";
  private static final String SHUT_DOWN = "08006";

  private EmptyDerby() {}

  /**
   * Lays the files down and makes them durable; all of them are there or none. What is there
   * already stays as it is.
   *
   * @param folder the database's own; its parent is made when missing
   */
  public static void layDown(Path folder) throws IOException {
    if (Files.exists(folder)) {
      return;
    }
    Path parent = Files.createDirectories(folder.toAbsolutePath().getParent());
    Path beside = parent.resolve(folder.getFileName() + ".new");
    delete(beside);
    try (InputStream files = EmptyDerby.class.getResourceAsStream(FILES)) {
      unpack(new ZipInputStream(files), beside);
    }
    Files.move(beside, folder, StandardCopyOption.ATOMIC_MOVE);
    sync(parent);
  }

  private static void unpack(ZipInputStream zip, Path folder) throws IOException {
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      Path file = folder.resolve(entry.getName());
      Files.createDirectories(file.getParent());
      Files.copy(zip, file);
      sync(file);
    }
    // Derby expects it, empty
    Files.createDirectories(folder.resolve("tmp"));
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path directory : tree.filter(Files::isDirectory).toList()) {
        sync(directory);
      }
    }
  }

  private static void sync(Path path) throws IOException {
    boolean directory = Files.isDirectory(path);
    try (FileChannel channel =
        FileChannel.open(path, directory ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** Makes the files: the build calls it. @param arguments the zip file to write */
  public static void main(String[] arguments) throws IOException, SQLException {
    // Liquibase tells of each change
    LogManager.getLogManager().reset();
    Path zip = Path.of(arguments[0]);
    Path work = Files.createTempDirectory("empty-derby");
    try {
      Path database = work.resolve("database");
      make(database);
      Files.createDirectories(zip.getParent());
      try (OutputStream out = Files.newOutputStream(zip)) {
        pack(database, new ZipOutputStream(out));
      }
    } finally {
      delete(work);
    }
  }

  private static void make(Path database) throws SQLException {
    String url = "jdbc:derby:" + database;
    try (Connection connection = DriverManager.getConnection(url + ";create=true")) {
      Migrations.apply(connection);
    }
    try {
      DriverManager.getConnection(url + ";shutdown=true").close();
    } catch (SQLException e) {
      // Derby tells its success by an exception
      if (!SHUT_DOWN.equals(e.getSQLState())) {
        throw e;
      }
    }
  }

  private static void pack(Path database, ZipOutputStream zip) throws IOException {
    List<Path> files;
    try (Stream<Path> tree = Files.walk(database)) {
      files = tree.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      String name = database.relativize(file).toString().replace('\\', '/');
      if (name.matches(LOCKS)) {
        continue;
      }
      ZipEntry entry = new ZipEntry(name);
      entry.setLastModifiedTime(FileTime.from(Instant.EPOCH));
      zip.putNextEntry(entry);
      Files.copy(file, zip);
      zip.closeEntry();
    }
    zip.finish();
  }
}
