package org.madoguchi.testing.database;

import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A file system with little room. */
public final class SmallDisk implements AutoCloseable {
  private static final byte[] PIECE = new byte[4096];
  private static final int MOST_FILLINGS = 100;

  private final Path at;

  private SmallDisk(Path at) {
    this.at = at;
  }

  /** The test is passed over where it may not be made. */
  public static SmallDisk at(Path folder, String size) throws IOException, InterruptedException {
    Optional<SmallDisk> made = wherePossible(folder, size);
    assumeTrue("only root of a machine of its own may mount a small disk", made.isPresent());
    return made.get();
  }

  /** Empty where it may not be made: the folder is one of the disk that is there. */
  public static Optional<SmallDisk> wherePossible(Path folder, String size)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    boolean made = ran("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString());
    return made ? Optional.of(new SmallDisk(folder)) : Optional.empty();
  }

  public void grow(String size) throws IOException, InterruptedException {
    assumeTrue(ran("mount", "-o", "remount,size=" + size, at.toString()));
  }

  /** Not a byte is left, although a database that ends meanwhile may leave some. */
  public void fill() throws IOException {
    IOException full = null;
    for (int i = 0; i < MOST_FILLINGS && (full == null || hasRoom()); i++) {
      full = writeUntilItFails();
    }
    if (hasRoom()) {
      throw full;
    }
  }

  private boolean hasRoom() throws IOException {
    return Files.getFileStore(at).getUsableSpace() >= PIECE.length;
  }

  private IOException writeUntilItFails() {
    try (OutputStream ballast =
        Files.newOutputStream(ballast(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (true) {
        ballast.write(PIECE);
      }
    } catch (IOException e) {
      return e;
    }
  }

  /** What it was filled with is gone. */
  public void makeRoom() throws IOException {
    Files.deleteIfExists(ballast());
  }

  private Path ballast() {
    return at.resolve("ballast");
  }

  private static boolean ran(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    ran("umount", "--lazy", at.toString());
  }
}
