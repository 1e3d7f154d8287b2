package org.madoguchi.web.internal.session;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.SessionStore.Opened;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.web.internal.Ports;
import org.madoguchi.web.internal.measure.WebMeasures;
import org.madoguchi.web.internal.problem.WebProblems;
import org.madoguchi.web.internal.settings.Settings;

/** The use case: somebody wants to log in. */
final class Login {
  private final Ports ports;
  private final LoginThrottle users;
  private final LoginThrottle networks;

  Login(Ports ports, LoginThrottle users, LoginThrottle networks) {
    this.ports = ports;
    this.users = users;
    this.networks = networks;
  }

  /** A session that did not exist before. */
  record LoggedIn(StaffId who, Opened session) {}

  /**
   * @throws DomainException login-failed, whatever the reason; second-factor-required and
   *     second-factor-wrong when the password was right; too-many-requests; unavailable
   */
  LoggedIn attempt(LoginRequest request, LoginOrigin origin, Settings settings) {
    String network = origin.network();
    StaffId who = request.who();
    String user = who.isNone() ? "?" + Objects.hashCode(request.user()) : who.value();
    requirePatience(networks.waitOf(network, settings.addressFailures()));
    requirePatience(users.enter(user, settings.userFailures()));
    boolean accepted;
    try {
      accepted = isRight(request, who, settings);
    } catch (RuntimeException notTheirFault) {
      users.forgive(user);
      throw notTheirFault;
    }
    if (!accepted) {
      WebMeasures.LOGINS.add("refused");
      networks.failed(network, settings.addressFailures());
      throw new DomainException(Problems.LOGIN_FAILED);
    }
    requireCode(request, who, user, network, settings);
    users.clear(user);
    WebMeasures.LOGINS.add("accepted");
    return new LoggedIn(who, ports.sessions().open(who, origin.userAgent(), origin.address()));
  }

  /**
   * Asking for the code is no failure, and no success either: whoever knows the password could
   * otherwise forget the failures with codes by it.
   */
  private void requireCode(
      LoginRequest request, StaffId who, String user, String network, Settings settings) {
    boolean right;
    try {
      if (!ports.secondFactor().isAskedOf(who)) {
        return;
      }
      if (!request.hasCode()) {
        throw new DomainException(WebProblems.SECOND_FACTOR_REQUIRED);
      }
      right = request.isCodeShort() && ports.secondFactor().accepts(who, request.code());
    } catch (RuntimeException notTheirFault) {
      users.forgive(user);
      throw notTheirFault;
    }
    if (!right) {
      WebMeasures.LOGINS.add("refused");
      networks.failed(network, settings.addressFailures());
      throw new DomainException(WebProblems.SECOND_FACTOR_WRONG);
    }
  }

  private static void requirePatience(Optional<Duration> wait) {
    if (wait.isPresent()) {
      WebMeasures.LOGINS.add("made-to-wait");
      throw new DomainException(Problems.TOO_MANY_REQUESTS, wait.get().toSeconds() + 1);
    }
  }

  private boolean isRight(LoginRequest request, StaffId who, Settings settings) {
    // the realm is asked in any case, so that a name that cannot exist costs the same time
    String name = who.isNone() ? "nobody" : who.value();
    String password = request.hasPassword() ? request.password() : "-";
    boolean known = JaasLogin.accepts(settings.realm(), name, password.toCharArray());
    return known
        && !who.isNone()
        && request.hasPassword()
        && ports.identities().scopeOf(who).isPresent();
  }
}
