package org.madoguchi.directory.internal.login;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.security.Principal;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.junit.Test;
import org.madoguchi.directory.internal.Node;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.testing.database.DatabaseMatrix;

public class StaffLoginModuleTest extends DatabaseMatrix {
  private static final String PASSWORD = "correct-horse";

  private final Subject subject = new Subject();

  private StaffLoginModule module(String user, char[] password) {
    Node node = new Node(database()).withMihon();
    node.imports.setPassword(AccessScope.system(), new StaffId("kudo"), PASSWORD.toCharArray());
    CallbackHandler handler =
        callbacks -> {
          for (Callback callback : callbacks) {
            if (callback instanceof NameCallback name) {
              name.setName(user);
            } else if (callback instanceof PasswordCallback secret) {
              secret.setPassword(password);
            }
          }
        };
    StaffLoginModule module = new StaffLoginModule();
    module.initialize(
        subject, handler, Map.of(), Map.of(StaffLoginModule.PASSWORDS, node.passwords));
    return module;
  }

  private <P extends Principal> Set<String> names(Class<P> type) {
    return subject.getPrincipals(type).stream().map(Principal::getName).collect(Collectors.toSet());
  }

  @Test
  public void rightPasswordYieldsUserAndRoles() throws LoginException {
    StaffLoginModule module = module("Kudo", PASSWORD.toCharArray());
    assertTrue(module.login());
    assertTrue(subject.getPrincipals().isEmpty());
    assertTrue(module.commit());
    assertEquals(Set.of("kudo"), names(UserPrincipal.class));
    assertEquals(Set.of("section-staff", "public-relations"), names(RolePrincipal.class));
    module.logout();
    assertTrue(subject.getPrincipals().isEmpty());
  }

  @Test
  public void everyFailureLooksTheSame() {
    for (String user : new String[] {"kudo", "nobody", "", null}) {
      StaffLoginModule module = module(user, "wrong-password".toCharArray());
      FailedLoginException e = assertThrows(FailedLoginException.class, module::login);
      assertEquals("login failed", e.getMessage());
    }
    StaffLoginModule silent = module("kudo", null);
    assertThrows(FailedLoginException.class, silent::login);
    assertTrue(subject.getPrincipals().isEmpty());
  }

  @Test
  public void callersArrayIsLeftAlone() throws LoginException {
    char[] password = PASSWORD.toCharArray();
    module("kudo", password).login();
    assertArrayEquals(PASSWORD.toCharArray(), password);
  }
}
