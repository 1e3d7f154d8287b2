package org.madoguchi.directory.internal.login;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.directory.internal.Node.MIHON;

import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.LoginException;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.madoguchi.directory.DirectoryImport.Kind;
import org.madoguchi.directory.Staff;
import org.madoguchi.directory.internal.DirectoryProblems;
import org.madoguchi.directory.internal.Node;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.testing.database.DatabaseMatrix;

public class PasswordsElsewhereTest extends DatabaseMatrix {
  private static final StaffId SUZUKI = new StaffId("suzuki");
  private static final StaffId KUDO = new StaffId("kudo");
  private static final String HERE = "kept-in-this-place";

  /** Knows everybody's password but 工藤's: the user ID backwards. */
  private static final class Backwards implements PasswordsElsewhere {
    private boolean away;

    @Override
    public boolean keepsThatOf(Staff person) {
      return !person.id().equals(KUDO);
    }

    @Override
    public boolean accepts(Staff person, char[] password) {
      if (away) {
        throw new DomainException(DirectoryProblems.DIRECTORY_AWAY);
      }
      String expected = new StringBuilder(person.id().value()).reverse().toString();
      return expected.equals(new String(password));
    }
  }

  private final Backwards backwards = new Backwards();
  private Node node;

  private Node node() {
    if (node == null) {
      node = new Node(database()).withMihon();
      for (StaffId who : List.of(SUZUKI, KUDO)) {
        node.imports.setPassword(node.scopeOf("admin-mihon"), who, HERE.toCharArray());
      }
      node.passwords.bindElsewhere(backwards);
    }
    return node;
  }

  private boolean verifies(String login, String password) {
    return node().passwords.verify(login, password.toCharArray()).isPresent();
  }

  @Test
  @Covers("K7")
  public void passwordCountsWhereItIsKeptAndNowhereElse() {
    assertTrue(verifies("suzuki", "ikuzus"));
    assertFalse("what is kept here counts not", verifies("suzuki", HERE));
    assertTrue("stays here", verifies("kudo", HERE));
    assertFalse(verifies("kudo", "oduk"));
    assertFalse("unknown here", verifies("nobody", "ydobon"));
    node().take(MIHON, Kind.STAFF, Node.STAFF.replaceAll("(?m)^suzuki.*\n", ""));
    assertFalse("left", verifies("suzuki", "ikuzus"));
  }

  @Test
  public void passwordKeptElsewhereIsNotChangedHere() {
    for (ThrowingRunnable change :
        List.<ThrowingRunnable>of(
            () ->
                node()
                    .passwords
                    .change(
                        SUZUKI, "ikuzus".toCharArray(), "new-one-of-mine".toCharArray(), List.of()),
            () ->
                node().passwords.set(AccessScope.system(), SUZUKI, "given-by-me".toCharArray()))) {
      DomainException e = assertThrows(DomainException.class, change);
      assertSame(DirectoryProblems.PASSWORD_ELSEWHERE, e.type());
    }
    assertEquals(
        "nothing to change first", Set.of(), node().sessions.open(SUZUKI, "", "").duties());
  }

  @Test
  @Covers("K7")
  public void directoryThatIsAwayIsToldApartFromAWrongPasswordAndEmergencyAccountsGetIn() {
    node();
    backwards.away = true;
    StaffLoginModule module = new StaffLoginModule();
    module.initialize(
        new Subject(),
        callbacks -> {
          for (Callback callback : callbacks) {
            if (callback instanceof NameCallback name) {
              name.setName("suzuki");
            } else if (callback instanceof PasswordCallback secret) {
              secret.setPassword("ikuzus".toCharArray());
            }
          }
        },
        Map.of(),
        Map.of(StaffLoginModule.PASSWORDS, node().passwords));
    LoginException e = assertThrows(LoginException.class, module::login);
    assertTrue(e.getMessage(), e.getMessage().startsWith("Can't connect"));
    assertTrue(verifies("kudo", HERE));
    node().passwords.unbindElsewhere(backwards);
    assertTrue("without it, what is kept here counts again", verifies("suzuki", HERE));
  }
}
