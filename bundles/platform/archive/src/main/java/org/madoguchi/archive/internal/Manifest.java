package org.madoguchi.archive.internal;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What an archive says about itself; its last entry. */
public final class Manifest {
  static final String ENTRY = "manifest.properties";

  /** Grows when an older build could no longer read what is written. */
  private static final String FORMAT = "1";

  private static final String TABLE = "table.";
  private static final String DIGEST = "sha256.";
  private static final String CHANGE = "change.";

  private final Properties properties;

  Manifest() {
    properties = new Properties();
    properties.setProperty("format", FORMAT);
  }

  private Manifest(Properties properties) {
    this.properties = properties;
  }

  static Manifest read(String text) throws IOException, Refused {
    Properties properties = new Properties();
    properties.load(new StringReader(text));
    if (!FORMAT.equals(properties.getProperty("format"))) {
      throw new Refused("newer-form");
    }
    return new Manifest(properties);
  }

  String text() throws IOException {
    StringWriter text = new StringWriter();
    properties.store(text, null);
    // without the comment with the time, in a stable order
    return text.toString()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .sorted()
        .collect(Collectors.joining("\n", "", "\n"));
  }

  void set(String key, Object value) {
    properties.setProperty(key, value.toString());
  }

  /** Empty when it says nothing of it. */
  public String get(String key) {
    return properties.getProperty(key, "");
  }

  public long number(String key) {
    return Long.parseLong(properties.getProperty(key, "0"));
  }

  void setTable(Table table, Tally tally) {
    set(TABLE + table.name() + ".columns", String.join(",", table.columnNames()));
    set(TABLE + table.name() + ".rows", tally.rows());
    set(TABLE + table.name() + ".checksum", tally.checksum());
  }

  public Set<String> tables() {
    String columns = ".columns";
    return keys(TABLE).stream()
        .filter(key -> key.endsWith(columns))
        .map(key -> key.substring(TABLE.length(), key.length() - columns.length()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  public List<String> columns(String table) {
    return List.of(get(TABLE + table + ".columns").split(","));
  }

  public Tally tally(String table) {
    return new Tally(number(TABLE + table + ".rows"), get(TABLE + table + ".checksum"));
  }

  public long rows() {
    return tables().stream().mapToLong(table -> tally(table).rows()).sum();
  }

  void setChanges(Set<String> changes) {
    int number = 0;
    for (String change : changes) {
      set(CHANGE + number++, change);
    }
  }

  /** The state of the schema. */
  public Set<String> changes() {
    return keys(CHANGE).stream().map(this::get).collect(Collectors.toCollection(TreeSet::new));
  }

  void setDigest(String entry, String sha256) {
    set(DIGEST + entry, sha256);
  }

  String digest(String entry) {
    return get(DIGEST + entry);
  }

  /** Every entry but this one. */
  public Set<String> entries() {
    return keys(DIGEST).stream()
        .map(key -> key.substring(DIGEST.length()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> keys(String prefix) {
    return properties.stringPropertyNames().stream()
        .filter(key -> key.startsWith(prefix))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
