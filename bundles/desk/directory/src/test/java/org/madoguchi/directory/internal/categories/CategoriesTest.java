package org.madoguchi.directory.internal.categories;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.directory.internal.Node.AOBA;
import static org.madoguchi.directory.internal.Node.MIHON;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.madoguchi.directory.DirectoryImport.Kind;
import org.madoguchi.directory.internal.DirectoryProblems;
import org.madoguchi.directory.internal.Node;
import org.madoguchi.directory.internal.rest.CategoryResource;
import org.madoguchi.directory.internal.rest.CategoryViews.Conflict;
import org.madoguchi.directory.internal.rest.CategoryViews.FieldChange;
import org.madoguchi.directory.internal.rest.CategoryViews.Happening;
import org.madoguchi.directory.internal.rest.CategoryViews.ManagedCategory;
import org.madoguchi.directory.internal.rest.CategoryViews.WrittenCategory;
import org.madoguchi.directory.internal.rest.Views.CategoryView;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Grant;
import org.madoguchi.kernel.access.Role;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.tables.Outcome;
import org.madoguchi.testing.database.DatabaseMatrix;

public class CategoriesTest extends DatabaseMatrix {
  private static final AccessScope ADMIN =
      AccessScope.of(
          new StaffId("admin-mihon"),
          List.of(new Grant(MIHON, Role.ADMINISTRATOR, SectionId.NONE)));
  private static final String JUMIN = "kurashi.jumin";
  private static final String KONBINI = "kurashi.jumin.konbini";

  /** When 1 April 2027 begins in Japan; the clock stands at 2026-11-21T00:00:00Z. */
  private static final Instant APRIL = Instant.parse("2027-03-31T15:00:00Z");

  private Node node;

  private Node node() {
    if (node == null) {
      node = new Node(database()).withMihon();
    }
    return node;
  }

  private CategoryResource rest() {
    return node().categoryRest;
  }

  private ManagedCategory managed(String code) {
    return rest().list(ADMIN, "mihon").stream()
        .filter(c -> c.code().equals(code))
        .findFirst()
        .orElseThrow();
  }

  private String state(String code) {
    return node().rest.categories(node().scopeOf("suzuki"), "mihon").stream()
        .filter(c -> c.code().equals(code))
        .map(CategoryView::state)
        .findFirst()
        .orElseThrow();
  }

  private ManagedCategory add(WrittenCategory category) {
    return (ManagedCategory) rest().add(ADMIN, "mihon", category).getEntity();
  }

  private ManagedCategory change(ManagedCategory seen, WrittenCategory wanted) {
    String version = "\"" + seen.version() + "\"";
    return (ManagedCategory)
        rest().change(ADMIN, "mihon", seen.code(), version, wanted).getEntity();
  }

  private ManagedCategory limit(String code, String from, String to) {
    ManagedCategory seen = managed(code);
    return change(
        seen, new WrittenCategory(null, seen.parent(), seen.name(), seen.section(), from, to));
  }

  private static WrittenCategory written(String code, String parent, String name) {
    return new WrittenCategory(code, parent, name, null, null, null);
  }

  private static List<String> wrong(ThrowingRunnable call) {
    DomainException refused = assertThrows(DomainException.class, call);
    assertSame(Problems.INVALID_FIELDS, refused.type());
    return refused.fields().stream().map(f -> f.field() + " " + f.code()).toList();
  }

  private void until(Instant moment) {
    node().clock.advance(Duration.between(node().clock.instant(), moment));
  }

  @Test
  public void categoryBeginsAndEndsAtMidnightOfTheMunicipality() {
    limit(KONBINI, "2027-04-01", "2027-04-01");
    assertEquals("future", state(KONBINI));
    until(APRIL.minusMillis(1));
    assertEquals("future", state(KONBINI));
    until(APRIL);
    assertEquals("current", state(KONBINI));
    until(APRIL.plus(Duration.ofDays(1)).minusMillis(1));
    assertEquals("current", state(KONBINI));
    until(APRIL.plus(Duration.ofDays(1)));
    assertEquals("past", state(KONBINI));
  }

  @Test
  public void whatIsBelowEndsWithTheOneAbove() {
    limit("kurashi", "", "2026-11-20");
    assertEquals("past", state("kurashi"));
    assertEquals("past", state(KONBINI));
    ManagedCategory below = managed(KONBINI);
    assertEquals("", below.validTo());
    assertEquals("past", below.state());
    limit("kurashi", "", "");
    assertEquals("current", state(KONBINI));
  }

  @Test
  public void addedCategoryIsKnownAtOnceOnEveryNodeAndTheSameAgainIsNoOther() {
    Node other = new Node(database());
    WrittenCategory tax = new WrittenCategory("zei", "", "税金", "zei", "2026-04-01", "");
    ManagedCategory added = add(tax);
    assertEquals("current", added.state());
    assertEquals("税金", node().directory.category(MIHON, "zei").orElseThrow().name());
    other.directory.follow(node().events());
    assertEquals("税金", other.directory.category(MIHON, "zei").orElseThrow().name());

    int events = node().events().size();
    assertEquals(added, add(tax));
    assertEquals(events, node().events().size());
    DomainException taken = assertThrows(DomainException.class, () -> add(written("zei", "", "税")));
    assertSame(DirectoryProblems.CATEGORY_EXISTS, taken.type());
  }

  @Test
  public void onlyWhoSawTheLatestChangesIt() {
    ManagedCategory seen = managed(KONBINI);
    ManagedCategory changed = change(seen, written(null, JUMIN, "コンビニ"));
    assertTrue(changed.version() > seen.version());
    DomainException stale =
        assertThrows(DomainException.class, () -> change(seen, written(null, JUMIN, "証明書自動交付")));
    assertSame(Problems.STALE_VERSION, stale.type());
    assertEquals(
        Map.of("name", new Conflict("証明書自動交付", "コンビニ")), stale.extensions().get("changed"));
    DomainException blind =
        assertThrows(
            DomainException.class,
            () -> rest().change(ADMIN, "mihon", KONBINI, null, written(null, JUMIN, "x")));
    assertSame(Problems.VERSION_REQUIRED, blind.type());
    assertEquals(
        List.of("If-Match invalid"),
        wrong(() -> rest().change(ADMIN, "mihon", KONBINI, "W/x", written(null, JUMIN, "x"))));
    DomainException unknown =
        assertThrows(
            DomainException.class,
            () -> rest().change(ADMIN, "mihon", "no.such", "1", written(null, "", "x")));
    assertSame(DirectoryProblems.CATEGORY_NOT_FOUND, unknown.type());
  }

  @Test
  public void categoryOfABuildBeforeThereWereDaysIsReadAndChanged() throws Exception {
    node();
    try (Connection older = database().dataSource().getConnection();
        Statement statement = older.createStatement()) {
      statement.executeUpdate(
          "UPDATE CATEGORY SET VALID_FROM = NULL, VALID_TO = NULL, VERSION = NULL");
    }
    assertEquals(0, managed(KONBINI).version());
    assertEquals("past", limit(KONBINI, "", "2026-11-20").state());
    assertEquals("\"0\"", rest().show(ADMIN, "mihon", JUMIN).getHeaderString("ETag"));
  }

  @Test
  public void nothingChangedIsNoEvent() {
    ManagedCategory seen = managed(KONBINI);
    int events = node().events().size();
    assertEquals(seen, limit(KONBINI, "", ""));
    assertEquals(events, node().events().size());
  }

  @Test
  public void oneOfTwoWhoChangeTheSameAtOnceIsRefused() throws Exception {
    ManagedCategory seen = managed(KONBINI);
    ExecutorService people = Executors.newFixedThreadPool(2);
    try {
      Callable<String> one = () -> tried(seen, "一");
      Callable<String> two = () -> tried(seen, "二");
      List<Future<String>> tried = people.invokeAll(List.of(one, two));
      List<String> names =
          List.of(tried.get(0).get(), tried.get(1).get()).stream()
              .filter(name -> !name.isEmpty())
              .toList();
      assertEquals(names, List.of(managed(KONBINI).name()));
    } finally {
      people.shutdown();
    }
  }

  private String tried(ManagedCategory seen, String name) {
    try {
      return change(seen, written(null, JUMIN, name)).name();
    } catch (DomainException e) {
      assertSame(Problems.STALE_VERSION, e.type());
      return "";
    }
  }

  @Test
  public void everythingWrongIsNamedAtOnce() {
    assertEquals(
        List.of(
            "code invalid",
            "parent unknown",
            "name required",
            "section unknown",
            "validFrom not-a-day",
            "validTo not-a-day"),
        wrong(
            () -> add(new WrittenCategory("a b", "nowhere", "", "nowhere", "4月1日", "2027-02-30"))));
    assertEquals(List.of("code required"), wrong(() -> add(written(null, "", "税"))));
    for (String unreachable : List.of(".", "..", "...")) {
      assertEquals(List.of("code only-dots"), wrong(() -> add(written(unreachable, "", "税"))));
    }
    assertEquals(List.of("parent too-deep"), wrong(() -> add(written("x", KONBINI, "もっと下"))));
    assertEquals(
        List.of("parent invalid"),
        wrong(() -> change(managed("kurashi"), written(null, KONBINI, "くらし"))));
    add(written("oya", "", "上"));
    assertEquals(
        "its own two levels come along",
        List.of("parent too-deep"),
        wrong(() -> change(managed("kurashi"), written(null, "oya", "くらし"))));
  }

  @Test
  public void limitsStayWithinTheOneAbove() {
    limit("kurashi", "2026-04-01", "2028-03-31");
    assertEquals(
        List.of("validTo outside-parent"), wrong(() -> limit(KONBINI, "2026-04-01", "2028-04-01")));
    assertEquals(
        List.of("validTo before-from"), wrong(() -> limit(KONBINI, "2027-04-01", "2027-03-31")));
    limit(KONBINI, "2026-04-01", "2028-03-31");
    DomainException below =
        assertThrows(DomainException.class, () -> limit("kurashi", "2026-04-01", "2027-03-31"));
    assertEquals("validTo", below.fields().get(0).field());
    assertEquals("outside-below", below.fields().get(0).code());
    assertEquals(List.of("コンビニ交付"), below.fields().get(0).arguments());
    assertEquals("2028-03-31", managed("kurashi").validTo());
  }

  @Test
  public void dissolvedOwnerStaysUntilAnotherIsChosen() {
    node().take(MIHON, Kind.SECTIONS, Node.SECTIONS.replaceFirst("(?m)^madoguchi.*\n", ""));
    assertEquals("madoguchi", limit(KONBINI, "", "2027-03-31").section());
    assertEquals(
        List.of("section unknown"),
        wrong(
            () ->
                change(
                    managed(JUMIN),
                    new WrittenCategory(null, "kurashi", "住民票", "madoguchi", "", ""))));
  }

  @Test
  public void historyTellsWhoChangedWhat() {
    limit(KONBINI, "", "2027-03-31");
    add(written("zei", "", "税金"));
    List<Happening> told = rest().history(ADMIN, "mihon", null).items();
    assertEquals(
        List.of("added", "changed", "imported"), told.stream().map(Happening::how).toList());
    assertEquals("市政 管理", told.get(1).by().name());
    assertEquals("コンビニ交付", told.get(1).name());
    assertEquals(Map.of("validTo", new FieldChange("", "2027-03-31")), told.get(1).changes());
    assertEquals(3, told.get(2).counts().added());
    assertNull(rest().history(ADMIN, "mihon", null).next());
    String before = String.valueOf(told.get(1).sequence());
    assertEquals(1, rest().history(ADMIN, "mihon", before).items().size());
  }

  @Test
  public void importedFileReplacesWhatWasChangedOneByOne() {
    add(written("zei", "", "税金"));
    ManagedCategory seen = limit(KONBINI, "", "2027-03-31");
    assertEquals(Outcome.of(3, 0, 1, 1), node().take(MIHON, Kind.CATEGORIES, Node.CATEGORIES));
    assertEquals("", managed(KONBINI).validTo());
    DomainException stale =
        assertThrows(DomainException.class, () -> change(seen, written(null, JUMIN, "コンビニ")));
    assertSame(Problems.STALE_VERSION, stale.type());
  }

  @Test
  public void onlyWhoManagesTheMunicipalityManagesItsCategories() {
    AccessScope suzuki = node().scopeOf("suzuki");
    for (ThrowingRunnable call :
        List.<ThrowingRunnable>of(
            () -> rest().list(suzuki, "mihon"),
            () -> rest().add(suzuki, "mihon", written("x", "", "x")),
            () -> rest().change(suzuki, "mihon", KONBINI, "1", written(null, "", "x")),
            () -> rest().history(suzuki, "mihon", null))) {
      assertSame(Problems.FORBIDDEN, assertThrows(DomainException.class, call).type());
    }
    assertSame(
        Problems.MUNICIPALITY_NOT_FOUND,
        assertThrows(DomainException.class, () -> rest().list(ADMIN, AOBA.value())).type());
  }
}
