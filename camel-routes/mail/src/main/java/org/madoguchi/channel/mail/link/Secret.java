package org.madoguchi.channel.mail.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * A password or an access token. It is read anew at every log-in, so a rotated file needs no
 * restart, and is never written out.
 */
public final class Secret {
  /** For servers that ask for none. */
  public static final Secret NONE = new Secret("", null);

  private static final Set<PosixFilePermission> STRANGERS =
      Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

  private final String value;
  private final Path file;

  private Secret(String value, Path file) {
    this.value = value;
    this.file = file;
  }

  public static Secret of(String value) {
    return new Secret(value, null);
  }

  /** The first line of the file is the password. */
  public static Secret inFile(Path file) {
    return new Secret("", file);
  }

  /**
   * @throws IOException the file cannot be read or has nothing on its first line
   */
  public String reveal() throws IOException {
    if (file == null) {
      return value;
    }
    try (var lines = Files.newBufferedReader(file)) {
      String first = lines.readLine();
      if (first == null || first.isBlank()) {
        throw new IOException("the first line is empty");
      }
      return first.strip();
    }
  }

  /** Whether every user of this machine can read or exchange it. */
  public boolean isOpenToStrangers() {
    try {
      return file != null
          && Files.getPosixFilePermissions(file).stream().anyMatch(STRANGERS::contains);
    } catch (IOException | UnsupportedOperationException e) {
      return false; // gone, which the log-in will find out; or no such permissions here
    }
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
