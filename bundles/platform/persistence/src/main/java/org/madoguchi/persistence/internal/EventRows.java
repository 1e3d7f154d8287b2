package org.madoguchi.persistence.internal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.NewEvent;

/** Events as rows of EVENT_LOG. */
final class EventRows {
  static final String INSERT =
      "INSERT INTO EVENT_LOG (ID, STREAM, AGGREGATE, SEQUENCE, TYPE, VERSION, PAYLOAD,"
          + " MUNICIPALITY, SECTION, CONFIDENTIALITY, ACTOR, OCCURRED_AT, CORRELATION,"
          + " CONTRIBUTING) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  static final String SELECT =
      "SELECT POSITION, ID, STREAM, AGGREGATE, SEQUENCE, TYPE, VERSION, PAYLOAD, MUNICIPALITY,"
          + " SECTION, CONFIDENTIALITY, ACTOR, OCCURRED_AT, CORRELATION, CONTRIBUTING FROM"
          + " EVENT_LOG ";

  private static final String BETWEEN = ",";

  private static final TimeZone UTC = TimeZone.getTimeZone("UTC");

  private EventRows() {}

  /**
   * @param correlation what the log calls the work under way; null for nothing
   */
  static void bind(PreparedStatement insert, long id, NewEvent event, String correlation)
      throws SQLException {
    insert.setLong(1, id);
    insert.setString(2, event.stream());
    insert.setString(3, event.aggregate());
    insert.setLong(4, event.sequence());
    insert.setString(5, event.type());
    insert.setInt(6, event.version());
    insert.setString(7, event.payload());
    insert.setString(8, event.access().municipality().value());
    insert.setString(9, event.access().section().value());
    insert.setInt(10, event.access().confidentiality().level());
    insert.setString(11, event.actor().value());
    // PostgreSQL keeps microseconds; cut, so that both databases give back the same.
    Instant at = event.at().truncatedTo(ChronoUnit.MICROS);
    insert.setTimestamp(12, Timestamp.from(at), utc());
    insert.setString(13, correlation);
    insert.setString(14, joined(event.access().contributing()));
  }

  /** Null for none, as in the rows of previous builds. */
  private static String joined(Set<SectionId> sections) {
    return sections.isEmpty()
        ? null
        : sections.stream().sorted().map(SectionId::value).collect(Collectors.joining(BETWEEN));
  }

  private static Set<SectionId> sections(String joined) {
    return joined == null
        ? Set.of()
        : Stream.of(joined.split(BETWEEN)).map(SectionId::new).collect(Collectors.toSet());
  }

  static List<CommittedEvent> read(PreparedStatement query) throws SQLException {
    Calendar utc = utc();
    List<CommittedEvent> events = new ArrayList<>();
    try (ResultSet row = query.executeQuery()) {
      while (row.next()) {
        events.add(event(row, utc));
      }
    }
    return events;
  }

  private static CommittedEvent event(ResultSet row, Calendar utc) throws SQLException {
    AccessTag access =
        new AccessTag(
            new MunicipalityId(row.getString(9)),
            new SectionId(row.getString(10)),
            Confidentiality.ofLevel(row.getInt(11)),
            sections(row.getString(15)));
    return new CommittedEvent(
        row.getLong(1), // NULL reads as 0: not stamped yet
        row.getLong(2),
        row.getString(3),
        row.getString(4),
        row.getLong(5),
        row.getString(6),
        row.getInt(7),
        row.getString(8),
        access,
        new StaffId(row.getString(12)),
        row.getTimestamp(13, utc).toInstant(),
        Objects.requireNonNullElse(row.getString(14), ""));
  }

  private static Calendar utc() {
    return new GregorianCalendar(UTC);
  }
}
