package org.madoguchi.directory.internal.login;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.directory.internal.Node.AOBA;
import static org.madoguchi.directory.internal.Node.MIHON;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Test;
import org.madoguchi.directory.DirectoryImport.Kind;
import org.madoguchi.directory.internal.DirectoryProblems;
import org.madoguchi.directory.internal.Node;
import org.madoguchi.directory.internal.secret.PasswordHash;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Duty;
import org.madoguchi.kernel.access.Grant;
import org.madoguchi.kernel.access.Role;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.FieldProblem;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.testing.database.DatabaseMatrix;

public class PasswordsTest extends DatabaseMatrix {
  private static final StaffId SUZUKI = new StaffId("suzuki");
  private static final String GOOD = "みほん-correct-horse";
  private static final Duration LONG = Duration.ofDays(1);

  private Node node;

  private Node node() {
    if (node == null) {
      node = new Node(database()).withMihon();
    }
    return node;
  }

  private void set(AccessScope scope, String login, String password) {
    node().imports.setPassword(scope, new StaffId(login), password.toCharArray());
  }

  private boolean verifies(String login, String password) {
    return node().passwords.verify(login, password.toCharArray()).isPresent();
  }

  private static AccessScope administratorOf(MunicipalityId... municipalities) {
    List<Grant> grants =
        List.of(municipalities).stream()
            .map(m -> new Grant(m, Role.ADMINISTRATOR, SectionId.NONE))
            .toList();
    return AccessScope.of(new StaffId("someone"), grants);
  }

  @Test
  public void rightPasswordVerifiesAndWrongOnesDoNot() {
    set(AccessScope.system(), "suzuki", GOOD);
    assertTrue(verifies("suzuki", GOOD));
    assertTrue(verifies(" Suzuki ", GOOD));
    assertFalse(verifies("suzuki", GOOD + "!"));
    assertFalse(verifies("suzuki", ""));
    assertFalse(verifies("nobody", GOOD));
    assertFalse(verifies("no body", GOOD));
    assertFalse(verifies("kudo", GOOD));
  }

  @Test
  public void inactivePersonCannotLogIn() {
    set(AccessScope.system(), "suzuki", GOOD);
    node().take(MIHON, Kind.STAFF, Node.STAFF.replaceAll("(?m)^suzuki.*\n", ""));
    assertFalse(verifies("suzuki", GOOD));
  }

  @Test
  public void onlyASaltedSlowHashIsStored() {
    set(AccessScope.system(), "suzuki", GOOD);
    set(AccessScope.system(), "kudo", GOOD);
    PasswordHash suzuki = stored("suzuki");
    assertEquals("PBKDF2WithHmacSHA512", suzuki.algorithm());
    assertEquals(210_000, suzuki.iterations());
    assertFalse(suzuki.salt().equals(stored("kudo").salt()));
    assertFalse(suzuki.hash().equals(stored("kudo").hash()));
    assertFalse(suzuki.toString().contains(suzuki.hash()));
  }

  private PasswordHash stored(String login) {
    return node()
        .unit
        .transactions()
        .read(() -> node().people.password(new StaffId(login)).orElseThrow());
  }

  @Test
  public void weakHashIsReplacedAtTheNextLogin() {
    // PBKDF2-HMAC-SHA1, password "password", salt "salt", 4096 iterations: RFC 6070.
    PasswordHash weak =
        new PasswordHash(
            "PBKDF2WithHmacSHA1",
            4096,
            "73616c74",
            "4b007901b765489abead49d926f721d065a429c1",
            Instant.parse("2020-01-01T00:00:00Z"));
    node().unit.transactions().write(() -> node().people.savePassword(SUZUKI, weak, false));
    assertTrue(verifies("suzuki", "password"));
    assertEquals(210_000, stored("suzuki").iterations());
    assertEquals(weak.changedAt(), stored("suzuki").changedAt());
    assertTrue(verifies("suzuki", "password"));
  }

  @Test
  public void unfitPasswordsAreRefused() {
    for (String unfit : List.of("", "short", "a".repeat(201))) {
      DomainException e =
          assertThrows(DomainException.class, () -> set(AccessScope.system(), "suzuki", unfit));
      assertSame(Problems.INVALID_FIELDS, e.type());
      assertEquals("password", e.fields().get(0).field());
    }
    FieldProblem same =
        assertThrows(
                DomainException.class,
                () -> set(AccessScope.system(), "admin-mihon", "Admin-mihon"))
            .fields()
            .get(0);
    assertEquals("holds-name", same.code());
  }

  private void change(String current, String next) {
    node().passwords.change(SUZUKI, current.toCharArray(), next.toCharArray(), List.of());
  }

  private String refusal(String current, String next) {
    return assertThrows(DomainException.class, () -> change(current, next)).fields().get(0).code();
  }

  @Test
  @Covers("K7")
  public void passwordOfTheLastFewIsNotTakenAgain() {
    node().settings.configure(Map.of("password.remembered", "3"));
    set(AccessScope.system(), "suzuki", GOOD);
    assertEquals("used-before", refusal(GOOD, GOOD));
    node().clock.advance(Duration.ofDays(1));
    change(GOOD, "second-password-x");
    node().clock.advance(Duration.ofDays(1));
    change("second-password-x", "third-secret-word");
    node().clock.advance(Duration.ofDays(1));
    assertEquals("used-before", refusal("third-secret-word", GOOD));
    assertEquals("used-before", refusal("third-secret-word", "second-password-x"));
    change("third-secret-word", "fourth-of-them-all");
    node().clock.advance(Duration.ofDays(1));
    change("fourth-of-them-all", GOOD);
    assertEquals(2, formerPasswords());
    node().settings.configure(Map.of("password.remembered", "0"));
    change(GOOD, GOOD);
    assertEquals("what need not be remembered is forgotten", 0, formerPasswords());
  }

  private int formerPasswords() {
    return node().unit.transactions().read(() -> node().people.formerPasswords(SUZUKI, 100)).size();
  }

  @Test
  @Covers("K7")
  public void passwordAnAdministratorKnowsIsChangedBeforeAnythingElse() {
    set(administratorOf(MIHON), "suzuki", GOOD);
    var opened = node().sessions.open(SUZUKI, "", "");
    assertEquals(Set.of(Duty.CHANGE_PASSWORD), opened.duties());
    assertEquals(
        Set.of(Duty.CHANGE_PASSWORD),
        new Node(database()).sessions.find(opened.secret(), LONG, LONG).orElseThrow().duties());
    node()
        .passwords
        .change(
            SUZUKI, GOOD.toCharArray(), "another-password".toCharArray(), List.of(opened.secret()));
    assertEquals(
        Set.of(), node().sessions.find(opened.secret(), LONG, LONG).orElseThrow().duties());
    assertEquals(Set.of(), node().sessions.open(SUZUKI, "", "").duties());
  }

  @Test
  public void ownPasswordAndOneTheProductSetNeedNoChange() {
    set(AccessScope.system(), "suzuki", GOOD);
    assertEquals(Set.of(), node().sessions.open(SUZUKI, "", "").duties());
    set(node().scopeOf("admin-mihon"), "admin-mihon", GOOD);
    assertEquals(Set.of(), node().sessions.open(new StaffId("admin-mihon"), "", "").duties());
  }

  @Test
  public void changeEndsTheOtherSessionsOfThatPersonOnly() {
    set(AccessScope.system(), "suzuki", GOOD);
    String here = node().sessions.open(SUZUKI, "", "").secret();
    String elsewhere = node().sessions.open(SUZUKI, "", "").secret();
    String others = node().sessions.open(new StaffId("kudo"), "", "").secret();
    node()
        .passwords
        .change(
            SUZUKI,
            GOOD.toCharArray(),
            "another-password".toCharArray(),
            List.of("some-cookie", here));
    assertTrue(node().sessions.find(here, LONG, LONG).isPresent());
    assertTrue(node().sessions.find(elsewhere, LONG, LONG).isEmpty());
    assertTrue(node().sessions.find(others, LONG, LONG).isPresent());
    assertTrue(verifies("suzuki", "another-password"));
    assertFalse(verifies("suzuki", GOOD));
    List<String> types = node().eventTypes();
    assertEquals("StaffPasswordChanged", types.get(types.size() - 1));
  }

  @Test
  public void changeNeedsTheCurrentPassword() {
    set(AccessScope.system(), "suzuki", GOOD);
    DomainException e =
        assertThrows(
            DomainException.class,
            () ->
                node()
                    .passwords
                    .change(
                        SUZUKI,
                        "guess".toCharArray(),
                        "another-password".toCharArray(),
                        List.of()));
    assertSame(DirectoryProblems.CURRENT_PASSWORD_WRONG, e.type());
    assertTrue(verifies("suzuki", GOOD));
  }

  @Test
  public void passwordSetByAnAdministratorEndsEverySession() {
    String open = node().sessions.open(SUZUKI, "", "").secret();
    set(administratorOf(MIHON), "suzuki", GOOD);
    assertTrue(node().sessions.find(open, LONG, LONG).isEmpty());
    assertTrue(verifies("suzuki", GOOD));
  }

  @Test
  public void administratorSetsPasswordsOnlyWhereEveryRoleOfThePersonIsManaged() {
    node()
        .take(
            AOBA,
            Kind.STAFF,
            "login,name,kana,mail,language,role,section\n"
                + "suzuki,鈴木 美咲,すずき みさき,suzuki@city.example,ja,OPERATOR,\n");
    assertRefused(Problems.FORBIDDEN.name(), administratorOf(MIHON), "suzuki");
    assertRefused(Problems.INVALID_FIELDS.name(), administratorOf(AOBA), "kudo");
    assertRefused(Problems.INVALID_FIELDS.name(), administratorOf(AOBA), "nobody");
    assertRefused(Problems.FORBIDDEN.name(), node().scopeOf("suzuki"), "kudo");
    set(administratorOf(MIHON, AOBA), "suzuki", GOOD);
    set(administratorOf(MunicipalityId.EVERY), "kudo", GOOD);
  }

  private void assertRefused(String problem, AccessScope scope, String login) {
    DomainException e = assertThrows(DomainException.class, () -> set(scope, login, GOOD));
    assertEquals(problem, e.type().name());
  }
}
