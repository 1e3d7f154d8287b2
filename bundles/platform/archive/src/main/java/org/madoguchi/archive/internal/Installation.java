package org.madoguchi.archive.internal;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The folders of an installation. */
public record Installation(Path home) {
  public static final String DATA_SOURCE = "org.ops4j.datasource-madoguchi.cfg";

  public Installation {
    home = home.toAbsolutePath().normalize();
  }

  public Path etc() {
    return home.resolve("etc");
  }

  public Path data() {
    return home.resolve("data");
  }

  /** Requests for backups, what became of them, and the copy of a database while one is taken. */
  public Path backups() {
    return data().resolve("backup");
  }

  /** Where stored content lies. */
  public Path blobs() throws IOException {
    return blobs(etc());
  }

  /**
   * @param etc the folder with the settings that are to count
   */
  public Path blobs(Path etc) throws IOException {
    Path settings = etc.resolve("org.madoguchi.blobs.cfg");
    String folder =
        Files.exists(settings) ? read(settings).getProperty("directory", "").strip() : "";
    return folder.isEmpty() ? data().resolve("blobs") : home.resolve(resolved(folder));
  }

  /** The data source's settings with Karaf's variables filled in. */
  public Properties dataSource(Path settings) throws IOException {
    Properties read = read(settings);
    read.replaceAll((key, value) -> resolved((String) value));
    return read;
  }

  public Path dataSourceFile() {
    return etc().resolve(DATA_SOURCE);
  }

  private static Properties read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    return properties;
  }

  private String resolved(String value) {
    String resolved = value;
    Map<String, Path> variables =
        Map.of(
            "karaf.data", data(), "karaf.etc", etc(), "karaf.base", home(), "karaf.home", home());
    for (Map.Entry<String, Path> variable : variables.entrySet()) {
      resolved = resolved.replace("${" + variable.getKey() + "}", variable.getValue().toString());
    }
    return resolved;
  }
}
