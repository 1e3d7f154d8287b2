package org.madoguchi.knowledge.internal.imports;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.madoguchi.knowledge.internal.Room.MIHON;
import static org.madoguchi.knowledge.internal.Room.OPERATOR;
import static org.madoguchi.knowledge.internal.Room.PENSION;
import static org.madoguchi.knowledge.internal.Room.PENSION_STAFF;
import static org.madoguchi.knowledge.internal.Room.SUPERVISOR;

import java.util.List;
import java.util.Set;
import org.junit.Test;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.knowledge.PreparedArticles.Prepared;
import org.madoguchi.knowledge.PreparedArticles.Stage;
import org.madoguchi.knowledge.PublishedArticle.AnswerScope;
import org.madoguchi.knowledge.internal.ArticleStore.Read;
import org.madoguchi.knowledge.internal.Room;
import org.madoguchi.knowledge.internal.domain.Progress;
import org.madoguchi.knowledge.internal.domain.Standing;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.testing.database.DatabaseMatrix;

public class MissingArticlesTest extends DatabaseMatrix {
  private static Prepared one(Stage stage) {
    return new Prepared(
        stage.name(),
        PENSION,
        "",
        "問い " + stage,
        "結論",
        "<p>本文</p><script>x()</script>",
        List.of("ことば"),
        AnswerScope.ANSWER,
        "",
        PENSION_STAFF.who(),
        stage);
  }

  private static Read read(Room room, Stage stage) {
    return room.unit.read(() -> room.store.newest(MIHON, List.of(stage.name()))).get(stage.name());
  }

  @Test
  @Covers("F4")
  public void eachIsAsFarAsItWasPrepared() {
    Room room = new Room(database());
    List<Prepared> prepared =
        List.of(one(Stage.PUBLISHED), one(Stage.IN_REVIEW), one(Stage.REVIEW_DUE));
    assertEquals(3, room.prepared.put(SUPERVISOR, MIHON, prepared));
    room.turn();
    assertEquals(Standing.CURRENT, read(room, Stage.PUBLISHED).article().course().standing());
    assertEquals(Standing.REVIEW_DUE, read(room, Stage.REVIEW_DUE).article().course().standing());
    assertEquals(Progress.IN_REVIEW, read(room, Stage.IN_REVIEW).article().course().progress());
    assertEquals("<p>本文</p>", read(room, Stage.PUBLISHED).content().body());
    assertEquals(Set.of("問い PUBLISHED", "問い REVIEW_DUE"), Set.copyOf(room.listed(OPERATOR, false)));
    assertEquals("what is there stays", 0, room.prepared.put(SUPERVISOR, MIHON, prepared));
  }

  @Test
  public void onlyWhoWritesForTheWholeMunicipalityPutsThem() {
    Room room = new Room(database());
    DomainException refused =
        assertThrows(
            DomainException.class,
            () -> room.prepared.put(PENSION_STAFF, MIHON, List.of(one(Stage.PUBLISHED))));
    assertEquals(Problems.FORBIDDEN, refused.type());
  }
}
