package org.madoguchi.archive.internal;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stored content in an archive: one entry for each first byte of the SHA-256, so that a million
 * contents do not become a million entries. In it, for each content, a line with the SHA-256 and
 * the size, then the bytes.
 */
public final class BlobPacks {
  static final String ENTRIES = "blobs/";
  private static final Logger LOG = LoggerFactory.getLogger(BlobPacks.class);
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern FOLDER = Pattern.compile("[0-9a-f]{2}");
  private static final int HEX_LENGTH = 64;
  private static final int BUFFER = 64 * 1024;

  private final ArchiveWriter archive;
  private long count;
  private long bytes;
  private long damaged;

  BlobPacks(ArchiveWriter archive) {
    this.archive = archive;
  }

  /** Adds everything that is there now; what comes meanwhile may be in it or not. */
  void addAll(Path root) throws IOException, SQLException {
    for (Path folder : folders(root)) {
      archive.entry(
          ENTRIES + folder.getFileName(),
          out -> {
            for (Path inner : folders(folder)) {
              for (Path file : list(inner, SHA256)) {
                add(file, out);
              }
            }
          });
    }
    archive.manifest().set("blobs.count", count);
    archive.manifest().set("blobs.bytes", bytes);
    archive.manifest().set("blobs.damaged", damaged);
  }

  private static List<Path> folders(Path parent) throws IOException {
    return Files.isDirectory(parent) ? list(parent, FOLDER) : List.of();
  }

  private static List<Path> list(Path folder, Pattern names) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> names.matcher(file.getFileName().toString()).matches())
          .sorted()
          .toList();
    }
  }

  private void add(Path file, OutputStream out) throws IOException {
    String sha256 = file.getFileName().toString();
    // one torn file is no reason to have no backup at all
    if (!sha256.equals(digest(file))) {
      damaged++;
      LOG.warn("backup: stored content {} is damaged and left out", sha256);
      return;
    }
    long size = Files.size(file);
    out.write((sha256 + " " + size + "\n").getBytes(StandardCharsets.US_ASCII));
    Files.copy(file, out);
    count++;
    bytes += size;
  }

  private static String digest(Path file) throws IOException {
    MessageDigest digest = Digests.sha256();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return Digests.hex(digest);
  }

  /**
   * Puts the content of one entry below {@code root}.
   *
   * @return how many
   * @throws Refused when a content is not what its name says
   */
  public static long unpack(InputStream entry, Path root) throws IOException, Refused {
    long unpacked = 0;
    DataInputStream in = new DataInputStream(new BufferedInputStream(entry, BUFFER));
    while (true) {
      in.mark(1);
      if (in.read() < 0) {
        return unpacked;
      }
      in.reset();
      unpackOne(in, root);
      unpacked++;
    }
  }

  private static void unpackOne(DataInputStream in, Path root) throws IOException, Refused {
    byte[] name = new byte[HEX_LENGTH];
    in.readFully(name);
    String sha256 = new String(name, StandardCharsets.US_ASCII);
    long left = size(in);
    if (!SHA256.matcher(sha256).matches()) {
      throw new Refused("content-damaged", "?");
    }
    Path file = root.resolve(sha256.substring(0, 2)).resolve(sha256.substring(2, 4));
    Files.createDirectories(file);
    MessageDigest digest = Digests.sha256();
    byte[] buffer = new byte[BUFFER];
    try (OutputStream out = Files.newOutputStream(file.resolve(sha256))) {
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new EOFException("stored content ends early");
        }
        digest.update(buffer, 0, read);
        out.write(buffer, 0, read);
        left -= read;
      }
    }
    if (!HexFormat.of().formatHex(digest.digest()).equals(sha256)) {
      throw new Refused("content-damaged", sha256);
    }
  }

  private static long size(DataInputStream in) throws IOException {
    StringBuilder digits = new StringBuilder();
    for (int c = in.readByte(); c != '\n'; c = in.readByte()) {
      digits.append((char) c);
    }
    return Long.parseLong(digits.toString().strip());
  }
}
