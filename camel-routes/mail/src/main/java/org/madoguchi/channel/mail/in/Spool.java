package org.madoguchi.channel.mail.in;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Holds one fetched message until the intake has it: small ones in memory, larger ones in a
 * temporary file. Fetching and storing are apart, so that a broken link and a full disk can be told
 * from each other.
 */
final class Spool extends OutputStream {
  /** The message is larger than the inbox takes. */
  static final class Full extends IOException {
    private static final long serialVersionUID = 1L;

    Full() {
      super("the message is too large");
    }
  }

  private static final int IN_MEMORY = 512 * 1024;

  private final long limit;
  private final MessageDigest digest = SourceKeys.digest();
  private ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private Path file;
  private OutputStream disk;
  private long size;
  private boolean diskFailed;

  Spool(long limit) {
    this.limit = limit;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    size += length;
    if (size > limit) {
      throw new Full();
    }
    digest.update(bytes, from, length);
    if (size <= IN_MEMORY) {
      memory.write(bytes, from, length);
    } else {
      writeToDisk(bytes, from, length);
    }
  }

  private void writeToDisk(byte[] bytes, int from, int length) throws IOException {
    try {
      if (disk == null) {
        toDisk();
      }
      disk.write(bytes, from, length);
    } catch (IOException e) {
      diskFailed = true;
      throw e;
    }
  }

  /** Whether an exception came from here, not from the link. */
  boolean diskFailed() {
    return diskFailed;
  }

  private void toDisk() throws IOException {
    file = Files.createTempFile("madoguchi-mail-", ".eml");
    disk = Files.newOutputStream(file);
    memory.writeTo(disk);
    memory = null;
  }

  /** Everything written; ends writing. */
  InputStream content() throws IOException {
    if (disk == null) {
      return new ByteArrayInputStream(memory.toByteArray());
    }
    disk.close();
    return Files.newInputStream(file);
  }

  /** SHA-256 of everything written; once. */
  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public void close() throws IOException {
    if (disk != null) {
      disk.close();
    }
    if (file != null) {
      Files.deleteIfExists(file);
    }
  }
}
