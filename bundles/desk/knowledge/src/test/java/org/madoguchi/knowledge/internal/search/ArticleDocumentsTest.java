package org.madoguchi.knowledge.internal.search;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.knowledge.internal.Room.AOBA_SUPERVISOR;
import static org.madoguchi.knowledge.internal.Room.OPERATOR;
import static org.madoguchi.knowledge.internal.Room.PENSION;
import static org.madoguchi.knowledge.internal.Room.PENSION_STAFF;
import static org.madoguchi.knowledge.internal.Room.SUPERVISOR;
import static org.madoguchi.knowledge.internal.Room.TAX;
import static org.madoguchi.knowledge.internal.Room.TAX_STAFF;
import static org.madoguchi.knowledge.internal.Room.content;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.knowledge.KnowledgeEvents;
import org.madoguchi.knowledge.PublishedArticle;
import org.madoguchi.knowledge.internal.Room;
import org.madoguchi.knowledge.internal.domain.Article;
import org.madoguchi.knowledge.internal.domain.Content;
import org.madoguchi.knowledge.internal.domain.Details;
import org.madoguchi.knowledge.internal.domain.Step;
import org.madoguchi.search.DocumentKey;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.SearchDocument;
import org.madoguchi.search.Visibility;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.testing.database.DatabaseMatrix;

/** What the search reads of articles. */
public class ArticleDocumentsTest extends DatabaseMatrix {
  private Room room;
  private ArticleDocuments documents;

  @Before
  public void openRoom() {
    room = new Room(database());
    documents = new ArticleDocuments(room.shown);
  }

  private static DocumentKey key(Article article) {
    return new DocumentKey(DocumentKind.ARTICLE, Long.toString(article.id()));
  }

  private Optional<SearchDocument> document(Article article) {
    return documents.documents(List.of(key(article))).stream().findFirst();
  }

  private boolean shows(AccessScope who, Article article) {
    return Visibility.of(who).shows(document(article).orElseThrow().audience());
  }

  private static Details details(
      SectionId owner, PublishedArticle.Visibility visibility, List<SectionId> sections) {
    return details(owner, visibility, sections, Optional.empty());
  }

  private static Details details(
      SectionId owner,
      PublishedArticle.Visibility visibility,
      List<SectionId> sections,
      Optional<LocalDate> until) {
    Content c = content("問い", "<h2>必要なもの</h2><p>本人確認書類</p>", visibility);
    return new Details(
        owner,
        0,
        new Content(
            c.category(),
            c.language(),
            c.question(),
            c.conclusion(),
            c.body(),
            List.of("ほけんしょう"),
            visibility,
            sections,
            c.scope(),
            "",
            List.of(),
            List.of(),
            Optional.empty(),
            until));
  }

  @Test
  @Covers({"F2", "K2"})
  public void whatReadersSeeIsInItAndNothingOfDrafts() {
    Article article =
        room.published(details(PENSION, PublishedArticle.Visibility.PUBLIC, List.of()));
    room.edit(article, c -> Room.asking(c, "まだ秘密"));
    SearchDocument found = document(article).orElseThrow();
    assertEquals("問い", found.title());
    assertEquals("結論 問い", found.conclusion());
    assertTrue(found.body(), found.body().contains("必要なもの"));
    assertFalse(found.body(), found.body().contains("<"));
    assertEquals(List.of("ほけんしょう"), found.searchWords());
    assertEquals(PENSION, found.owner());
    assertEquals(Optional.empty(), document(room.draft("下書き")));
  }

  @Test
  @Covers({"F4", "S9"})
  public void itIsFoundByThoseWhoReadIt() {
    Article open = room.published(details(PENSION, PublishedArticle.Visibility.PUBLIC, List.of()));
    Article staff = room.published(details(PENSION, PublishedArticle.Visibility.STAFF, List.of()));
    Article own = room.published(details(PENSION, PublishedArticle.Visibility.SECTIONS, List.of()));
    Article two =
        room.published(details(PENSION, PublishedArticle.Visibility.SECTIONS, List.of(TAX)));
    assertTrue(Visibility.everybody().shows(document(open).orElseThrow().audience()));
    for (Article hidden : List.of(staff, own, two)) {
      assertFalse(Visibility.everybody().shows(document(hidden).orElseThrow().audience()));
      assertFalse(shows(AOBA_SUPERVISOR, hidden));
    }
    for (AccessScope who : List.of(OPERATOR, TAX_STAFF, PENSION_STAFF, SUPERVISOR)) {
      List<Long> listed =
          room
              .desk
              .page(
                  who,
                  Optional.of(Room.MIHON),
                  Room.filter(false, List.of()),
                  OptionalLong.empty(),
                  100)
              .articles()
              .stream()
              .map(Article::id)
              .toList();
      for (Article article : List.of(open, staff, own, two)) {
        assertEquals(who + " " + article, listed.contains(article.id()), shows(who, article));
      }
    }
  }

  @Test
  public void whatHasExpiredIsForStaff() {
    Optional<LocalDate> until = Optional.of(LocalDate.of(2026, 11, 10));
    Article article =
        room.published(details(PENSION, PublishedArticle.Visibility.PUBLIC, List.of(), until));
    assertTrue(Visibility.everybody().shows(document(article).orElseThrow().audience()));
    room.clock.forward(Duration.ofDays(20));
    room.turn();
    assertFalse(Visibility.everybody().shows(document(article).orElseThrow().audience()));
    assertTrue(shows(OPERATOR, article));
    room.step(SUPERVISOR, article, Step.WITHDRAW);
    assertEquals(Optional.empty(), document(article));
  }

  @Test
  public void eventsThatReadersNoticeTouchIt() {
    Article article = room.published("問い");
    room.step(SUPERVISOR, article, Step.WITHDRAW);
    room.step(SUPERVISOR, article, Step.PUT_BACK);
    List<String> touching = new ArrayList<>();
    for (CommittedEvent event :
        database().eventLog().of(KnowledgeEvents.STREAM, "article-" + article.id())) {
      if (!documents.touched(event).isEmpty()) {
        assertEquals(List.of(key(article)), documents.touched(event));
        touching.add(event.type());
      }
    }
    assertEquals(
        List.of(KnowledgeEvents.PUBLISHED, KnowledgeEvents.WITHDRAWN, KnowledgeEvents.PUT_BACK),
        touching);
  }

  @Test
  public void allAreReadByPages() {
    List<DocumentKey> made = new ArrayList<>();
    for (String question : List.of("一", "二", "三")) {
      made.add(key(room.published(question)));
    }
    room.draft("下書き");
    List<DocumentKey> first = documents.keys(Optional.empty(), 2);
    List<DocumentKey> second = documents.keys(Optional.of(first.get(1)), 2);
    List<DocumentKey> all = new ArrayList<>(first);
    all.addAll(second);
    assertEquals(made, all);
    assertEquals(List.of(), documents.keys(Optional.of(second.get(0)), 2));
  }
}
