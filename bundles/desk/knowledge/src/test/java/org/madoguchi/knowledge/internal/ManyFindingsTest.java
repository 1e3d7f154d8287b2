package org.madoguchi.knowledge.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.persistence.EntityManagerFactory;
import javax.persistence.Persistence;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.knowledge.internal.domain.Article;
import org.madoguchi.knowledge.internal.domain.Finding.Kind;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.testing.database.CountingDataSource;
import org.madoguchi.testing.database.DatabaseKind;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.testing.database.FreshDatabase;

/** Thousands of articles, nearly all of which should be looked at. */
@RunWith(Parameterized.class)
public class ManyFindingsTest {
  private static final int ARTICLES = 3_000;

  @Parameters(name = "{0}")
  public static Object[] kinds() {
    return DatabaseMatrix.kinds();
  }

  @Parameter public DatabaseKind kind;
  @Rule public final FreshDatabase database = new FreshDatabase(() -> kind);
  private CountingDataSource counting;
  private EntityManagerFactory unit;
  private Room room;

  @Before
  public void open() {
    counting = new CountingDataSource(database.get().dataSource());
    unit =
        Persistence.createEntityManagerFactory(
            "madoguchi-knowledge",
            Map.of("javax.persistence.nonJtaDataSource", counting.dataSource()));
    room = new Room(database.get(), Map.of(), unit);
  }

  @After
  public void close() {
    unit.close();
  }

  /** Copies of one, each asking something else; every twentieth asks what the one before asks. */
  private void fill(Article first) throws SQLException {
    try (Connection connection = database.get().dataSource().getConnection();
        Statement all = connection.createStatement()) {
      connection.setAutoCommit(false);
      String columns =
          "MUNICIPALITY, SECTION, QUESTION, CATEGORY, VISIBILITY, ANSWER_SCOPE, SEARCHED, EDITION,"
              + " PROGRESS, ASKED_BY, PUBLISH_AT, SHOWN, SHOWN_QUESTION, SHOWN_CATEGORY,"
              + " SHOWN_VISIBILITY, SHOWN_SCOPE, SHOWN_SEARCHED, SHOWN_UNTIL, PUBLISHED_AT,"
              + " STANDING, REVIEW_ON, REVIEW_MONTHS, TURNS_AT, AUTHOR, CREATED_AT, EDITOR,"
              + " EDITED_AT, VERSION";
      try (PreparedStatement article =
              connection.prepareStatement(
                  "INSERT INTO KNOWLEDGE_ARTICLE (ID, EXTERNAL_ID, REQUEST_ID, "
                      + columns
                      + ") SELECT CAST(? AS BIGINT), CAST(? AS VARCHAR(100)),"
                      + " CAST(? AS VARCHAR(200)), "
                      + columns
                      + " FROM KNOWLEDGE_ARTICLE WHERE ID = "
                      + first.id());
          PreparedStatement edition =
              connection.prepareStatement(
                  "INSERT INTO KNOWLEDGE_EDITION"
                      + " (ARTICLE_ID, EDITION, CONTENT, EDITOR, MADE_AT, RESTORED)"
                      + " SELECT CAST(? AS BIGINT), EDITION, ?, EDITOR, MADE_AT, RESTORED"
                      + " FROM KNOWLEDGE_EDITION WHERE ARTICLE_ID = "
                      + first.id()
                      + " AND EDITION = "
                      + first.edition());
          PreparedStatement use =
              connection.prepareStatement(
                  "INSERT INTO KNOWLEDGE_USE"
                      + " (ARTICLE_ID, USED_ON, VIEWS, USES, HELPFUL, UNHELPFUL)"
                      + " VALUES (?, '2027-02-01', 0, 0, 1, 9)")) {
        for (int i = 1; i < ARTICLES; i++) {
          long id = first.id() + 1_000_000 + i;
          article.setLong(1, id);
          article.setString(2, "many-" + i);
          article.setString(3, "many-" + i);
          article.addBatch();
          edition.setLong(1, id);
          edition.setString(2, content(i % 20 == 0 ? i - 1 : i));
          edition.addBatch();
          use.setLong(1, id);
          use.addBatch();
          if (i % 1_000 == 0) {
            article.executeBatch();
            edition.executeBatch();
            use.executeBatch();
            connection.commit();
          }
        }
        article.executeBatch();
        edition.executeBatch();
        use.executeBatch();
        connection.commit();
      }
    }
  }

  private static String content(int seed) {
    Random random = new Random(seed);
    return org.madoguchi.knowledge.internal.jpa.Contents.json(words(random, 20), words(random, 60));
  }

  private static String words(Random random, int length) {
    return IntStream.range(0, length)
        .mapToObj(i -> Character.toString(0x4e00 + random.nextInt(1_500)))
        .collect(Collectors.joining());
  }

  @Test
  @Covers("X11")
  public void listsAndCountsOfThousandsAreBounded() throws SQLException {
    Article first = room.published(Room.details(Room.PENSION, "名のない質問"));
    fill(first);
    room.clock.forward(Duration.ofDays(95));
    room.look();
    for (AccessScope who : new AccessScope[] {Room.SUPERVISOR, Room.PENSION_STAFF}) {
      for (Kind list : Kind.values()) {
        int statements = counting.during(() -> page(who, list));
        assertTrue(list + ": " + statements, statements <= 6);
        int shown = page(who, list).findings().size();
        assertTrue(list + ": " + shown, list == Kind.REVIEW || shown == 50);
      }
      int statements =
          counting.during(() -> room.findings.counts(who, Room.MIHON, Optional.empty()));
      assertTrue("counts: " + statements, statements <= 6);
      Map<Kind, Integer> counts = room.findings.counts(who, Room.MIHON, Optional.empty());
      assertEquals(ArticleFindings.MOST_COUNTED, counts.get(Kind.UNUSED).intValue());
    }
    Map<Kind, Integer> none = room.findings.counts(Room.TAX_STAFF, Room.MIHON, Optional.empty());
    assertEquals(0, none.get(Kind.UNUSED).intValue());
  }

  private ArticleFindings.Page page(AccessScope who, Kind list) {
    return room.findings.page(
        who,
        Room.MIHON,
        new ArticleFindings.Query(list, Optional.empty(), Optional.empty()),
        "",
        50);
  }
}
