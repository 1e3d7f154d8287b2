package org.madoguchi.archive.internal;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** An archive that is read. */
public final class ArchiveFile implements Closeable {
  private static final int BUFFER = 64 * 1024;

  private final Path file;
  private final ZipFile zip;
  private final Manifest manifest;

  /**
   * @throws Refused when it is no archive, or cut short
   */
  public ArchiveFile(Path file) throws IOException, Refused {
    this.file = file;
    if (!Files.isReadable(file)) {
      throw new Refused("unreadable", file);
    }
    this.zip = zip(file);
    try {
      this.manifest = readManifest();
    } catch (IOException | Refused | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private static ZipFile zip(Path file) throws IOException, Refused {
    try {
      return new ZipFile(file.toFile());
    } catch (ZipException | EOFException e) {
      throw new Refused("no-backup", file);
    }
  }

  private Manifest readManifest() throws IOException, Refused {
    ZipEntry entry = zip.getEntry(Manifest.ENTRY);
    if (entry == null) {
      throw new Refused("no-backup", file);
    }
    byte[] text;
    try (InputStream in = zip.getInputStream(entry)) {
      text = in.readAllBytes();
    } catch (ZipException | EOFException e) {
      throw damaged(Manifest.ENTRY);
    }
    if (!Digests.hex(Digests.of(text)).equals(zip.getComment())) {
      throw damaged(Manifest.ENTRY);
    }
    return Manifest.read(new String(text, StandardCharsets.UTF_8));
  }

  public Manifest manifest() {
    return manifest;
  }

  /** Reads everything once. */
  public void verify() throws IOException, Refused {
    byte[] buffer = new byte[BUFFER];
    for (String name : manifest.entries()) {
      MessageDigest digest = Digests.sha256();
      try (InputStream in = open(name)) {
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          digest.update(buffer, 0, read);
        }
      } catch (ZipException | EOFException e) {
        throw damaged(name);
      }
      if (!Digests.hex(digest).equals(manifest.digest(name))) {
        throw damaged(name);
      }
    }
    for (String table : manifest.tables()) {
      if (zip.getEntry(ArchiveWriter.TABLES + table) == null) {
        throw new Refused("incomplete", file, table);
      }
    }
  }

  private Refused damaged(String entry) {
    return new Refused("damaged", file, entry);
  }

  public InputStream openTable(String table) throws IOException, Refused {
    return open(ArchiveWriter.TABLES + table);
  }

  public InputStream open(String name) throws IOException, Refused {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new Refused("incomplete", file, name);
    }
    return zip.getInputStream(entry);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
