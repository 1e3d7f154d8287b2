package org.madoguchi.itests.durability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.madoguchi.itests.durability.Ledger.Item;
import org.madoguchi.itests.durability.Ledger.Kind;

/** Compares what was acknowledged with what the database, the files and the citizens have. */
final class Books {
  private static final Pattern MARKER = Pattern.compile("\\[\\[[A-Z]+-\\d+]]");
  private static final Pattern OURS =
      Pattern.compile("md\\.([a-z0-9-]+)\\.(\\d+)\\.[0-9a-f]{32}@.*");

  private final Connection database;
  private final Path blobs;
  private final List<String> faults = new ArrayList<>();
  private final Map<String, Long> figures = new java.util.LinkedHashMap<>();

  /**
   * @param blobs the folder of the stored contents
   */
  Books(Connection database, Path blobs) {
    this.database = database;
    this.blobs = blobs;
  }

  /** What is wrong; empty when nothing is. */
  List<String> faults() {
    return faults;
  }

  Map<String, Long> figures() {
    return figures;
  }

  @Override
  public String toString() {
    return faults + " in " + figures;
  }

  void compare(Ledger ledger, List<String> received) throws SQLException {
    entries(ledger);
    numbers();
    eventLog();
    contents();
    boxes();
    replies(ledger, received);
  }

  private record Entry(long id, String ticket, String type, String text, String original) {}

  private void entries(Ledger ledger) throws SQLException {
    List<Entry> entries =
        rows(
            "SELECT E.ID, T.MUNICIPALITY, T.FISCAL_YEAR, T.SERIAL, E.TYPE, E.SUBJECT, X.BODY,"
                + " E.ORIGINAL_SHA256 FROM TICKET_ENTRY E JOIN TICKET T ON T.ID = E.TICKET_ID"
                + " JOIN TICKET_ENTRY_TEXT X ON X.ENTRY_ID = E.ID",
            row ->
                new Entry(
                    row.getLong(1),
                    "%s-%d-%06d".formatted(row.getString(2), row.getInt(3), row.getLong(4)),
                    row.getString(5),
                    row.getString(5).equals("CITIZEN") ? row.getString(6) : row.getString(7),
                    row.getString(8)));
    Map<String, List<Entry>> byMarker = new HashMap<>();
    for (Entry entry : entries) {
      Matcher marker = MARKER.matcher(entry.text());
      while (marker.find()) {
        if (!entry.type().equals("ACKNOWLEDGEMENT")) {
          byMarker.computeIfAbsent(marker.group(), m -> new ArrayList<>()).add(entry);
        }
      }
    }
    Map<Long, List<String>> files = new HashMap<>();
    each(
        "SELECT ENTRY_ID, SHA256 FROM TICKET_ATTACHMENT WHERE ENTRY_ID > 0",
        row ->
            files.computeIfAbsent(row.getLong(1), id -> new ArrayList<>()).add(row.getString(2)));
    for (Item item : ledger.items()) {
      List<Entry> found = byMarker.getOrDefault(item.marker(), List.of());
      if (found.size() != 1) {
        fault((found.isEmpty() ? "lost: " : "doubled: ") + item + " is there as " + found);
        continue;
      }
      Entry entry = found.get(0);
      if (!item.ticket().isEmpty() && !item.ticket().equals(entry.ticket())) {
        fault("on another ticket: " + item + " is on " + entry.ticket());
      }
      List<String> attached = files.getOrDefault(entry.id(), List.of());
      if (!attached.equals(item.sha256().isEmpty() ? List.of() : List.of(item.sha256()))) {
        fault("files of " + item + " are " + attached);
      }
      if (item.kind() == Kind.MAIL && entry.original().isEmpty()) {
        fault("without its original: " + item);
      }
    }
    Set<String> promised = ledger.items().stream().map(Item::marker).collect(Collectors.toSet());
    byMarker.keySet().stream()
        .filter(marker -> !promised.contains(marker))
        .forEach(marker -> fault("nobody was told of " + marker));
    figures.put("entries", (long) entries.size());
  }

  private void numbers() throws SQLException {
    figures.put("tickets", number("SELECT COUNT(*) FROM TICKET"));
    nothing(
        "ticket number given twice",
        "SELECT MUNICIPALITY, FISCAL_YEAR, SERIAL FROM TICKET"
            + " GROUP BY MUNICIPALITY, FISCAL_YEAR, SERIAL HAVING COUNT(*) > 1");
    nothing(
        "ticket without any entry",
        "SELECT T.ID FROM TICKET T LEFT JOIN TICKET_ENTRY E ON E.TICKET_ID = T.ID"
            + " GROUP BY T.ID HAVING COUNT(E.ID) = 0");
  }

  private void eventLog() throws SQLException {
    long events = number("SELECT COUNT(*) FROM EVENT_LOG");
    figures.put("events", events);
    nothing("event without a position", "SELECT ID FROM EVENT_LOG WHERE POSITION IS NULL");
    long dense = number("SELECT COUNT(*) FROM (SELECT DISTINCT POSITION FROM EVENT_LOG) P");
    long last = number("SELECT MAX(POSITION) FROM EVENT_LOG");
    long head = number("SELECT LAST_POSITION FROM EVENT_HEAD WHERE NAME = 'log'");
    if (dense != events || last != events || head != events) {
      fault(
          "positions: %d events, %d positions, last %d, head %d"
              .formatted(events, dense, last, head));
    }
    nothing(
        "sequence given twice",
        "SELECT STREAM, AGGREGATE, SEQUENCE FROM EVENT_LOG GROUP BY STREAM, AGGREGATE, SEQUENCE"
            + " HAVING COUNT(*) > 1");
    // a delivery's or a message's sequence counts its changes, and not each of them is an event
    nothing(
        "aggregate whose sequence has gaps",
        "SELECT STREAM, AGGREGATE FROM EVENT_LOG WHERE STREAM <> 'channels'"
            + " GROUP BY STREAM, AGGREGATE HAVING COUNT(*) <> MAX(SEQUENCE)");
  }

  private void contents() throws SQLException {
    Set<String> stored = new HashSet<>();
    try (Stream<Path> files = Files.walk(blobs)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        if (file.getParent().getFileName().toString().equals("unfinished")) {
          continue;
        }
        if (!Digests.sha256(file).equals(name)) {
          fault("content is not what its name says: " + name);
        }
        stored.add(name);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    figures.put("contents", (long) stored.size());
    for (String query :
        List.of(
            "SELECT CONTENT FROM INBOX",
            "SELECT SHA256 FROM TICKET_ATTACHMENT",
            "SELECT ORIGINAL_SHA256 FROM TICKET_ENTRY WHERE ORIGINAL_SIZE > 0")) {
      each(
          query,
          row -> {
            if (!stored.contains(row.getString(1).strip())) {
              fault("content missing: " + row.getString(1));
            }
          });
    }
  }

  private void boxes() throws SQLException {
    for (String box : List.of("INBOX", "OUTBOX")) {
      each(
          "SELECT STATE, COUNT(*) FROM " + box + " GROUP BY STATE",
          row ->
              figures.put(
                  box.toLowerCase(java.util.Locale.ROOT) + " " + row.getString(1), row.getLong(2)));
    }
    nothing("delivery not read", "SELECT ID, STATE, REASON FROM INBOX WHERE STATE <> 'DONE'");
    nothing(
        "message not settled",
        "SELECT ID, STATE, REASON FROM OUTBOX WHERE STATE NOT IN ('SENT', 'IN_DOUBT')");
    nothing(
        "ticket that does not know of its message", "SELECT ID FROM OUTBOX WHERE REPORTED = FALSE");
    nothing(
        "acknowledgement not decided",
        "SELECT TICKET FROM ACKNOWLEDGEMENT WHERE STATE = 'PENDING'");
    nothing(
        "ticket acknowledged twice, or never",
        "SELECT T.ID, COUNT(E.ID) FROM TICKET T LEFT JOIN TICKET_ENTRY E"
            + " ON E.TICKET_ID = T.ID AND E.TYPE = 'ACKNOWLEDGEMENT'"
            + " WHERE T.CHANNEL = 'mail' GROUP BY T.ID HAVING COUNT(E.ID) <> 1");
  }

  private record Message(String state, String reference, String onTicket) {}

  /** Each reply was sent once, or stands in doubt for a person to see. */
  private void replies(Ledger ledger, List<String> received) throws SQLException {
    Map<String, Message> messages = new HashMap<>();
    each(
        "SELECT O.TICKET, O.ENTRY, O.STATE, O.MESSAGE_REFERENCE, E.DELIVERY_STATE"
            + " FROM TICKET_ENTRY E LEFT JOIN OUTBOX O ON O.ENTRY = CAST(E.ID AS CHAR(20))"
            + " WHERE E.TYPE IN ('REPLY', 'ACKNOWLEDGEMENT')",
        row -> {
          if (row.getString(1) == null) {
            fault("a reply without a message");
          } else {
            messages.put(
                row.getString(1) + "." + row.getString(2),
                new Message(row.getString(3), row.getString(4), row.getString(5)));
          }
        });
    Map<String, List<String>> arrived = new HashMap<>();
    for (String id : received) {
      Matcher ours = OURS.matcher(id);
      if (ours.matches()) {
        arrived
            .computeIfAbsent(ours.group(1) + "." + ours.group(2), m -> new ArrayList<>())
            .add(id);
      } else {
        fault("a message that is not ours: " + id);
      }
    }
    figures.put("messages", (long) messages.size());
    figures.put("messages with citizens", (long) received.size());
    messages.forEach((key, message) -> compare(key, message, arrived.getOrDefault(key, List.of())));
    for (String key : arrived.keySet()) {
      if (!messages.containsKey(key)) {
        fault("sent, and nobody wrote it: " + key);
      }
    }
    for (Item item : ledger.items()) {
      if (item.kind() == Kind.REPLY && !messages.containsKey(item.ticket() + "." + item.entry())) {
        fault("never queued: " + item);
      }
    }
  }

  private void compare(String key, Message message, List<String> arrived) {
    if (arrived.size() > 1) {
      fault("sent twice: " + arrived);
    }
    boolean sent = message.state().equals("SENT");
    if (sent && (arrived.isEmpty() || !message.reference().contains(arrived.get(0)))) {
      fault("stands as sent: %s as %s, arrived: %s".formatted(key, message, arrived));
    }
    if (!message.onTicket().equals(message.state())) {
      fault("the ticket says otherwise: " + key + " " + message);
    }
  }

  private void fault(String what) {
    faults.add(what);
  }

  private interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  private interface Action {
    void take(ResultSet row) throws SQLException;
  }

  private void each(String query, Action action) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        action.take(rows);
      }
    }
  }

  private <T> List<T> rows(String query, Row<T> reader) throws SQLException {
    List<T> all = new ArrayList<>();
    each(query, row -> all.add(reader.of(row)));
    return all;
  }

  private long number(String query) throws SQLException {
    return rows(query, row -> row.getLong(1)).get(0);
  }

  private void nothing(String what, String query) throws SQLException {
    each(
        query,
        row -> {
          StringBuilder columns = new StringBuilder(what + ":");
          for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            columns.append(' ').append(row.getString(i));
          }
          fault(columns.toString());
        });
  }
}
