package org.madoguchi.directory.internal.session;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.directory.internal.Node.AOBA;
import static org.madoguchi.directory.internal.Node.MIHON;

import java.time.Duration;
import java.util.List;
import org.junit.Test;
import org.madoguchi.directory.DirectoryImport.Kind;
import org.madoguchi.directory.internal.Node;
import org.madoguchi.directory.internal.secret.Secrets;
import org.madoguchi.directory.internal.session.LogOut.Ended;
import org.madoguchi.directory.internal.store.SecretStore.WebSession;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Grant;
import org.madoguchi.kernel.access.Narrowing;
import org.madoguchi.kernel.access.Role;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.testing.database.DatabaseMatrix;

public class LogOutTest extends DatabaseMatrix {
  private static final StaffId SUZUKI = new StaffId("suzuki");
  private static final StaffId KUDO = new StaffId("kudo");
  private static final Duration LONG = Duration.ofDays(1);

  private static final String CHROME =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/130.0.0.0 Safari/537.36";
  private static final String IPHONE =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
          + " Gecko) Version/18.1 Mobile/15E148 Safari/604.1";

  private Node node;

  private Node node() {
    if (node == null) {
      node = new Node(database()).withMihon();
    }
    return node;
  }

  private String open(StaffId who) {
    return node().sessions.open(who, "", "").secret();
  }

  private boolean lives(String secret) {
    return node().sessions.find(secret, LONG, LONG).isPresent();
  }

  private static AccessScope administratorOf(MunicipalityId municipality) {
    return AccessScope.of(
        new StaffId("someone"),
        List.of(new Grant(municipality, Role.ADMINISTRATOR, SectionId.NONE)));
  }

  @Test
  public void everySessionOfThePersonEndsAndNobodyElses() {
    String here = open(SUZUKI);
    String elsewhere = open(SUZUKI);
    String others = open(KUDO);
    node()
        .tokens
        .issue(
            SUZUKI,
            "集計",
            Narrowing.NONE,
            node().clock.instant().plus(Duration.ofDays(1)).toString());
    String expiring = node().clock.instant().plus(Duration.ofHours(1)).toString();
    node().tokens.issue(SUZUKI, "短い", Narrowing.NONE, expiring);
    node().clock.advance(Duration.ofHours(2));

    assertEquals(new Ended(2, 1), node().logOut.everywhere(SUZUKI));
    assertFalse(lives(here));
    assertFalse(lives(elsewhere));
    assertTrue(lives(others));
    assertEquals(new Ended(0, 1), node().logOut.everywhere(SUZUKI));
    CommittedEvent last = node().events().get(node().events().size() - 1);
    assertEquals("StaffSessionsEnded", last.type());
    assertEquals("staff-suzuki", last.aggregate());
    assertEquals(SUZUKI, last.actor());
    assertEquals("{}", last.payload());
  }

  @Test
  @Covers("K7")
  public void oneSessionOrAllOthersEndOnEveryNode() {
    String here = node().sessions.open(SUZUKI, CHROME, "192.0.2.7").secret();
    String lost = node().sessions.open(SUZUKI, IPHONE, "2001:db8::1").secret();
    String third = open(SUZUKI);
    String others = open(KUDO);
    String name = LogOut.nameOf(Secrets.sha256(lost));
    DomainException foreign =
        assertThrows(DomainException.class, () -> node().logOut.one(KUDO, name));
    assertSame(Problems.NOT_FOUND, foreign.type());
    assertTrue(lives(lost));
    node().logOut.one(SUZUKI, name);
    assertTrue(new Node(database()).sessions.find(lost, LONG, LONG).isEmpty());
    assertTrue(lives(here) && lives(third));
    assertThrows(DomainException.class, () -> node().logOut.one(SUZUKI, name));
    assertEquals(1, node().logOut.elsewhere(SUZUKI, List.of("some-cookie", here)).sessions());
    assertTrue(lives(here) && lives(others));
    assertFalse(lives(third));
  }

  @Test
  public void ownSessionsTellFromWhereTheyWereOpened() {
    node().sessions.open(SUZUKI, CHROME, "192.0.2.7");
    node().clock.advance(Duration.ofMinutes(5));
    String late = node().sessions.open(SUZUKI, IPHONE, "2001:db8::1").secret();
    assertEquals(
        List.of("2001:db8::1", "192.0.2.7"),
        node().sessions.of(SUZUKI).stream().map(WebSession::address).toList());
    assertEquals(
        List.of(new Device("Safari", "iPhone"), new Device("Chrome", "Windows")),
        node().sessions.of(SUZUKI).stream().map(s -> Device.of(s.userAgent())).toList());
    node().sessions.find(late, Duration.ofMinutes(4), LONG);
    assertEquals("those that have ended are not told", 1, node().sessions.of(SUZUKI).size());
    assertEquals(new Device("", ""), Device.of("curl/8"));
    assertEquals(
        new Device("Edge", "Windows"), Device.of(CHROME.replace("Safari/537.36", "Edg/130")));
  }

  @Test
  public void anAdministratorEndsThoseOfWhomTheyManageAltogether() {
    String secret = open(SUZUKI);
    DomainException operator =
        assertThrows(
            DomainException.class, () -> node().logOut.everywhere(node().scopeOf("suzuki"), KUDO));
    assertSame(Problems.FORBIDDEN, operator.type());
    for (StaffId who : List.of(SUZUKI, new StaffId("nobody"), StaffId.NONE)) {
      DomainException elsewhere =
          assertThrows(
              DomainException.class, () -> node().logOut.everywhere(administratorOf(AOBA), who));
      assertSame(Problems.INVALID_FIELDS, elsewhere.type());
    }
    assertTrue(lives(secret));
    assertEquals(1, node().logOut.everywhere(administratorOf(MIHON), SUZUKI).sessions());
    assertFalse(lives(secret));

    String header = "login,name,kana,mail,language,role,section\n";
    node().take(AOBA, Kind.STAFF, header + "suzuki,鈴木 美咲,すずき みさき,,ja,OPERATOR,\n");
    String both = open(SUZUKI);
    DomainException half =
        assertThrows(
            DomainException.class, () -> node().logOut.everywhere(administratorOf(MIHON), SUZUKI));
    assertSame(Problems.FORBIDDEN, half.type());
    assertTrue(lives(both));
  }
}
