package org.madoguchi.archive.internal;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;

/**
 * What a column holds, and its one text: the same on every database, so that checksums can be
 * compared across them.
 */
enum ColumnKind {
  /** Decimal digits. */
  NUMBER(Types.BIGINT) {
    @Override
    void bind(PreparedStatement statement, int index, String text) throws SQLException {
      statement.setLong(index, Long.parseLong(text));
    }
  },
  /** {@code t} or {@code f}. */
  TRUTH(Types.BOOLEAN) {
    @Override
    String canonical(String read) {
      return read.startsWith("t") || read.startsWith("T") || read.equals("1") ? "t" : "f";
    }

    @Override
    void bind(PreparedStatement statement, int index, String text) throws SQLException {
      statement.setBoolean(index, text.equals("t"));
    }
  },
  /** As it is, except that NUL, which PostgreSQL cannot hold, becomes U+FFFD. */
  TEXT(Types.VARCHAR) {
    @Override
    String canonical(String read) {
      return read.indexOf('\0') < 0 ? read : read.replace('\0', '\ufffd');
    }
  },
  /** {@code 2026-11-20 00:30:00.123456}, whatever the time zone of the JVM. */
  MOMENT(Types.TIMESTAMP) {
    @Override
    String canonical(String read) {
      String fraction = read.length() > SECONDS ? read.substring(SECONDS + 1) : "";
      return read.substring(0, SECONDS) + "." + (fraction + "000000").substring(0, 6);
    }

    // by way of java.sql.Timestamp the hour that summer time skips would be lost
    @Override
    String selected(String column) {
      return "CAST(" + column + " AS VARCHAR(40))";
    }
  };

  private final int jdbcType;

  ColumnKind(int jdbcType) {
    this.jdbcType = jdbcType;
  }

  /** For a null. */
  int jdbcType() {
    return jdbcType;
  }

  private static final int SECONDS = "2026-11-20 00:30:00".length();

  /**
   * @param column for the message
   * @throws SQLException when the portable form has no text for this type
   */
  static ColumnKind of(int jdbcType, String column) throws SQLException {
    return switch (jdbcType) {
      case Types.BIGINT, Types.INTEGER, Types.SMALLINT -> NUMBER;
      case Types.BOOLEAN, Types.BIT -> TRUTH;
      case Types.CHAR, Types.VARCHAR, Types.CLOB -> TEXT;
      case Types.TIMESTAMP -> MOMENT;
      default -> throw new SQLException(column + " is of a type that no archive can hold");
    };
  }

  /** What to select so that {@code getString} gives what {@link #canonical} takes. */
  String selected(String column) {
    return column;
  }

  String canonical(String read) {
    return read;
  }

  void bind(PreparedStatement statement, int index, String text) throws SQLException {
    statement.setString(index, text);
  }
}
