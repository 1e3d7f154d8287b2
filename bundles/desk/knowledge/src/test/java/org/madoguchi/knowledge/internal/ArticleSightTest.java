package org.madoguchi.knowledge.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.knowledge.internal.Room.AOBA_SUPERVISOR;
import static org.madoguchi.knowledge.internal.Room.MIHON;
import static org.madoguchi.knowledge.internal.Room.OPERATOR;
import static org.madoguchi.knowledge.internal.Room.PENSION;
import static org.madoguchi.knowledge.internal.Room.PENSION_STAFF;
import static org.madoguchi.knowledge.internal.Room.SUPERVISOR;
import static org.madoguchi.knowledge.internal.Room.TAX;
import static org.madoguchi.knowledge.internal.Room.TAX_STAFF;
import static org.madoguchi.knowledge.internal.Room.content;
import static org.madoguchi.knowledge.internal.Room.details;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.Before;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.ProblemType;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.knowledge.PublishedArticle.Visibility;
import org.madoguchi.knowledge.internal.domain.Article;
import org.madoguchi.knowledge.internal.domain.Content;
import org.madoguchi.knowledge.internal.domain.Details;
import org.madoguchi.knowledge.internal.domain.KnowledgeProblems;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.testing.database.DatabaseMatrix;

public class ArticleSightTest extends DatabaseMatrix {
  private Room room;

  @Before
  public void openRoom() {
    room = new Room(database());
  }

  private static void refused(ProblemType type, ThrowingRunnable attempt) {
    assertEquals(type, assertThrows(DomainException.class, attempt).type());
  }

  private static Details of(String question, Visibility visibility, List<SectionId> sections) {
    Content c = content(question, "<p>本文</p>", visibility);
    return new Details(
        PENSION,
        0,
        new Content(
            "",
            "ja",
            question,
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
            Optional.empty()));
  }

  @Test
  @Covers({"F4", "S2", "S9"})
  public void everybodyOfTheMunicipalityReadsWhatIsForStaffAndNamedSectionsTheirs() {
    room.published(of("公開", Visibility.PUBLIC, List.of()));
    room.published(of("職員", Visibility.STAFF, List.of()));
    room.published(of("自課", Visibility.SECTIONS, List.of()));
    room.published(of("二課", Visibility.SECTIONS, List.of(TAX)));
    room.draft("下書き");
    assertEquals(List.of("職員", "公開"), room.listed(OPERATOR, false));
    assertEquals(List.of("二課", "職員", "公開"), room.listed(TAX_STAFF, false));
    assertEquals(List.of("二課", "自課", "職員", "公開"), room.listed(PENSION_STAFF, false));
    assertEquals(List.of("二課", "自課", "職員", "公開"), room.listed(SUPERVISOR, false));
    assertEquals(List.of(), room.listed(TAX_STAFF, true));
    assertEquals(5, room.listed(PENSION_STAFF, true).size());
    assertEquals(5, room.listed(SUPERVISOR, true).size());
  }

  @Test
  public void whatIsOutOfReachIsNotThere() {
    Article own = room.published(of("自課", Visibility.SECTIONS, List.of()));
    Article draft = room.draft("下書き");
    for (Article article : List.of(own, draft)) {
      for (AccessScope outside : List.of(OPERATOR, TAX_STAFF, AOBA_SUPERVISOR)) {
        refused(KnowledgeProblems.ARTICLE_NOT_FOUND, () -> room.seen(outside, article));
        refused(
            KnowledgeProblems.ARTICLE_NOT_FOUND,
            () -> room.desk.edit(outside, article.id(), 1, d -> d));
        refused(
            KnowledgeProblems.ARTICLE_NOT_FOUND,
            () -> room.comments.page(outside, article.id(), OptionalLong.empty(), 10));
      }
    }
    refused(Problems.MUNICIPALITY_NOT_FOUND, () -> room.listed(AOBA_SUPERVISOR, false));
    AccessScope nobody = AccessScope.of(new StaffId("nobody"), List.of());
    refused(Problems.MUNICIPALITY_NOT_FOUND, () -> room.listed(nobody, true));
  }

  @Test
  public void whoOnlyReadsLearnsNothingOfDrafts() {
    Article article = room.published("公開");
    room.edit(article, c -> Room.asking(c, "まだ秘密"));
    refused(
        KnowledgeProblems.EDITION_NOT_FOUND,
        () -> room.desk.find(OPERATOR, article.id(), OptionalInt.of(2)));
    refused(Problems.FORBIDDEN, () -> room.desk.editions(OPERATOR, article.id(), 9, 9));
    refused(Problems.FORBIDDEN, () -> room.desk.both(TAX_STAFF, article.id(), 1, 2));
    assertEquals(List.of(), found(OPERATOR, "秘密"));
    assertEquals(1, found(OPERATOR, "公開").size());
  }

  @Test
  @Covers("K6")
  public void listsAreNarrowedByQuestionAndWords() {
    room.published(of("ＡＢＣ証の再交付", Visibility.PUBLIC, List.of()));
    room.published(of("100%の話_", Visibility.PUBLIC, List.of()));
    assertEquals(1, found(OPERATOR, "abc").size());
    assertEquals(1, found(OPERATOR, "100%").size());
    assertEquals(0, found(OPERATOR, "%100").size());
    assertEquals(2, found(OPERATOR, "ほけんしょう").size());
    assertEquals(1, found(OPERATOR, "ほけんしょう", "再交付").size());
  }

  private List<Article> found(AccessScope who, String... words) {
    return room.desk
        .page(who, Optional.of(MIHON), Room.filter(false, List.of(words)), OptionalLong.empty(), 10)
        .articles();
  }

  @Test
  public void pagesFollowEachOther() {
    for (String question : List.of("一", "二", "三")) {
      room.published(question);
    }
    ArticleDesk.Page first =
        room.desk.page(
            OPERATOR, Optional.empty(), Room.filter(false, List.of()), OptionalLong.empty(), 2);
    assertEquals(2, first.articles().size());
    ArticleDesk.Page second =
        room.desk.page(OPERATOR, Optional.empty(), Room.filter(false, List.of()), first.next(), 2);
    assertEquals("一", second.articles().get(0).newest().question());
    assertTrue(second.next().isEmpty());
  }

  @Test
  public void staffWriteForTheirSectionOnly() {
    ArticleDesk.Order tax = new ArticleDesk.Order("r1", MIHON, details(TAX, "税"));
    refused(Problems.FORBIDDEN, () -> room.desk.create(PENSION_STAFF, tax));
    refused(Problems.FORBIDDEN, () -> room.desk.create(OPERATOR, tax));
    refused(Problems.MUNICIPALITY_NOT_FOUND, () -> room.desk.create(AOBA_SUPERVISOR, tax));
    Article draft = room.draft("年金");
    refused(
        Problems.FORBIDDEN,
        () -> room.desk.edit(PENSION_STAFF, draft.id(), 1, d -> new Details(TAX, 0, d.content())));
    Article moved =
        room.desk.edit(SUPERVISOR, draft.id(), 1, d -> new Details(TAX, 0, d.content()));
    assertEquals(1, moved.edition());
    refused(KnowledgeProblems.ARTICLE_NOT_FOUND, () -> room.seen(PENSION_STAFF, draft));
    assertEquals(List.of("年金"), room.listed(TAX_STAFF, true));
  }

  @Test
  public void theSameRequestIsTheSameArticle() {
    ArticleDesk.Order order = new ArticleDesk.Order("r1", MIHON, details(PENSION, "問い"));
    Article once = room.desk.create(PENSION_STAFF, order);
    assertEquals(once.id(), room.desk.create(PENSION_STAFF, order).id());
  }

  @Test
  public void whatIsNamedMustBeThere() {
    Article secret =
        room.desk.create(SUPERVISOR, new ArticleDesk.Order("r1", MIHON, details(TAX, "税の下書き")));
    Written wanted =
        new Written(
            "hoken-nenkin",
            null,
            "no.such",
            null,
            "問い",
            null,
            null,
            null,
            null,
            List.of("nowhere"),
            null,
            null,
            null,
            List.of(String.valueOf(secret.id())),
            null,
            null);
    Details details = wanted.details(new Checks(), new Details(PENSION, 0, Content.empty()));
    DomainException thrown =
        assertThrows(
            DomainException.class,
            () -> room.desk.create(PENSION_STAFF, new ArticleDesk.Order("r2", MIHON, details)));
    assertEquals(
        List.of("category", "sections", "related"),
        thrown.fields().stream().map(f -> f.field()).toList());
  }

  @Test
  public void circlesOfRelatedArticlesAreHarmless() {
    Article one = room.published("一");
    Article two = room.published("二");
    relate(one, two);
    relate(two, one);
    relate(two, two);
    assertEquals("二", room.seen(OPERATOR, one).related().get(0).newest().question());
    assertEquals("二", room.seen(OPERATOR, two).related().get(0).newest().question());
    room.step(PENSION_STAFF, two, org.madoguchi.knowledge.internal.domain.Step.WITHDRAW);
    assertEquals(List.of(), room.seen(OPERATOR, one).related());
  }

  private void relate(Article from, Article to) {
    room.edit(
        from,
        c ->
            new Content(
                "",
                "ja",
                c.question(),
                "",
                c.body(),
                List.of(),
                c.visibility(),
                List.of(),
                c.scope(),
                "",
                List.of(),
                List.of(to.id()),
                Optional.empty(),
                Optional.empty()));
    room.publish(room.now(from));
  }
}
