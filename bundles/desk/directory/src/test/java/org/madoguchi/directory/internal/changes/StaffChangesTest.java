package org.madoguchi.directory.internal.changes;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.directory.internal.Node.AOBA;
import static org.madoguchi.directory.internal.Node.MIHON;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Test;
import org.madoguchi.directory.DirectoryImport.Kind;
import org.madoguchi.directory.Municipality;
import org.madoguchi.directory.StaffChangeEvents;
import org.madoguchi.directory.internal.DirectoryProblems;
import org.madoguchi.directory.internal.Node;
import org.madoguchi.directory.internal.changes.StaffChange.State;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Grant;
import org.madoguchi.kernel.access.Narrowing;
import org.madoguchi.kernel.access.Role;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.tables.ImportReport;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.testing.database.DatabaseMatrix;

public class StaffChangesTest extends DatabaseMatrix {
  private static final StaffId SUZUKI = new StaffId("suzuki");
  private static final StaffId KUDO = new StaffId("kudo");
  private static final AccessScope ADMIN = administratorOf(MIHON);
  private static final Duration LONG = Duration.ofDays(400);
  private static final String HEAD = "login,kind,date,role,section,tickets,successor\n";

  /** When 1 April 2027 begins in Japan; the clock stands at 2026-11-21T00:00:00Z. */
  private static final Instant APRIL = Instant.parse("2027-03-31T15:00:00Z");

  private Node node;

  private Node node() {
    if (node == null) {
      node = new Node(database()).withMihon();
    }
    return node;
  }

  private static AccessScope administratorOf(MunicipalityId municipality) {
    return AccessScope.of(
        new StaffId("admin-mihon"),
        List.of(new Grant(municipality, Role.ADMINISTRATOR, SectionId.NONE)));
  }

  private Municipality mihon() {
    return node().changes.managed(ADMIN, "mihon");
  }

  private StaffChange plan(String login, String kind, String date, String... more) {
    return request(login + kind + date, login, kind, date, more);
  }

  /**
   * @param more role, section, tickets, successor
   */
  private StaffChange request(
      String request, String login, String kind, String date, String... more) {
    List<String> rest = new ArrayList<>(List.of(more));
    while (rest.size() < 4) {
      rest.add("");
    }
    Known.Written written =
        new Known.Written(login, kind, date, rest.get(0), rest.get(1), rest.get(2), rest.get(3));
    return node()
        .changes
        .plan(
            ADMIN,
            mihon(),
            request,
            known -> {
              Checks checks = new Checks();
              var read = known.read(written, (field, code) -> checks.note(field, code, ""));
              checks.done();
              return read.orElseThrow();
            });
  }

  private List<String> wrong(String login, String kind, String date, String... more) {
    DomainException refused =
        assertThrows(DomainException.class, () -> plan(login, kind, date, more));
    return refused.fields().stream().map(f -> f.field() + " " + f.code()).toList();
  }

  private void until(Instant moment) {
    node().clock.advance(Duration.between(node().clock.instant(), moment));
  }

  private void carryOut() {
    while (node().carrying.some()) {
      // each turn does a part
    }
  }

  private StaffChange now(StaffChange change) {
    return node().changes.page(MIHON, Optional.empty(), change.id() + 1, 1).get(0);
  }

  private List<String> changeEvents() {
    return node().eventTypes().stream().filter(type -> type.startsWith("StaffChange")).toList();
  }

  private boolean lives(String secret) {
    return node().sessions.find(secret, LONG, LONG).isPresent();
  }

  @Test
  @Covers("X4")
  public void whoeverLeavesIsOutWhenTheDayBeginsInTheMunicipalityAndNotBefore() {
    node().passwords.set(AccessScope.system(), SUZUKI, "sakura-no-hana-1".toCharArray());
    String session = node().sessions.open(SUZUKI, "", "").secret();
    String token =
        node()
            .tokens
            .issue(
                SUZUKI,
                "集計",
                new Narrowing(Optional.empty(), Optional.empty()),
                "2027-10-01T00:00:00Z")
            .token();
    StaffChange change = plan("suzuki", "retirement", "2027-04-01");
    assertEquals(APRIL, change.dueAt());
    until(APRIL.minusMillis(1));
    carryOut();
    assertTrue(lives(session));
    assertEquals(State.PLANNED, now(change).course().state());
    until(APRIL);
    carryOut();
    assertEquals(State.DONE, now(change).course().state());
    assertFalse("the session ends", lives(session));
    assertTrue("the token ends", node().sessions.token(token).isEmpty());
    assertTrue(node().passwords.verify("suzuki", "sakura-no-hana-1".toCharArray()).isEmpty());
    assertTrue(node().directory.scopeOf(SUZUKI).isEmpty());
    assertFalse(
        "no longer offered",
        node().directory.staffOf(MIHON).stream().anyMatch(s -> s.id().equals(SUZUKI)));
    assertEquals(
        "named in histories", "鈴木 美咲", node().directory.staff(SUZUKI).orElseThrow().name());
    assertEquals(List.of(StaffChangeEvents.PLANNED, StaffChangeEvents.EFFECTIVE), changeEvents());
  }

  @Test
  public void anotherNodeKnowsByTheEvent() {
    node();
    Node other = new Node(database());
    plan("suzuki", "retirement", "2026-11-21");
    carryOut();
    assertTrue(other.directory.scopeOf(SUZUKI).isPresent());
    other.directory.follow(node().events());
    assertTrue(other.directory.scopeOf(SUZUKI).isEmpty());
  }

  @Test
  public void whoeverLeavesOneMunicipalityGoesOnInAnother() {
    node().take(AOBA, Kind.STAFF, Node.STAFF.substring(0, Node.STAFF.indexOf("kudo")));
    plan("suzuki", "retirement", "2026-11-21");
    carryOut();
    AccessScope left = node().scopeOf("suzuki");
    assertEquals(Set.of(AOBA), left.municipalities());
  }

  @Test
  public void transferPutsOneRoleInThePlaceOfAllAndIsUndone() {
    StaffChange change = plan("kudo", "transfer", "2026-11-21", "section-staff", "nenkin", "carry");
    carryOut();
    Grant nenkin = new Grant(MIHON, Role.SECTION_STAFF, new SectionId("nenkin"));
    assertEquals(List.of(nenkin), node().directory.staff(KUDO).orElseThrow().grants());
    assertTrue(node().directory.scopeOf(KUDO).isPresent());
    node().carrying.undo(ADMIN, MIHON, change.id());
    node().carrying.undo(ADMIN, MIHON, change.id());
    assertEquals(2, node().directory.staff(KUDO).orElseThrow().grants().size());
    assertEquals(State.UNDONE, now(change).course().state());
    assertEquals(
        List.of(StaffChangeEvents.PLANNED, StaffChangeEvents.EFFECTIVE, StaffChangeEvents.UNDONE),
        changeEvents());
  }

  @Test
  public void whatBecameOfThePersonSinceStandsInTheWayOfUndoing() {
    StaffChange change = plan("kudo", "retirement", "2026-11-21");
    carryOut();
    node()
        .take(
            MIHON,
            Kind.STAFF,
            Node.STAFF.replace(
                "kudo,工藤 理沙,くどう りさ,kudo@city.example,ja," + "PUBLIC_RELATIONS,zei\n", ""));
    DomainException refused =
        assertThrows(DomainException.class, () -> node().carrying.undo(ADMIN, MIHON, change.id()));
    assertEquals(DirectoryProblems.STAFF_CHANGE_OVERTAKEN, refused.type());
  }

  @Test
  public void whoIsOnLeaveStaysSoWhateverTheStaffFileSaysUntilTheReturn() {
    StaffChange absence = plan("suzuki", "absence", "2026-11-21");
    StaffChange comingBack = plan("suzuki", "return", "2027-04-01");
    carryOut();
    assertTrue(node().directory.scopeOf(SUZUKI).isEmpty());
    node().take(MIHON, Kind.STAFF, Node.STAFF.replace("OPERATOR", "SUPERVISOR"));
    assertTrue(node().directory.scopeOf(SUZUKI).isEmpty());
    until(APRIL);
    carryOut();
    assertEquals(State.DONE, now(comingBack).course().state());
    assertTrue(
        node().scopeOf("suzuki").grants().stream().allMatch(g -> g.role() == Role.SUPERVISOR));
    assertEquals(
        DirectoryProblems.STAFF_CHANGE_OVERTAKEN,
        assertThrows(DomainException.class, () -> node().carrying.undo(ADMIN, MIHON, absence.id()))
            .type());
    String session = node().sessions.open(SUZUKI, "", "").secret();
    node().carrying.undo(ADMIN, MIHON, comingBack.id());
    assertTrue(node().directory.scopeOf(SUZUKI).isEmpty());
    assertFalse(lives(session));
  }

  @Test
  public void whatIsCancelledIsNotCarriedOutAndWhatIsCarriedOutIsNotCancelled() {
    StaffChange change = plan("suzuki", "retirement", "2027-04-01");
    node().changes.cancel(ADMIN, MIHON, change.id());
    node().changes.cancel(ADMIN, MIHON, change.id());
    until(APRIL);
    carryOut();
    assertTrue(node().directory.scopeOf(SUZUKI).isPresent());
    StaffChange again = request("again", "suzuki", "retirement", "2027-04-01");
    carryOut();
    DomainException refused =
        assertThrows(DomainException.class, () -> node().changes.cancel(ADMIN, MIHON, again.id()));
    assertEquals(DirectoryProblems.STAFF_CHANGE_SETTLED, refused.type());
    assertThrows(DomainException.class, () -> node().changes.cancel(ADMIN, AOBA, again.id()));
  }

  @Test
  public void whatCannotBeDoneAsPlannedSaysSoAndHoldsUpNobody() {
    StaffChange gone = plan("suzuki", "transfer", "2027-04-01", "section-staff", "zei");
    StaffChange done = plan("kudo", "retirement", "2027-04-01");
    node()
        .take(
            MIHON, Kind.SECTIONS, Node.SECTIONS.replace("zei,市民税課,しみんぜいか,city,section,,,,\n", ""));
    until(APRIL);
    carryOut();
    assertEquals(State.FAILED, now(gone).course().state());
    assertEquals("section", now(gone).course().problem());
    assertEquals(State.DONE, now(done).course().state());
    assertTrue(node().directory.scopeOf(SUZUKI).isPresent());
  }

  @Test
  public void sameRequestIsOneChangeAndADayHasOneOfAPerson() {
    StaffChange first = request("r", "suzuki", "retirement", "2027-04-01");
    assertEquals(first.id(), request("r", "suzuki", "retirement", "2027-04-01").id());
    DomainException refused =
        assertThrows(DomainException.class, () -> request("s", "suzuki", "absence", "2027-04-01"));
    assertEquals(DirectoryProblems.STAFF_CHANGE_EXISTS, refused.type());
  }

  @Test
  public void everyWrongFieldIsNamed() {
    assertEquals(
        List.of("kind not-allowed", "login unknown", "date invalid", "tickets not-allowed"),
        wrong("nobody", "firing", "2026-11-20", "", "", "burn"));
    assertEquals(
        List.of("date invalid", "section required"),
        wrong("suzuki", "transfer", "2029-01-01", "section-staff"));
    assertEquals(
        List.of("role required", "section unknown"),
        wrong("suzuki", "transfer", "2027-04-01", "", "nowhere"));
    assertEquals(
        List.of("tickets invalid"), wrong("suzuki", "absence", "2027-04-01", "", "", "carry"));
    assertEquals(
        "a department has no tickets",
        List.of("tickets invalid"),
        wrong("suzuki", "transfer", "2027-04-01", "operator", "shimin-bu", "carry"));
    assertEquals(
        List.of("successor invalid"),
        wrong("suzuki", "retirement", "2027-04-01", "", "", "successor", "suzuki"));
    assertEquals(
        "an administrator works on no tickets",
        List.of("successor unknown"),
        wrong("suzuki", "retirement", "2027-04-01", "", "", "successor", "admin-mihon"));
  }

  @Test
  public void aFileIsTakenWholeOrNotAtAllAndTwiceChangesNothing() throws IOException {
    String bad =
        HEAD
            + "suzuki,retirement,2027-04-01,,,,\n"
            + "suzuki,absence,2027/04/01,,,,\n"
            + "nobody,transfer,1.4.2027,chief,,,\n";
    ImportReport refused = take(bad, false);
    assertFalse(refused.taken());
    assertEquals(
        List.of("3 login invalid", "4 login unknown", "4 date invalid", "4 role not-allowed"),
        refused.badLines().stream()
            .map(b -> b.line() + " " + b.column() + " " + b.code())
            .toList());
    assertEquals(List.of(), node().changes.page(MIHON, Optional.empty(), Long.MAX_VALUE, 10));
    String good =
        HEAD
            + "suzuki,RETIREMENT,2027/04/01,,,successor,kudo\n"
            + "kudo,transfer,2027-04-01,SECTION_STAFF,nenkin,,\n";
    assertEquals(2, take(good, true).added());
    assertEquals(List.of(), node().changes.page(MIHON, Optional.empty(), Long.MAX_VALUE, 10));
    assertTrue(take(good, false).taken());
    assertEquals(0, take(good, false).added());
    assertEquals(2, node().changes.page(MIHON, Optional.empty(), Long.MAX_VALUE, 10).size());
    ImportReport other = take(HEAD + "kudo,retirement,2027-04-01,,,,\n", true);
    assertEquals("taken", other.badLines().get(0).code());
    assertTrue(other.badLines().get(0).message().contains("同じ日"));
  }

  private ImportReport take(String csv, boolean dryRun) throws IOException {
    return node()
        .changeRest
        .importFile(
            ADMIN,
            Locale.JAPANESE,
            "mihon",
            Boolean.toString(dryRun),
            "text/csv;charset=UTF-8",
            new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  public void hundredsAreCarriedOutOnceByTwoNodesAtOnce() throws Exception {
    StringBuilder staff = new StringBuilder(Node.STAFF);
    StringBuilder file = new StringBuilder(HEAD);
    for (int i = 0; i < 230; i++) {
      staff.append("p" + i + ",職員 " + i + ",しょくいん,,ja,OPERATOR,\n");
      file.append("p" + i + ",transfer,2027-04-01,section-staff,nenkin,,\n");
    }
    node().take(MIHON, Kind.STAFF, staff.toString());
    assertEquals(230, take(file.toString(), false).added());
    until(APRIL);
    Node other = new Node(database());
    other.clock.advance(Duration.between(other.clock.instant(), APRIL));
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      List<Future<Void>> ends = new ArrayList<>();
      for (Node one : List.of(node(), other)) {
        Callable<Void> all =
            () -> {
              while (one.carrying.some()) {
                // each turn does a part
              }
              return null;
            };
        ends.add(both.submit(all));
      }
      for (Future<Void> end : ends) {
        end.get();
      }
    } finally {
      both.shutdown();
    }
    carryOut();
    long effective = changeEvents().stream().filter(StaffChangeEvents.EFFECTIVE::equals).count();
    assertEquals(230, effective);
    assertEquals(
        230,
        node().directory.staffOf(MIHON).stream()
            .filter(s -> s.grants().stream().anyMatch(g -> g.section().value().equals("nenkin")))
            .count());
  }

  @Test
  public void onlyWhoManagesTheMunicipalityMay() {
    AccessScope suzuki = node().scopeOf("suzuki");
    assertEquals(
        Problems.FORBIDDEN,
        assertThrows(DomainException.class, () -> node().changes.managed(suzuki, "mihon")).type());
    assertEquals(
        Problems.MUNICIPALITY_NOT_FOUND,
        assertThrows(
                DomainException.class, () -> node().changes.managed(administratorOf(AOBA), "mihon"))
            .type());
    node().take(AOBA, Kind.STAFF, Node.STAFF.substring(0, Node.STAFF.indexOf("kudo")));
    assertEquals(
        "away from every municipality",
        List.of("login invalid"),
        wrong("suzuki", "absence", "2027-04-01"));
  }
}
