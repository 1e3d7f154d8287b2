package org.madoguchi.web.internal.session;

import java.util.Arrays;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.web.internal.problem.WebProblems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a JAAS realm whether a name and a password belong together. */
final class JaasLogin {
  private static final Logger LOG = LoggerFactory.getLogger(JaasLogin.class);

  private JaasLogin() {}

  /**
   * @return false for every reason that lies with the name or the password
   * @throws DomainException unavailable when there is no such realm; realm-away when what it asks
   *     cannot be reached
   */
  static boolean accepts(String realm, String user, char[] password) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // JAAS looks the login module up through it; Karaf's proxy module is visible to every bundle
    thread.setContextClassLoader(JaasLogin.class.getClassLoader());
    try {
      new LoginContext(realm, new Subject(), callbacks -> answer(callbacks, user, password))
          .login();
      return true;
    } catch (LoginException e) {
      requireRealm(realm, e);
      LOG.debug("a login was refused", e);
      return false;
    } catch (SecurityException e) {
      LOG.warn("realm {} cannot be asked", realm, e);
      throw new DomainException(Problems.UNAVAILABLE);
    } finally {
      thread.setContextClassLoader(before);
      Arrays.fill(password, '\0');
    }
  }

  /**
   * Realms say "wrong password" and "the directory server is down" by the same type; only the text
   * differs.
   */
  private static void requireRealm(String realm, LoginException e) {
    String message = String.valueOf(e.getMessage());
    if (message.startsWith("No LoginModules configured")) {
      LOG.warn("realm {} is missing", realm);
      throw new DomainException(Problems.UNAVAILABLE);
    }
    if (message.startsWith("Can't connect")) {
      LOG.warn("realm {} cannot be reached", realm);
      throw new DomainException(WebProblems.REALM_AWAY);
    }
  }

  private static void answer(Callback[] callbacks, String user, char[] password)
      throws UnsupportedCallbackException {
    for (Callback callback : callbacks) {
      if (callback instanceof NameCallback name) {
        name.setName(user);
      } else if (callback instanceof PasswordCallback secret) {
        secret.setPassword(password.clone());
      } else {
        throw new UnsupportedCallbackException(callback);
      }
    }
  }
}
