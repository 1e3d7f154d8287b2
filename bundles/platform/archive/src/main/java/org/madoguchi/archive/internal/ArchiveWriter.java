package org.madoguchi.archive.internal;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes an archive: a zip file with one entry per table, the stored content in packs, the settings
 * and the manifest. Readable by its owner only: settings hold passwords, data hold citizens' words.
 */
final class ArchiveWriter implements Closeable {
  static final String TABLES = "tables/";
  static final String ETC = "etc/";
  private static final int BUFFER = 64 * 1024;

  /** Half as large as without, at a small part of the default level's time. */
  private static final int COMPRESSION = 3;

  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final FileChannel channel;
  private final ZipOutputStream zip;
  private final BooleanSupplier mayGoOn;
  private final Manifest manifest = new Manifest();

  /** Writes the content of one entry. */
  interface Content {
    void writeTo(OutputStream out) throws IOException, SQLException;
  }

  /**
   * @param file must not exist
   * @param mayGoOn asked again and again; when false the write ends with an exception
   */
  ArchiveWriter(Path file, BooleanSupplier mayGoOn) throws IOException {
    this.channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY);
    this.zip = new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)));
    this.zip.setLevel(COMPRESSION);
    this.mayGoOn = mayGoOn;
  }

  Manifest manifest() {
    return manifest;
  }

  void table(Connection connection, Table table) throws IOException, SQLException {
    Tally[] tally = new Tally[1];
    entry(TABLES + table.name(), out -> tally[0] = Rows.write(connection, table, out));
    manifest.setTable(table, tally[0]);
  }

  /** Every file below {@code etc}. */
  void settings(Path etc) throws IOException, SQLException {
    List<Path> files;
    try (Stream<Path> tree = Files.walk(etc)) {
      files = tree.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      entry(ETC + etc.relativize(file), out -> Files.copy(file, out));
    }
  }

  void entry(String name, Content content) throws IOException, SQLException {
    zip.putNextEntry(new ZipEntry(name));
    DigestOutputStream digest = Digests.through(new Interruptible(zip));
    BufferedOutputStream out = new BufferedOutputStream(digest, BUFFER);
    content.writeTo(out);
    out.flush();
    zip.closeEntry();
    manifest.setDigest(name, Digests.hex(digest.getMessageDigest()));
  }

  /** Makes everything durable. */
  void finish() throws IOException {
    byte[] text = manifest.text().getBytes(StandardCharsets.UTF_8);
    zip.putNextEntry(new ZipEntry(Manifest.ENTRY));
    zip.write(text);
    zip.closeEntry();
    // the reader does not look at the zip's own check sums
    zip.setComment(Digests.hex(Digests.of(text)));
    zip.finish();
    zip.flush();
    channel.force(true);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private final class Interruptible extends FilterOutputStream {
    Interruptible(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (!mayGoOn.getAsBoolean()) {
        throw new InterruptedIOException("the program is being stopped");
      }
      out.write(bytes, offset, length);
    }
  }
}
