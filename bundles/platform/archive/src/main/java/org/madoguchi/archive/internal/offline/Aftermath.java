package org.madoguchi.archive.internal.offline;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A database as it was at the backup, whose original may have gone on: it may have sent what waited
 * to be sent, and told citizens numbers that this one does not know of.
 */
final class Aftermath {
  /** More than a busy city opens in a month; and numbers keep their six digits. */
  static final int GAP = 10_000;

  private static final Pattern TICKET_NUMBERS = Pattern.compile("ticket-no/(.+)/(\\d{4})");
  private static final String OUTBOX_IDS = "outbox";
  private static final String DOUBT = "'IN_DOUBT'";

  private final Connection connection;
  private final Timestamp now;
  private final int fiscalYear;

  /**
   * @param now the instant of the restore
   */
  Aftermath(Connection connection, Instant now) {
    this.connection = connection;
    this.now = Timestamp.valueOf(LocalDateTime.ofInstant(now, ZoneOffset.UTC));
    // it may begin earlier where the municipality is
    LocalDateTime latest = LocalDateTime.ofInstant(now, ZoneOffset.MAX);
    this.fiscalYear = latest.getYear() - (latest.getMonthValue() < Month.APRIL.getValue() ? 1 : 0);
  }

  /**
   * Nothing that is known to wait is sent by itself, and no number is given twice.
   *
   * @return how many messages are in doubt now
   */
  int settle() throws SQLException {
    connection.setAutoCommit(false);
    skipNumbers();
    int doubted = doubtQueued() + doubtUnqueued();
    acknowledgeNothing();
    connection.commit();
    return doubted;
  }

  private void skipNumbers() throws SQLException {
    update("UPDATE ID_BLOCK SET NEXT_ID = NEXT_ID + " + GAP, 0);
    Map<String, Integer> newest = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT SERIES FROM ID_BLOCK")) {
      while (row.next()) {
        Matcher series = TICKET_NUMBERS.matcher(row.getString(1));
        if (series.matches()) {
          newest.merge(series.group(1), Integer.valueOf(series.group(2)), Math::max);
        }
      }
    }
    // a fiscal year that began since has numbers of its own
    for (Map.Entry<String, Integer> municipality : newest.entrySet()) {
      for (int year = municipality.getValue() + 1; year <= fiscalYear; year++) {
        begin("ticket-no/" + municipality.getKey() + "/" + year, 1L + GAP);
      }
    }
  }

  private int doubtQueued() throws SQLException {
    return update(
        "UPDATE OUTBOX SET STATE = "
            + DOUBT
            + ", REASON = '#restored', CHANGED_AT = ?, LEASED_UNTIL = ?, REPORTED = FALSE,"
            + " REVISION = REVISION + 1 WHERE STATE IN ('QUEUED', 'SENDING')",
        2);
  }

  /** Replies whose way into the outbox was not ended at the backup. */
  private int doubtUnqueued() throws SQLException {
    long next = nextId(OUTBOX_IDS);
    int doubted = 0;
    try (Statement statement = connection.createStatement();
        ResultSet entry =
            statement.executeQuery(
                "SELECT E.ID, T.MUNICIPALITY, T.FISCAL_YEAR, T.SERIAL, T.SECTION,"
                    + " T.CONFIDENTIALITY, E.CHANNEL, E.SOURCE FROM TICKET_ENTRY E"
                    + " JOIN TICKET T ON T.ID = E.TICKET_ID LEFT JOIN OUTBOX O"
                    + " ON O.ENTRY = RTRIM(CAST(E.ID AS CHAR(20))) LEFT JOIN OUTBOX_KEY K"
                    + " ON K.ENTRY = RTRIM(CAST(E.ID AS CHAR(20)))"
                    + " WHERE E.DELIVERY_STATE = 'QUEUED' AND O.ID IS NULL AND K.ENTRY IS NULL")) {
      while (entry.next()) {
        doubtUnqueued(entry, next + doubted);
        doubted++;
      }
    }
    update(
        "UPDATE ID_BLOCK SET NEXT_ID = NEXT_ID + "
            + doubted
            + " WHERE SERIES = '"
            + OUTBOX_IDS
            + "'",
        0);
    return doubted;
  }

  private void doubtUnqueued(ResultSet entry, long id) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO OUTBOX (ID, TICKET, ENTRY, MUNICIPALITY, SECTION, CONFIDENTIALITY, KIND,"
                + " SOURCE, CHANNEL, STATE, QUEUED_AT, CHANGED_AT, ATTEMPTS, REASON,"
                + " MESSAGE_REFERENCE, NEXT_ATTEMPT_AT, GIVE_UP_AT, LEASED_BY, LEASED_UNTIL,"
                + " REPORTED, REVISION) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', "
                + DOUBT
                + ", ?, ?, 0, '#restored', '', ?, ?, '', ?, FALSE, 1)")) {
      insert.setLong(1, id);
      insert.setString(
          2, "%s-%04d-%06d".formatted(entry.getString(2), entry.getInt(3), entry.getLong(4)));
      insert.setString(3, Long.toString(entry.getLong(1)));
      insert.setString(4, entry.getString(2));
      insert.setString(5, entry.getString(5));
      insert.setInt(6, entry.getInt(6));
      insert.setString(7, entry.getString(7));
      insert.setString(8, entry.getString(8));
      for (int moment = 9; moment <= 13; moment++) {
        insert.setTimestamp(moment, now);
      }
      insert.executeUpdate();
    }
  }

  private long nextId(String series) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT NEXT_ID FROM ID_BLOCK WHERE SERIES = ?")) {
      query.setString(1, series);
      try (ResultSet row = query.executeQuery()) {
        if (row.next()) {
          return row.getLong(1);
        }
      }
    }
    begin(series, 1);
    return 1;
  }

  private void begin(String series, long next) throws SQLException {
    try (PreparedStatement begin =
        connection.prepareStatement("INSERT INTO ID_BLOCK (SERIES, NEXT_ID) VALUES (?, ?)")) {
      begin.setString(1, series);
      begin.setLong(2, next);
      begin.executeUpdate();
    }
  }

  private void acknowledgeNothing() throws SQLException {
    update(
        "UPDATE ACKNOWLEDGEMENT SET STATE = 'SKIPPED', CHANGED_AT = ? WHERE STATE = 'PENDING'", 1);
    // tickets whose opening was not followed yet; the follower passes over those it finds noted
    update(
        "INSERT INTO ACKNOWLEDGEMENT (TICKET, ENTRY, MUNICIPALITY, SECTION, CONFIDENTIALITY, SOURCE,"
            + " LANG, STATE, SENDER, OPENED_AT, CHANGED_AT) SELECT E.AGGREGATE, '', E.MUNICIPALITY,"
            + " E.SECTION, E.CONFIDENTIALITY, '', '', 'SKIPPED', '', E.OCCURRED_AT, E.OCCURRED_AT"
            + " FROM EVENT_LOG E WHERE E.STREAM = 'tickets' AND E.TYPE = 'TicketOpened'"
            + " AND (E.POSITION IS NULL OR E.POSITION > (SELECT COALESCE(MAX(C.LAST_POSITION), 0)"
            + " FROM FOLLOWER_CURSOR C WHERE C.FOLLOWER = 'channels.acknowledgement'))"
            + " AND NOT EXISTS (SELECT 1 FROM ACKNOWLEDGEMENT A WHERE A.TICKET = E.AGGREGATE)",
        0);
  }

  private int update(String sql, int moments) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      for (int moment = 1; moment <= moments; moment++) {
        update.setTimestamp(moment, now);
      }
      return update.executeUpdate();
    }
  }
}
