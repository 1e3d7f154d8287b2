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
import org.madoguchi.directory.internal.session.LogOut.Ended;
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
import org.madoguchi.testing.database.DatabaseMatrix;

public class LogOutTest extends DatabaseMatrix {
  private static final StaffId SUZUKI = new StaffId("suzuki");
  private static final StaffId KUDO = new StaffId("kudo");
  private static final Duration LONG = Duration.ofDays(1);

  private Node node;

  private Node node() {
    if (node == null) {
      node = new Node(database()).withMihon();
    }
    return node;
  }

  private String open(StaffId who) {
    return node().sessions.open(who, "").secret();
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
