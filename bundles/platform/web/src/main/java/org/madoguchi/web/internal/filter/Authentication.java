package org.madoguchi.web.internal.filter;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Narrowing;
import org.madoguchi.kernel.access.SessionStore.Session;
import org.madoguchi.kernel.access.SessionStore.Token;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.web.internal.Ports;
import org.madoguchi.web.internal.settings.Settings;

/** Finds out who sent a request: by API token, else by session cookie. */
final class Authentication {
  private static final Pattern BEARER = Pattern.compile("(?i)bearer +([A-Za-z0-9._~+/=-]{16,200})");

  private final Ports ports;

  Authentication(Ports ports) {
    this.ports = ports;
  }

  /**
   * The caller; empty when nobody is logged in. A token that is not valid never falls back to a
   * cookie.
   *
   * @throws DomainException for a changing request of a session foreign-page when another site's
   *     page sent it, csrf-token-wrong without the session's token; unavailable
   */
  Optional<Caller> callerOf(HttpServletRequest request, Settings settings) {
    String authorization = request.getHeader("Authorization");
    if (authorization != null) {
      return bearer(authorization);
    }
    Optional<String> secret = SessionCookie.read(request);
    if (secret.isEmpty()) {
      return Optional.empty();
    }
    Optional<Session> session =
        ports.sessions().find(secret.get(), settings.sessionIdle(), settings.sessionAge());
    if (session.isEmpty()) {
      return Optional.empty();
    }
    if (!isSafe(request.getMethod())) {
      OwnPage.require(request);
      requireToken(request, session.get());
    }
    return scopeOf(session.get().who())
        .map(scope -> new Caller(scope, session, Narrowing.NONE, hash(secret.get())));
  }

  private Optional<Caller> bearer(String authorization) {
    var matcher = BEARER.matcher(authorization.trim());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String token = matcher.group(1);
    return ports
        .sessions()
        .token(token)
        .flatMap(known -> scopeOf(known.who()).map(scope -> bearer(known, scope, hash(token))));
  }

  private static Caller bearer(Token token, AccessScope scope, String hash) {
    Narrowing narrowing = token.narrowing();
    return new Caller(scope.narrowed(narrowing), Optional.empty(), narrowing, hash);
  }

  private Optional<AccessScope> scopeOf(StaffId who) {
    return ports.identities().scopeOf(who);
  }

  private static void requireToken(HttpServletRequest request, Session session) {
    String given = request.getHeader("X-CSRF-Token");
    if (given == null || !MessageDigest.isEqual(bytes(given), bytes(session.csrfToken()))) {
      throw new DomainException(Problems.CSRF_TOKEN_WRONG);
    }
  }

  private static boolean isSafe(String method) {
    return switch (method.toUpperCase(Locale.ROOT)) {
      case "GET", "HEAD", "OPTIONS" -> true;
      default -> false;
    };
  }

  private static String hash(String secret) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(secret)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has SHA-256
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
