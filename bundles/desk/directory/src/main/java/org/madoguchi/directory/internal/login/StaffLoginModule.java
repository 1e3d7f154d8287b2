package org.madoguchi.directory.internal.login;

import java.io.IOException;
import java.security.Principal;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import javax.security.auth.spi.LoginModule;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.madoguchi.directory.Staff;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;

/**
 * Authenticates staff by login and password for the JAAS realm {@value StaffRealm#NAME}. Made by
 * Karaf's proxy through the constructor without arguments; the realm hands the passwords over as an
 * option.
 */
public final class StaffLoginModule implements LoginModule {
  static final String PASSWORDS = "madoguchi.passwords";

  private Subject subject;
  private CallbackHandler handler;
  private Passwords passwords;
  private final Set<Principal> principals = new LinkedHashSet<>();

  @Override
  public void initialize(
      Subject subject,
      CallbackHandler handler,
      Map<String, ?> sharedState,
      Map<String, ?> options) {
    this.subject = subject;
    this.handler = handler;
    this.passwords = (Passwords) options.get(PASSWORDS);
  }

  @Override
  public boolean login() throws LoginException {
    NameCallback name = new NameCallback("user");
    PasswordCallback password = new PasswordCallback("password", false);
    ask(name, password);
    char[] secret = password.getPassword();
    password.clearPassword();
    if (name.getName() == null || secret == null) {
      throw new FailedLoginException("login failed");
    }
    try {
      // One message for every reason, so that nobody learns which logins exist.
      Optional<Staff> person = passwords.verify(name.getName(), secret);
      take(person.orElseThrow(() -> new FailedLoginException("login failed")));
      return true;
    } catch (DomainException away) {
      // what JAAS modules say by custom, and what the web tells apart from a wrong password
      throw new LoginException("Can't connect to the directory that keeps the password");
    } finally {
      Arrays.fill(secret, '\0');
    }
  }

  private void ask(Callback... callbacks) throws LoginException {
    try {
      handler.handle(callbacks);
    } catch (IOException | UnsupportedCallbackException e) {
      LoginException failure = new LoginException("cannot ask for user and password");
      failure.initCause(e);
      throw failure;
    }
  }

  private void take(Staff person) {
    principals.clear();
    principals.add(new UserPrincipal(person.id().value()));
    person.grants().stream()
        .map(grant -> Checks.written(grant.role()))
        .distinct()
        .forEach(role -> principals.add(new RolePrincipal(role)));
  }

  @Override
  public boolean commit() {
    subject.getPrincipals().addAll(principals);
    return !principals.isEmpty();
  }

  @Override
  public boolean abort() {
    principals.clear();
    return true;
  }

  @Override
  public boolean logout() {
    subject.getPrincipals().removeAll(principals);
    principals.clear();
    return true;
  }
}
