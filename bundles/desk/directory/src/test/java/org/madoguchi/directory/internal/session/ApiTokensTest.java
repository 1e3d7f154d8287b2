package org.madoguchi.directory.internal.session;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.Test;
import org.madoguchi.directory.internal.Node;
import org.madoguchi.directory.internal.secret.Secrets;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Narrowing;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.SessionStore.Token;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.FieldProblem;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.testing.database.DatabaseMatrix;

public class ApiTokensTest extends DatabaseMatrix {
  private static final StaffId SUZUKI = new StaffId("suzuki");
  private static final StaffId KUDO = new StaffId("kudo");

  private Node node;

  private Node node() {
    if (node == null) {
      node = new Node(database()).withMihon();
    }
    return node;
  }

  private ApiTokens.Issued issue() {
    return node().tokens.issue(SUZUKI, "夜間バッチ", Narrowing.NONE, "2026-12-01T00:00:00Z");
  }

  @Test
  public void tokenLeadsToItsOwnerUntilItExpires() {
    String token = issue().token();
    assertEquals(Optional.of(new Token(SUZUKI, Narrowing.NONE)), node().sessions.token(token));
    node().clock.advance(Duration.ofDays(10));
    assertTrue(node().sessions.token(token).isEmpty());
  }

  @Test
  public void narrowedTokenStaysNarrow() {
    Narrowing narrowing =
        new Narrowing(
            Optional.of(Set.of(Permission.TICKET_READ, Permission.CITIZEN_READ)),
            Optional.of(Node.MIHON));
    String token = node().tokens.issue(SUZUKI, "集計", narrowing, "2026-12-01T00:00:00Z").token();
    assertEquals(Optional.of(new Token(SUZUKI, narrowing)), node().sessions.token(token));
    assertEquals(narrowing, node().tokens.of(SUZUKI).get(0).narrowing());
  }

  @Test
  public void wrongTokensLeadToNobody() {
    String token = issue().token();
    for (String wrong : List.of("", "mdg_", token + "x", token.substring(4))) {
      assertTrue(node().sessions.token(wrong).isEmpty());
    }
  }

  @Test
  public void withdrawnTokenIsGoneAtOnce() {
    ApiTokens.Issued issued = issue();
    node().tokens.withdraw(SUZUKI, issued.id());
    assertTrue(node().sessions.token(issued.token()).isEmpty());
    assertTrue(node().tokens.of(SUZUKI).isEmpty());
    List<String> types = node().eventTypes();
    assertEquals(
        List.of("ApiTokenIssued", "ApiTokenWithdrawn"),
        types.subList(types.size() - 2, types.size()));
  }

  @Test
  public void aConnectionLearnsThatItsCredentialIsNotAcceptedAnyMore() {
    ApiTokens.Issued withdrawn = issue();
    String expiring = Secrets.sha256(issue().token());
    String ended = node().sessions.open(SUZUKI, "", "").secret();
    String going = node().sessions.open(SUZUKI, "", "").secret();
    Set<String> asked =
        Set.of(
            Secrets.sha256(withdrawn.token()),
            expiring,
            Secrets.sha256(ended),
            Secrets.sha256(going),
            "unknown");
    node().tokens.withdraw(SUZUKI, withdrawn.id());
    node().sessions.close(ended);
    assertEquals(Set.of(expiring, Secrets.sha256(going)), node().sessions.stillAccepted(asked));
    node().clock.advance(Duration.ofDays(10));
    assertEquals(Set.of(Secrets.sha256(going)), node().sessions.stillAccepted(asked));
    assertEquals(Set.of(), node().sessions.stillAccepted(Set.of()));
  }

  @Test
  public void nobodySeesOrWithdrawsAnothersToken() {
    ApiTokens.Issued issued = issue();
    assertTrue(node().tokens.of(KUDO).isEmpty());
    DomainException e =
        assertThrows(DomainException.class, () -> node().tokens.withdraw(KUDO, issued.id()));
    assertSame(Problems.NOT_FOUND, e.type());
    assertTrue(node().sessions.token(issued.token()).isPresent());
  }

  @Test
  public void tokenNeedsANameAndATimeWithinAYear() {
    assertEquals(List.of("name", "expiresAt"), wrongFields("", ""));
    assertEquals(List.of("expiresAt"), wrongFields("a", "tomorrow"));
    assertEquals(List.of("expiresAt"), wrongFields("a", "2026-11-21T00:00:00Z"));
    assertEquals(List.of("expiresAt"), wrongFields("a", "2028-11-21T00:00:00Z"));
  }

  private List<String> wrongFields(String name, String expiresAt) {
    return assertThrows(
            DomainException.class,
            () -> node().tokens.issue(SUZUKI, name, Narrowing.NONE, expiresAt))
        .fields()
        .stream()
        .map(FieldProblem::field)
        .toList();
  }
}
