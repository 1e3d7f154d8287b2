package org.madoguchi.web;

import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import javax.servlet.http.HttpServletRequest;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;

/**
 * What the filter chain knows about a request, for servlets (resources take {@code @Context}
 * parameters). A servlet may throw a {@link DomainException}; the chain turns it into problem+json.
 */
public final class Requests {
  /** Request attribute: a {@code Supplier<AccessScope>} set by the filter chain. */
  public static final String SCOPE = "org.madoguchi.web.scope";

  /** Request attribute: a {@code Supplier<Locale>} set by the filter chain. */
  public static final String LOCALE = "org.madoguchi.web.locale";

  /** Request attribute: the correlation id, a String. */
  public static final String CORRELATION = "org.madoguchi.web.correlation";

  /** Request attribute: a {@code Supplier<String>} set by the filter chain. */
  public static final String NETWORK = "org.madoguchi.web.network";

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "0:0:0:0:0:0:0:1", "::1");

  private Requests() {}

  /** Whether it was sent by a process of this machine, not by a proxy on it for somebody else. */
  public static boolean isFromThisMachine(HttpServletRequest request) {
    return LOOPBACK.contains(request.getRemoteAddr())
        && request.getHeader("Forwarded") == null
        && request.getHeader("X-Forwarded-For") == null;
  }

  /**
   * The caller. Below {@code /api} everybody has been authenticated already; elsewhere the session
   * cookie or token is looked at now.
   *
   * @throws DomainException unauthenticated; csrf-token-wrong for a changing request without the
   *     session's token; unavailable while the directory is away
   */
  public static AccessScope scope(HttpServletRequest request) {
    if (request.getAttribute(SCOPE) instanceof Supplier<?> supplier
        && supplier.get() instanceof AccessScope scope) {
      return scope;
    }
    throw new DomainException(Problems.UNAUTHENTICATED);
  }

  /**
   * The language to answer in: the first one of Accept-Language there are texts in (Japanese,
   * English), else the caller's own, else Japanese.
   */
  public static Locale locale(HttpServletRequest request) {
    if (request.getAttribute(LOCALE) instanceof Supplier<?> supplier
        && supplier.get() instanceof Locale locale) {
      return locale;
    }
    return Locale.JAPANESE;
  }

  /**
   * Whose requests are counted together where they are limited: the client's IPv4 address, or the
   * /64 of its IPv6 address, in hexadecimal digits; behind a trusted proxy what the proxy says.
   * {@code unknown} when nothing is known.
   */
  public static String network(HttpServletRequest request) {
    if (request.getAttribute(NETWORK) instanceof Supplier<?> supplier
        && supplier.get() instanceof String network) {
      return network;
    }
    return "unknown";
  }

  /**
   * The id this request has in logs and problem documents; also sent as X-Request-Id. '' outside
   * the chain.
   */
  public static String correlation(HttpServletRequest request) {
    return request.getAttribute(CORRELATION) instanceof String id ? id : "";
  }
}
