package org.madoguchi.directory.internal.account;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.madoguchi.directory.internal.Node.MIHON;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.Test;
import org.madoguchi.directory.internal.Node;
import org.madoguchi.directory.internal.account.Accounts.Password;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.testing.database.DatabaseMatrix;

public class AccountsTest extends DatabaseMatrix {
  @Test
  public void administratorSeesHowEverybodyLogsIn() {
    Node node = new Node(database()).withMihon();
    AccessScope administrator = node.scopeOf("admin-mihon");
    node.imports.setPassword(administrator, new StaffId("suzuki"), "first-of-many".toCharArray());
    node.imports.setPassword(
        AccessScope.system(), new StaffId("kudo"), "first-of-many".toCharArray());
    node.sessions.open(new StaffId("kudo"), "", "");
    node.sessions.open(new StaffId("kudo"), "", "");
    var accounts = node.accounts.of(administrator, MIHON);
    assertEquals(
        Map.of("suzuki", Password.INITIAL, "kudo", Password.OWN, "admin-mihon", Password.NONE),
        accounts.stream()
            .collect(Collectors.toMap(a -> a.staff().id().value(), a -> a.password())));
    assertEquals(
        Map.of("suzuki", 0L, "kudo", 2L, "admin-mihon", 0L),
        accounts.stream()
            .collect(Collectors.toMap(a -> a.staff().id().value(), a -> a.sessions())));
    DomainException operator =
        assertThrows(DomainException.class, () -> node.accounts.of(node.scopeOf("suzuki"), MIHON));
    assertSame(Problems.FORBIDDEN, operator.type());
  }
}
