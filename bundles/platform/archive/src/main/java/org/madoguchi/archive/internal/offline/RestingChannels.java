package org.madoguchi.archive.internal.offline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The settings of channels in a folder {@code etc/}. Two installations must not read and answer the
 * same mailboxes: under another name, which the launcher's {@code connect-channels} takes back,
 * nothing reads them.
 */
final class RestingChannels {
  private static final String SETTINGS = ".cfg";
  private static final String RESTING = ".resting";

  /** The key every channel has, whatever its kind. */
  private static final Pattern CHANNEL = Pattern.compile("(?m)^\\s*madoguchi\\.channel\\s*[=:]");

  private final Path etc;

  RestingChannels(Path etc) {
    this.etc = etc;
  }

  void rest() throws IOException {
    for (Path file : atWork()) {
      Files.move(file, file.resolveSibling(file.getFileName() + RESTING));
    }
  }

  void putAside(Path folder) throws IOException {
    for (Path file : atWork()) {
      Files.createDirectories(folder);
      Files.move(file, folder.resolve(file.getFileName()));
    }
  }

  private List<Path> atWork() throws IOException {
    if (!Files.isDirectory(etc)) {
      return List.of();
    }
    List<Path> settings;
    try (Stream<Path> files = Files.list(etc)) {
      settings = files.filter(file -> file.toString().endsWith(SETTINGS)).sorted().toList();
    }
    List<Path> channels = new ArrayList<>();
    for (Path file : settings) {
      if (CHANNEL.matcher(Files.readString(file, StandardCharsets.UTF_8)).find()) {
        channels.add(file);
      }
    }
    return channels;
  }
}
