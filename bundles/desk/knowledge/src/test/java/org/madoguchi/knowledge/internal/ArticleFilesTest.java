package org.madoguchi.knowledge.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.madoguchi.knowledge.internal.Room.OPERATOR;
import static org.madoguchi.knowledge.internal.Room.PENSION_STAFF;
import static org.madoguchi.knowledge.internal.Room.TAX_STAFF;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.Before;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.ProblemType;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.kernel.store.BlobStore;
import org.madoguchi.knowledge.internal.FileStore.ArticleFile;
import org.madoguchi.knowledge.internal.domain.Article;
import org.madoguchi.knowledge.internal.domain.KnowledgeProblems;
import org.madoguchi.testing.database.DatabaseMatrix;

public class ArticleFilesTest extends DatabaseMatrix {
  private Room room;

  @Before
  public void openRoom() {
    room = new Room(database());
  }

  private static void refused(ProblemType type, ThrowingRunnable attempt) {
    assertEquals(type, assertThrows(DomainException.class, attempt).type());
  }

  private ArticleFile added(AccessScope who, Article article, String name) throws IOException {
    return room.files.add(who, article.id(), name, content("中身 " + name));
  }

  private static ByteArrayInputStream content(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private String read(AccessScope who, Article article, ArticleFile file) throws IOException {
    ArticleFiles.Download download = room.files.open(who, article.id(), file.id());
    try (var stream = download.content()) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  public void readersHaveWhatTheTextTheyReadNames() throws IOException {
    Article article = room.published("様式");
    ArticleFile form = added(PENSION_STAFF, article, "様式.pdf");
    ArticleFile map = added(PENSION_STAFF, article, "地図.png");
    assertEquals("image/png", map.shownAs());
    assertEquals(2, room.files.of(PENSION_STAFF, article.id()).size());
    String body =
        "<a href=\"attachment:"
            + form.id()
            + "\">様式</a><img src=\"attachment:"
            + map.id()
            + "\" alt=\"地図\" />";
    room.edit(article, c -> Room.content(c.question(), body, c.visibility()));
    // not published yet
    refused(KnowledgeProblems.FILE_NOT_FOUND, () -> read(OPERATOR, article, form));
    assertEquals("中身 様式.pdf", read(PENSION_STAFF, article, form));
    room.publish(room.now(article));
    assertEquals("中身 様式.pdf", read(OPERATOR, article, form));
    assertEquals("中身 地図.png", read(OPERATOR, article, map));
    room.files.remove(PENSION_STAFF, article.id(), form.id(), true);
    refused(KnowledgeProblems.FILE_NOT_FOUND, () -> read(OPERATOR, article, form));
    room.files.remove(PENSION_STAFF, article.id(), form.id(), false);
    assertEquals("中身 様式.pdf", read(OPERATOR, article, form));
  }

  @Test
  public void whatIsOutOfReachIsNotThere() throws IOException {
    Article draft = room.draft("下書き");
    ArticleFile file = added(PENSION_STAFF, draft, "a.txt");
    for (AccessScope outside : new AccessScope[] {OPERATOR, TAX_STAFF}) {
      refused(KnowledgeProblems.ARTICLE_NOT_FOUND, () -> read(outside, draft, file));
      refused(KnowledgeProblems.ARTICLE_NOT_FOUND, () -> added(outside, draft, "b.txt"));
      refused(
          KnowledgeProblems.ARTICLE_NOT_FOUND,
          () -> room.files.remove(outside, draft.id(), file.id(), true));
    }
    Article other = room.published("別のFAQ");
    refused(KnowledgeProblems.FILE_NOT_FOUND, () -> read(PENSION_STAFF, other, file));
    refused(Problems.FORBIDDEN, () -> room.files.of(OPERATOR, other.id()));
  }

  @Test
  public void filesAreBounded() throws IOException {
    Article draft = room.draft("多い");
    assertThrows(
        BlobStore.TooLarge.class,
        () -> room.files.add(PENSION_STAFF, draft.id(), "large.txt", content("x".repeat(1_001))));
    for (int i = 0; i < ArticleFiles.MOST_FILES; i++) {
      added(PENSION_STAFF, draft, i + ".txt");
    }
    refused(KnowledgeProblems.TOO_MANY_FILES, () -> added(PENSION_STAFF, draft, "one-more.txt"));
    room.files.gate = null;
    refused(KnowledgeProblems.TOO_MANY_FILES, () -> added(PENSION_STAFF, draft, "x.txt"));
    refused(Problems.UNAVAILABLE, () -> added(PENSION_STAFF, room.draft("他"), "x.txt"));
  }
}
