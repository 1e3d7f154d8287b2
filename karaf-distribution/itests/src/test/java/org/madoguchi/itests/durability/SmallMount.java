package org.madoguchi.itests.durability;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A file system with little room. */
final class SmallMount implements AutoCloseable {
  private static final byte[] PIECE = new byte[4096];
  private static final int MOST_FILLINGS = 100;

  private final Path at;

  private SmallMount(Path at) {
    this.at = at;
  }

  /** Empty where none may be made: only root of a machine of its own may. */
  static Optional<SmallMount> at(Path folder, String size)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    boolean made = ran("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString());
    return made ? Optional.of(new SmallMount(folder)) : Optional.empty();
  }

  void grow(String size) throws IOException, InterruptedException {
    ran("mount", "-o", "remount,size=" + size, at.toString());
  }

  Path folder() {
    return at;
  }

  /** Not a byte is left, although a database that ends meanwhile may leave some. */
  void fill() throws IOException {
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
  void makeRoom() throws IOException {
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
