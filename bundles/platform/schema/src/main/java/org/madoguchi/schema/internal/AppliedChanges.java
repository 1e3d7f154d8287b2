package org.madoguchi.schema.internal;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Whether a database has every change set of this build. Asked before Liquibase is, which takes
 * longer to find out than everything else at a start.
 */
final class AppliedChanges {
  private static final String LIQUIBASE_TABLE = "DATABASECHANGELOG";

  /** A change set's identity; its author is the same for all. */
  private record Change(String file, String id) {}

  private AppliedChanges() {}

  /**
   * @param changelog a resource beside this class's own; includes others, flatly
   */
  static boolean areComplete(Connection connection, String changelog) throws SQLException {
    if (!Tables.has(connection, LIQUIBASE_TABLE)) {
      return false;
    }
    boolean derby = connection.getMetaData().getDatabaseProductName().contains("Derby");
    Set<Change> missing = wanted(changelog, derby ? "derby" : "postgresql");
    missing.removeAll(applied(connection));
    return missing.isEmpty();
  }

  private static Set<Change> applied(Connection connection) throws SQLException {
    Set<Change> applied = new HashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT FILENAME, ID FROM " + LIQUIBASE_TABLE)) {
      while (row.next()) {
        applied.add(new Change(row.getString(1), row.getString(2)));
      }
    }
    return applied;
  }

  private static Set<Change> wanted(String changelog, String database) throws SQLException {
    Set<Change> wanted = new HashSet<>();
    try {
      read(changelog, database, wanted);
    } catch (IOException | XMLStreamException e) {
      throw new SQLException("the change log " + changelog + " cannot be read", e);
    }
    return wanted;
  }

  private static void read(String file, String database, Set<Change> wanted)
      throws IOException, XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    try (InputStream in = AppliedChanges.class.getClassLoader().getResourceAsStream(file)) {
      XMLStreamReader xml = factory.createXMLStreamReader(in);
      while (xml.hasNext()) {
        if (xml.next() != XMLStreamReader.START_ELEMENT) {
          continue;
        }
        if (xml.getLocalName().equals("include")) {
          read(xml.getAttributeValue(null, "file"), database, wanted);
        } else if (xml.getLocalName().equals("changeSet") && isFor(xml, database)) {
          wanted.add(new Change(file, xml.getAttributeValue(null, "id")));
        }
      }
    }
  }

  private static boolean isFor(XMLStreamReader changeSet, String database) {
    String only = changeSet.getAttributeValue(null, "dbms");
    return only == null || only.equals(database);
  }
}
