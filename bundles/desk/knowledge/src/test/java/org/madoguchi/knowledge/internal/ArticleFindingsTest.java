package org.madoguchi.knowledge.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.knowledge.PublishedArticle.Visibility;
import org.madoguchi.knowledge.internal.Uses.Fault;
import org.madoguchi.knowledge.internal.domain.Article;
import org.madoguchi.knowledge.internal.domain.Content;
import org.madoguchi.knowledge.internal.domain.Details;
import org.madoguchi.knowledge.internal.domain.Finding;
import org.madoguchi.knowledge.internal.domain.Finding.Kind;
import org.madoguchi.knowledge.internal.domain.Step;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.testing.database.DatabaseKind;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.testing.database.FreshDatabase;

@RunWith(Parameterized.class)
public class ArticleFindingsTest {
  private static final String DOGS = "犬を飼い始めたら登録が必要ですか";
  private static final String TAXES = "固定資産税の納期はいつまでですか";
  private static final String GARBAGE = "粗大ごみの収集を申し込みたい";

  @Parameters(name = "{0}")
  public static Object[] kinds() {
    return DatabaseMatrix.kinds();
  }

  @Parameter public DatabaseKind kind;
  @Rule public final FreshDatabase database = new FreshDatabase(() -> kind);
  private Room room;

  @Before
  public void open() {
    room = new Room(database.get());
  }

  private List<Finding> found(AccessScope who, Kind kind) {
    return page(who, kind, "", 100).findings();
  }

  private ArticleFindings.Page page(AccessScope who, Kind kind, String after, int limit) {
    return room.findings.page(
        who,
        Room.MIHON,
        new ArticleFindings.Query(kind, Optional.empty(), Optional.empty()),
        after,
        limit);
  }

  private static List<Long> ids(List<Finding> findings) {
    return findings.stream().map(Finding::article).toList();
  }

  private void rate(Article article, Uses.Kind kind, int times, IntFunction<String> text) {
    IntStream.range(0, times)
        .forEach(
            i ->
                room.uses.count(
                    Room.OPERATOR,
                    article.id(),
                    new Uses.Order(
                        kind, Fault.OUTDATED, text.apply(i), UUID.randomUUID().toString())));
  }

  private Article published(AccessScope writer, org.madoguchi.kernel.SectionId owner, String q) {
    Article draft =
        room.desk.create(
            writer,
            new ArticleDesk.Order(
                UUID.randomUUID().toString(), Room.MIHON, Room.details(owner, q)));
    return room.step(Room.SUPERVISOR, room.step(writer, draft, Step.SUBMIT), Step.APPROVE);
  }

  private void dismiss(AccessScope who, Kind kind, Article article, long other, boolean dismissed) {
    room.findings.dismiss(
        who,
        Room.MIHON,
        new ArticleFindings.Order(kind, article.id(), other, "対応済み", Optional.empty()),
        dismissed);
  }

  @Test
  @Covers("K6")
  public void whatDoesNotHelpComesWithItsReasonsTheSurestFirst() {
    Article few = room.published(DOGS);
    Article many = room.published(TAXES);
    Article good = room.published(GARBAGE);
    rate(few, Uses.Kind.UNHELPFUL, 5, i -> "");
    rate(many, Uses.Kind.UNHELPFUL, 20, i -> "古い " + i);
    rate(good, Uses.Kind.HELPFUL, 20, i -> "");
    rate(good, Uses.Kind.UNHELPFUL, 1, i -> "");
    room.look();
    ArticleFindings.Page page = page(Room.PENSION_STAFF, Kind.UNHELPFUL, "", 10);
    assertEquals(List.of(many.id(), few.id()), ids(page.findings()));
    assertEquals(20, page.findings().get(0).unhelpful());
    assertEquals(Map.of(Fault.OUTDATED, 20), page.reasons().get(many.id()).faults());
    assertEquals(List.of("古い 19", "古い 18", "古い 17"), page.reasons().get(many.id()).texts());
    room.clock.forward(Duration.ofDays(Finding.DAYS + 1));
    room.look();
    assertEquals("ratings of long ago", List.of(), found(Room.PENSION_STAFF, Kind.UNHELPFUL));
  }

  @Test
  @Covers("X11")
  public void whatNobodyUsedForNinetyDaysIsUnused() {
    Article left = room.published(DOGS);
    Article used = room.published(TAXES);
    room.clock.forward(Duration.ofDays(Finding.DAYS - 1));
    rate(used, Uses.Kind.VIEWED, 1, i -> "");
    room.look();
    assertEquals(List.of(), found(Room.PENSION_STAFF, Kind.UNUSED));
    room.clock.forward(Duration.ofDays(1));
    room.look();
    List<Finding> unused = found(Room.PENSION_STAFF, Kind.UNUSED);
    assertEquals(List.of(left.id()), ids(unused));
    assertEquals(Optional.of(LocalDate.of(2026, 11, 2)), unused.get(0).day());
  }

  @Test
  @Covers({"K6", "F8"})
  public void whatIsToBeLookedOverLeavesTheListAsSoonAsItIs() {
    Article due =
        room.published(new Details(Room.PENSION, 1, Room.content(DOGS, "", Visibility.PUBLIC)));
    room.published(new Details(Room.PENSION, 3, Room.content(TAXES, "", Visibility.PUBLIC)));
    room.clock.forward(Duration.ofDays(5));
    room.look();
    List<Finding> review = found(Room.PENSION_STAFF, Kind.REVIEW);
    assertEquals(List.of(due.id()), ids(review));
    room.clock.forward(Duration.ofDays(28));
    room.turn();
    room.look();
    assertEquals(List.of(due.id()), ids(found(Room.PENSION_STAFF, Kind.REVIEW)));
    room.step(Room.PENSION_STAFF, due, Step.CONFIRM);
    assertEquals(List.of(), found(Room.PENSION_STAFF, Kind.REVIEW));
  }

  @Test
  @Covers("X11")
  public void whatSaysTheSameIsFoundAcrossSectionsAndShownToBoth() {
    Article one = published(Room.PENSION_STAFF, Room.PENSION, DOGS);
    Article two = published(Room.TAX_STAFF, Room.TAX, DOGS + "？");
    published(Room.TAX_STAFF, Room.TAX, TAXES);
    room.look();
    for (AccessScope who : List.of(Room.PENSION_STAFF, Room.TAX_STAFF, Room.SUPERVISOR)) {
      List<Finding> pairs = found(who, Kind.DUPLICATES);
      assertEquals(List.of(one.id()), ids(pairs));
      assertEquals(two.id(), pairs.get(0).other());
    }
    dismiss(Room.TAX_STAFF, Kind.DUPLICATES, two, one.id(), true);
    assertEquals(List.of(), found(Room.PENSION_STAFF, Kind.DUPLICATES));
    Article edited = room.edit(one, c -> Room.asking(c, DOGS + "。"));
    room.publish(edited);
    room.look();
    assertEquals("written anew", 1, found(Room.PENSION_STAFF, Kind.DUPLICATES).size());
  }

  @Test
  @Covers("I5")
  public void ofAPairOneMustSeeBoth() {
    published(Room.PENSION_STAFF, Room.PENSION, DOGS);
    Content own = Room.content(DOGS, "", Visibility.SECTIONS);
    Article hidden =
        room.desk.create(
            Room.TAX_STAFF, new ArticleDesk.Order("r", Room.MIHON, new Details(Room.TAX, 0, own)));
    room.step(Room.SUPERVISOR, room.step(Room.TAX_STAFF, hidden, Step.SUBMIT), Step.APPROVE);
    room.look();
    assertEquals(List.of(), found(Room.PENSION_STAFF, Kind.DUPLICATES));
    assertEquals(0, counts(Room.PENSION_STAFF, Kind.DUPLICATES));
    assertEquals(1, found(Room.TAX_STAFF, Kind.DUPLICATES).size());
    assertEquals(1, counts(Room.SUPERVISOR, Kind.DUPLICATES));
  }

  private int counts(AccessScope who, Kind kind) {
    return room.findings.counts(who, Room.MIHON, Optional.empty()).get(kind);
  }

  @Test
  @Covers("I5")
  public void onlyWhoWorksWithAnArticleIsTold() {
    Article article = room.published(DOGS);
    rate(article, Uses.Kind.UNHELPFUL, 9, i -> "");
    room.look();
    assertEquals(1, counts(Room.PENSION_HEAD, Kind.UNHELPFUL));
    assertEquals(0, counts(Room.TAX_STAFF, Kind.UNHELPFUL));
    assertEquals(List.of(), found(Room.TAX_STAFF, Kind.UNHELPFUL));
    assertProblem("forbidden", () -> counts(Room.OPERATOR, Kind.UNHELPFUL));
    assertProblem("municipality-not-found", () -> found(Room.AOBA_SUPERVISOR, Kind.UNHELPFUL));
    assertProblem("forbidden", () -> dismiss(Room.TAX_STAFF, Kind.UNHELPFUL, article, 0, true));
    assertProblem(
        "municipality-not-found",
        () -> dismiss(Room.AOBA_SUPERVISOR, Kind.UNHELPFUL, article, 0, true));
    assertEquals(1, counts(Room.PENSION_HEAD, Kind.UNHELPFUL));
  }

  private static void assertProblem(String type, org.junit.function.ThrowingRunnable work) {
    DomainException problem = assertThrows(DomainException.class, work);
    assertEquals(type, problem.type().name());
  }

  @Test
  @Covers("K6")
  public void whatIsPutAsideComesBackAfterItsDayOrWithAnotherEdition() {
    Article article = room.published(DOGS);
    rate(article, Uses.Kind.UNHELPFUL, 9, i -> "");
    room.look();
    LocalDate tomorrow = LocalDate.of(2026, 11, 3);
    for (int twice = 0; twice < 2; twice++) {
      room.findings.dismiss(
          Room.PENSION_HEAD,
          Room.MIHON,
          new ArticleFindings.Order(Kind.UNHELPFUL, article.id(), 0, "確認中", Optional.of(tomorrow)),
          true);
      assertEquals(0, counts(Room.PENSION_HEAD, Kind.UNHELPFUL));
    }
    room.clock.forward(Duration.ofDays(2));
    assertEquals(1, counts(Room.PENSION_HEAD, Kind.UNHELPFUL));
    dismiss(Room.PENSION_HEAD, Kind.UNHELPFUL, article, 0, true);
    assertEquals(List.of(), found(Room.PENSION_HEAD, Kind.UNHELPFUL));
    dismiss(Room.PENSION_HEAD, Kind.UNHELPFUL, article, 0, false);
    assertEquals(1, found(Room.PENSION_HEAD, Kind.UNHELPFUL).size());
  }

  @Test
  public void pagesFollowEachOther() {
    List<Article> articles =
        List.of(room.published(DOGS), room.published(TAXES), room.published(GARBAGE));
    room.clock.forward(Duration.ofDays(Finding.DAYS));
    room.look();
    ArticleFindings.Page first = page(Room.SUPERVISOR, Kind.UNUSED, "", 2);
    assertEquals(List.of(articles.get(0).id(), articles.get(1).id()), ids(first.findings()));
    ArticleFindings.Page second = page(Room.SUPERVISOR, Kind.UNUSED, first.next().orElseThrow(), 2);
    assertEquals(List.of(articles.get(2).id()), ids(second.findings()));
    assertEquals(Optional.empty(), second.next());
  }

  @Test
  public void anEditIsSeenSoonAndWhatIsFoundAlreadyIsNotWrittenAnew() {
    Article article = room.published(DOGS);
    room.published(DOGS + "？");
    room.look();
    assertEquals(1, counts(Room.SUPERVISOR, Kind.DUPLICATES));
    room.edit(article, c -> Room.asking(c, TAXES));
    assertEquals("about another version", 0, counts(Room.SUPERVISOR, Kind.DUPLICATES));
    room.clock.forward(Duration.ofMinutes(2));
    while (room.looks.some()) {
      // the edit makes it due
    }
    assertEquals("readers still see it", 1, counts(Room.SUPERVISOR, Kind.DUPLICATES));
  }
}
