package org.madoguchi.directory.internal.imports;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.directory.internal.Node.AOBA;
import static org.madoguchi.directory.internal.Node.KASUMI;
import static org.madoguchi.directory.internal.Node.MIHON;

import java.io.StringReader;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.Test;
import org.madoguchi.directory.DirectoryImport.Kind;
import org.madoguchi.directory.Section;
import org.madoguchi.directory.Staff;
import org.madoguchi.directory.Validity;
import org.madoguchi.directory.internal.Node;
import org.madoguchi.directory.internal.rest.Views.LanguageChoice;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Grant;
import org.madoguchi.kernel.access.Role;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.tables.BadLine;
import org.madoguchi.tables.CsvBody;
import org.madoguchi.tables.Outcome;
import org.madoguchi.testing.database.DatabaseMatrix;

public class CsvDirectoryImportTest extends DatabaseMatrix {
  private static final StaffId SUZUKI = new StaffId("suzuki");
  private static final StaffId KUDO = new StaffId("kudo");

  private Node node;

  private Node node() {
    if (node == null) {
      node = new Node(database());
    }
    return node;
  }

  private Outcome dryRun(Kind kind, String csv) {
    return node().imports.take(AccessScope.system(), MIHON, kind, new StringReader(csv), true);
  }

  private static List<String> places(Outcome outcome) {
    return outcome.badLines().stream()
        .map(b -> b.line() + " " + b.column() + " " + b.code())
        .toList();
  }

  private static Grant grant(MunicipalityId municipality, Role role, String section) {
    return new Grant(municipality, role, new SectionId(section));
  }

  @Test
  public void importedFilesAreTheDirectory() {
    assertEquals(Outcome.of(5, 5, 0, 0), node().take(MIHON, Kind.SECTIONS, Node.SECTIONS));
    assertEquals(Outcome.of(4, 3, 0, 0), node().take(MIHON, Kind.STAFF, Node.STAFF));
    assertEquals(Outcome.of(3, 3, 0, 0), node().take(MIHON, Kind.CATEGORIES, Node.CATEGORIES));

    Section section = node().directory.section(MIHON, new SectionId("madoguchi")).orElseThrow();
    assertEquals("市民窓口課", section.name());
    assertEquals("8:30–17:15", section.hours());
    assertEquals(Section.Kind.SECTION, section.kind());
    assertEquals(
        List.of("city", "shimin-bu", "madoguchi", "nenkin", "zei"),
        node().directory.sections(MIHON).stream().map(s -> s.id().value()).toList());
    assertEquals(
        List.of("工藤 理沙", "市政 管理", "鈴木 美咲"),
        node().directory.staffOf(MIHON).stream().map(Staff::name).toList());
    assertEquals(
        "madoguchi",
        node().directory.category(MIHON, "kurashi.jumin.konbini").orElseThrow().section().value());
    assertTrue(node().directory.sections(AOBA).isEmpty());
  }

  @Test
  public void directoryIsTheSameAfterARestart() {
    node().withMihon();
    Node restarted = new Node(database());
    assertEquals(node().directory.sections(MIHON), restarted.directory.sections(MIHON));
    assertEquals(node().directory.staffOf(MIHON), restarted.directory.staffOf(MIHON));
    assertEquals(node().directory.categories(MIHON), restarted.directory.categories(MIHON));
  }

  @Test
  public void sameFileTwiceChangesNothing() {
    node().withMihon();
    List<CommittedEvent> before = node().events();
    assertEquals(Outcome.of(5, 0, 0, 0), node().take(MIHON, Kind.SECTIONS, Node.SECTIONS));
    assertEquals(Outcome.of(4, 0, 0, 0), node().take(MIHON, Kind.STAFF, Node.STAFF));
    assertEquals(Outcome.of(3, 0, 0, 0), node().take(MIHON, Kind.CATEGORIES, Node.CATEGORIES));
    assertEquals(before, node().events());
  }

  @Test
  public void dryRunCountsAndChangesNothing() {
    node().take(MIHON, Kind.SECTIONS, Node.SECTIONS);
    int events = node().events().size();
    String other = Node.SECTIONS.replace("市民税課", "税務課").replace("nenkin", "hoken");
    assertEquals(Outcome.of(5, 1, 1, 1), dryRun(Kind.SECTIONS, other));
    assertEquals("市民税課", node().directory.sections(MIHON).get(4).name());
    assertEquals(events, node().events().size());
    assertEquals(Outcome.of(5, 1, 1, 1), node().take(MIHON, Kind.SECTIONS, other));
    assertEquals("税務課", node().directory.sections(MIHON).get(4).name());
    assertTrue(node().directory.section(MIHON, new SectionId("nenkin")).isEmpty());
  }

  @Test
  public void everyBadLineOfAnOrganisationIsNamedAndNothingIsTaken() {
    Outcome outcome =
        node()
            .take(
                MIHON,
                Kind.SECTIONS,
                """
                code,name,kana,parent,kind,phone,opens,closes,description
                city,みほん市,,,city,,,,
                a b,ある課,,city,section,,,,
                c,,,city,section,,,,
                d,課,,nowhere,section,,,,
                e,課,,f,section,,,,
                f,課,,e,section,,,,
                city,みほん市,,,city,,,,
                g,課,,city,office,,,,
                h,課,,city,section,,17:15,8:30,
                i,課,,city,section,,17:15,,
                """);
    assertEquals(
        List.of(
            "3 code invalid",
            "4 name required",
            "5 parent unknown",
            "6 parent invalid",
            "7 parent invalid",
            "8 code invalid",
            "9 kind not-allowed",
            "10 closes invalid",
            "11 closes invalid"),
        places(outcome));
    assertTrue(node().directory.sections(MIHON).isEmpty());
    assertTrue(node().events().isEmpty());
  }

  @Test
  public void everyBadLineOfAStaffFileIsNamed() {
    node().take(MIHON, Kind.SECTIONS, Node.SECTIONS);
    Outcome outcome =
        node()
            .take(
                MIHON,
                Kind.STAFF,
                """
                login,name,kana,mail,language,role,section
                Suzuki,鈴木,すずき,,ja,OPERATOR,
                ito,伊藤,いとう,nobody,ja,OPERATOR,
                sato,佐藤,さとう,,日本語,OPERATOR,
                kato,加藤,かとう,,,MAYOR,
                mori,森,もり,,,SECTION_STAFF,nowhere
                ueda,上田,うえだ,,,SECTION_STAFF,
                endo,遠藤,えんどう,,,OPERATOR,
                endo,遠藤 勝,えんどう,,,SUPERVISOR,
                endo,遠藤,えんどう,,,OPERATOR,
                """);
    assertEquals(
        List.of(
            "2 login invalid",
            "3 mail invalid",
            "4 language invalid",
            "5 role not-allowed",
            "6 section unknown",
            "7 section required",
            "9 name invalid",
            "10 role invalid"),
        places(outcome));
    assertTrue(node().directory.staffOf(MIHON).isEmpty());
  }

  @Test
  public void everyBadLineOfACategoryFileIsNamed() {
    node().take(MIHON, Kind.SECTIONS, Node.SECTIONS);
    Outcome outcome =
        node()
            .take(
                MIHON,
                Kind.CATEGORIES,
                """
                code,parent,name,section
                a,,一,
                a.b,a,二,
                a.b.c,a.b,三,madoguchi
                a.b.c.d,a.b.c,四,
                e,nowhere,五,
                f,a,,nowhere
                g g,a,七,
                """);
    assertEquals(
        List.of(
            "5 parent too-deep",
            "6 parent unknown",
            "7 name required",
            "7 section unknown",
            "8 code invalid"),
        places(outcome));
  }

  @Test
  public void limitsOfCategoriesAreTakenAndWrittenAgain() {
    node().withMihon();
    String limited =
        """
        code,parent,name,section,validFrom,validTo
        kurashi,,くらし,,,2030-03-31
        kurashi.jumin,kurashi,住民票,,2025/4/1,
        kurashi.jumin.konbini,kurashi.jumin,コンビニ交付,madoguchi,2027-04-01,2028-03-31
        """;
    assertEquals(Outcome.of(3, 0, 3, 0), node().take(MIHON, Kind.CATEGORIES, limited));
    assertEquals(
        new Validity(LocalDate.of(2025, 4, 1), LocalDate.of(2030, 3, 31)),
        node().directory.category(MIHON, "kurashi.jumin").orElseThrow().validity());
    byte[] written =
        new DirectoryFiles(node().unit, node().organisations, node().people, node().municipalities)
            .write(AccessScope.system(), MIHON, Kind.CATEGORIES);
    String file = CsvBody.text(written);
    assertTrue(file, file.contains("kurashi.jumin,kurashi,住民票,,2025-04-01,\r\n"));
    assertEquals(Outcome.of(3, 0, 0, 0), node().take(MIHON, Kind.CATEGORIES, file));
  }

  @Test
  public void fileWithoutTheColumnsOfLimitsHasNone() {
    node().take(MIHON, Kind.SECTIONS, Node.SECTIONS);
    String limited = "code,parent,name,section,validTo\nkurashi,,くらし,,2026-03-31\n";
    assertEquals(Outcome.of(1, 1, 0, 0), node().take(MIHON, Kind.CATEGORIES, limited));
    String plain = "code,parent,name,section\nkurashi,,くらし,\n";
    assertEquals(Outcome.of(1, 0, 1, 0), node().take(MIHON, Kind.CATEGORIES, plain));
    assertEquals(
        Validity.ALWAYS, node().directory.category(MIHON, "kurashi").orElseThrow().validity());
  }

  @Test
  public void everyBadLimitOfACategoryIsNamed() {
    node().take(MIHON, Kind.SECTIONS, Node.SECTIONS);
    Outcome outcome =
        node()
            .take(
                MIHON,
                Kind.CATEGORIES,
                """
                code,parent,name,section,validFrom,validTo
                a,,一,,2026-04-01,2028-03-31
                a.b,a,二,,2026-03-31,2028-03-31
                a.c,a,三,,2026-04-01,2028-04-01
                a.d,a,四,,,
                a.d.e,a.d,五,,2029-01-01,
                f,,六,,2027-02-29,令和9年
                g,,七,,2027-04-01,2027-03-31
                """);
    assertEquals(
        List.of(
            "3 validFrom outside-parent",
            "4 validTo outside-parent",
            "6 validFrom outside-parent",
            "7 validFrom not-a-day",
            "7 validTo not-a-day",
            "8 validTo before-from"),
        places(outcome));
    assertTrue(node().directory.categories(MIHON).isEmpty());
  }

  @Test
  public void codeThatNoAddressCanHoldIsRefused() {
    node().take(MIHON, Kind.SECTIONS, Node.SECTIONS);
    String file = "code,parent,name,section\n.,,一,\n..,,二,\n.a,,三,\n";
    assertEquals(
        List.of("2 code only-dots", "3 code only-dots"),
        places(node().take(MIHON, Kind.CATEGORIES, file)));
    assertTrue(node().directory.categories(MIHON).isEmpty());
  }

  @Test
  public void emptyFileRemovesNothing() {
    node().withMihon();
    String headerOnly = Node.STAFF.lines().findFirst().orElseThrow();
    assertEquals(
        List.of(new BadLine(2, "login", "required", "")),
        node().take(MIHON, Kind.STAFF, headerOnly).badLines());
    assertEquals(3, node().directory.staffOf(MIHON).size());
  }

  @Test
  public void removedRoleIsGoneAtOnce() {
    node().withMihon();
    String without = Node.STAFF.replaceFirst("(?m)^kudo.*PUBLIC_RELATIONS.*\n", "");
    assertEquals(Outcome.of(3, 0, 1, 0), node().take(MIHON, Kind.STAFF, without));
    assertEquals(
        List.of(grant(MIHON, Role.SECTION_STAFF, "shimin-bu")),
        node().directory.staff(KUDO).orElseThrow().grants());
    CommittedEvent changed =
        node().events().stream()
            .filter(e -> e.aggregate().equals("staff-kudo"))
            .reduce((a, b) -> b)
            .orElseThrow();
    assertEquals("StaffGrantsChanged", changed.type());
    assertEquals(2, changed.sequence());
    assertEquals(
        "{\"municipality\":\"mihon\",\"granted\":[],\"withdrawn\":[\"public-relations@zei\"]}",
        changed.payload());
  }

  @Test
  public void personWithoutAnyRoleLeftIsInactiveAndStaysReadable() {
    node().withMihon();
    node().sessions.open(KUDO, "", "");
    String without = Node.STAFF.replaceAll("(?m)^kudo.*\n", "");
    assertEquals(Outcome.of(2, 0, 0, 1), node().take(MIHON, Kind.STAFF, without));
    assertFalse(node().directory.staff(KUDO).orElseThrow().active());
    assertTrue(node().directory.scopeOf(KUDO).isEmpty());
    assertEquals(2, node().directory.staffOf(MIHON).size());
    assertEquals(Outcome.of(4, 1, 0, 0), node().take(MIHON, Kind.STAFF, Node.STAFF));
    assertTrue(node().directory.scopeOf(KUDO).isPresent());
  }

  @Test
  public void rolesInAnotherMunicipalityStay() {
    node().withMihon();
    String aoba =
        "login,name,kana,mail,language,role,section\n"
            + "suzuki,鈴木 美咲,すずき みさき,suzuki@city.example,ja,OPERATOR,\n";
    node().take(AOBA, Kind.STAFF, aoba);
    assertEquals(
        List.of(grant(AOBA, Role.OPERATOR, ""), grant(MIHON, Role.OPERATOR, "")),
        node().directory.staff(SUZUKI).orElseThrow().grants());
    node().take(MIHON, Kind.STAFF, Node.STAFF.replaceAll("(?m)^suzuki.*\n", ""));
    assertEquals(
        List.of(grant(AOBA, Role.OPERATOR, "")),
        node().directory.staff(SUZUKI).orElseThrow().grants());
    assertTrue(node().directory.staff(SUZUKI).orElseThrow().active());
  }

  @Test
  public void administratorOfOneMunicipalityCannotTakeOverThePersonOfAnother() {
    node().withMihon();
    AccessScope administrator =
        AccessScope.of(new StaffId("admin-aoba"), List.of(grant(AOBA, Role.ADMINISTRATOR, "")));
    String stranger =
        "login,name,kana,mail,language,role,section\n"
            + "suzuki,別の人,べつのひと,other@aoba.example,ja,OPERATOR,\n";
    Outcome outcome =
        node().imports.take(administrator, AOBA, Kind.STAFF, new StringReader(stranger), false);
    assertEquals(List.of("2 login invalid"), places(outcome));
    String same = stranger.replace("別の人", "鈴木 美咲");
    node().imports.take(administrator, AOBA, Kind.STAFF, new StringReader(same), false);
    Staff suzuki = node().directory.staff(SUZUKI).orElseThrow();
    assertEquals("suzuki@city.example", suzuki.mail());
    assertEquals(2, suzuki.grants().size());
  }

  @Test
  public void languageChosenByThePersonOutlivesAnImport() {
    node().withMihon();
    node().rest.chooseLanguage(node().scopeOf("suzuki"), new LanguageChoice("en"));
    assertEquals(Outcome.of(4, 0, 0, 0), node().take(MIHON, Kind.STAFF, Node.STAFF));
    assertEquals(Locale.ENGLISH, node().directory.languageOf(SUZUKI));
  }

  @Test
  public void importNeedsThePermissionAndAKnownMunicipality() {
    node().withMihon();
    AccessScope operator = node().scopeOf("suzuki");
    DomainException forbidden =
        assertThrows(
            DomainException.class,
            () ->
                node()
                    .imports
                    .take(operator, MIHON, Kind.STAFF, new StringReader(Node.STAFF), false));
    assertSame(Problems.FORBIDDEN, forbidden.type());
    DomainException hidden =
        assertThrows(
            DomainException.class,
            () ->
                node()
                    .imports
                    .take(operator, KASUMI, Kind.STAFF, new StringReader(Node.STAFF), true));
    assertSame(Problems.MUNICIPALITY_NOT_FOUND, hidden.type());
    MunicipalityId unknown = new MunicipalityId("unknown");
    DomainException missing =
        assertThrows(DomainException.class, () -> node().take(unknown, Kind.STAFF, Node.STAFF));
    assertSame(Problems.MUNICIPALITY_NOT_FOUND, missing.type());
  }

  @Test
  public void importsAreEventsWithoutPersonalText() {
    node().withMihon();
    List<CommittedEvent> events = node().events();
    assertEquals(
        List.of(1L, 2L, 3L),
        events.stream()
            .filter(e -> e.aggregate().equals("directory-mihon"))
            .map(CommittedEvent::sequence)
            .toList());
    assertTrue(events.stream().allMatch(e -> e.stream().equals("directory")));
    assertTrue(events.stream().noneMatch(e -> e.payload().matches(".*[ぁ-ん一-龠@]+city.*")));
    assertEquals(
        "{\"kind\":\"sections\",\"lines\":5,\"added\":5,\"changed\":0,\"removed\":0}",
        events.get(0).payload());
  }

  @Test
  public void dissolvedSectionOwnsNoCategory() {
    node().withMihon();
    node().take(MIHON, Kind.SECTIONS, Node.SECTIONS.replaceFirst("(?m)^madoguchi.*\n", ""));
    assertTrue(
        node().directory.category(MIHON, "kurashi.jumin.konbini").orElseThrow().section().isNone());
  }

  @Test
  public void twoNodesThatStartTogetherTakeAFileOnce() throws Exception {
    ExecutorService starts = Executors.newFixedThreadPool(2);
    try {
      Callable<Outcome> here = () -> node().take(MIHON, Kind.SECTIONS, Node.SECTIONS);
      Node other = new Node(database());
      Callable<Outcome> there = () -> other.take(MIHON, Kind.SECTIONS, Node.SECTIONS);
      int added = 0;
      for (Future<Outcome> taken : starts.invokeAll(List.of(here, there))) {
        added += taken.get().added();
      }
      assertEquals(5, added);
      assertEquals(List.of("MunicipalityDirectoryImported"), node().eventTypes());
    } finally {
      starts.shutdownNow();
    }
  }

  @Test
  public void filesOfTwoMunicipalitiesThatNameOnePersonDoNotUndoEachOther() throws Exception {
    node().withMihon();
    Node other = new Node(database());
    String aoba =
        "login,name,kana,mail,language,role,section\n"
            + "suzuki,鈴木 美咲,すずき みさき,new@city.example,ja,SUPERVISOR,\n";
    String mihon = Node.STAFF.replace("suzuki@city.example", "new@city.example");
    ExecutorService nodes = Executors.newFixedThreadPool(2);
    try {
      Callable<Outcome> here = () -> node().take(MIHON, Kind.STAFF, mihon);
      Callable<Outcome> there = () -> other.take(AOBA, Kind.STAFF, aoba);
      for (Future<Outcome> taken : nodes.invokeAll(List.of(here, there))) {
        assertEquals(List.of(), taken.get().badLines());
      }
      node().directory.refresh();
      Staff suzuki = node().directory.staff(SUZUKI).orElseThrow();
      assertEquals(
          List.of(grant(AOBA, Role.SUPERVISOR, ""), grant(MIHON, Role.OPERATOR, "")),
          suzuki.grants());
      assertEquals("new@city.example", suzuki.mail());
    } finally {
      nodes.shutdownNow();
    }
  }

  @Test
  public void largeStaffIsTakenInOnePiece() {
    node().take(MIHON, Kind.SECTIONS, Node.SECTIONS);
    String csv =
        "login,name,kana,mail,language,role,section\n"
            + IntStream.range(0, 1_200)
                .mapToObj(i -> "user" + i + ",職員 " + i + ",,,ja,SECTION_STAFF,zei")
                .collect(Collectors.joining("\n"));
    assertEquals(1_200, node().take(MIHON, Kind.STAFF, csv).added());
    node().clock.advance(Duration.ofSeconds(1));
    assertEquals(
        Outcome.of(1_200, 0, 1, 0), node().take(MIHON, Kind.STAFF, csv.replace("職員 7,", "職員 七,")));
    assertEquals(1_200, node().directory.staffOf(MIHON).size());
  }

  @Test
  public void whatIsExportedChangesNothingWhenItIsTakenAgain() {
    node().withMihon();
    DirectoryFiles files =
        new DirectoryFiles(node().unit, node().organisations, node().people, node().municipalities);
    for (Kind kind : Kind.values()) {
      String csv = CsvBody.text(files.write(AccessScope.system(), MIHON, kind));
      Outcome outcome = dryRun(kind, csv);
      assertTrue(outcome.isSound());
      assertEquals(0, outcome.added() + outcome.changed() + outcome.removed());
      assertTrue(outcome.lines() > 0);
    }
  }
}
