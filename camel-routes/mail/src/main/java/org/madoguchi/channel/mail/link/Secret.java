package org.madoguchi.channel.mail.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A password. It is read anew at every log-in, so a rotated file needs no restart, and is never
 * written out.
 */
public final class Secret {
  /** For servers that ask for none. */
  public static final Secret NONE = new Secret("", null);

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
   * @throws IOException the file cannot be read
   */
  public String reveal() throws IOException {
    if (file == null) {
      return value;
    }
    try (var lines = Files.newBufferedReader(file)) {
      String first = lines.readLine();
      return first == null ? "" : first.strip();
    }
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
