package org.madoguchi.web.internal.filter;

import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;
import java.util.function.Supplier;
import javax.servlet.http.HttpServletRequest;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.web.Requests;
import org.madoguchi.web.internal.Ports;
import org.madoguchi.web.internal.settings.Settings;

/**
 * The caller and the language of one request, found out when first asked for. Used by the request's
 * own threads only, one after the other.
 */
public final class RequestCaller implements Supplier<AccessScope> {
  private static final String ATTRIBUTE = "org.madoguchi.web.caller";
  private static final List<Locale> LANGUAGES = List.of(Locale.JAPANESE, Locale.ENGLISH);
  private static final int LONGEST_HEADER = 200;

  private final HttpServletRequest request;
  private final Ports ports;
  private final Settings settings;
  private Optional<Caller> caller;
  private Locale locale;

  private RequestCaller(HttpServletRequest request, Ports ports, Settings settings) {
    this.request = request;
    this.ports = ports;
    this.settings = settings;
  }

  static RequestCaller attach(HttpServletRequest request, Ports ports, Settings settings) {
    RequestCaller caller = new RequestCaller(request, ports, settings);
    Supplier<Locale> language = caller::language;
    request.setAttribute(ATTRIBUTE, caller);
    request.setAttribute(Requests.SCOPE, caller);
    request.setAttribute(Requests.LOCALE, language);
    return caller;
  }

  /**
   * The caller of a request that passed the filter chain. @throws DomainException unauthenticated
   */
  public static Caller of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof RequestCaller known) {
      return known.require();
    }
    throw new DomainException(Problems.UNAUTHENTICATED);
  }

  /** Like {@link #of}; empty when nobody is logged in. */
  public static Optional<Caller> find(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof RequestCaller known
        ? known.caller()
        : Optional.empty();
  }

  Caller require() {
    return caller().orElseThrow(() -> new DomainException(Problems.UNAUTHENTICATED));
  }

  private Optional<Caller> caller() {
    if (caller == null) {
      caller = new Authentication(ports).callerOf(request, settings);
    }
    return caller;
  }

  @Override
  public AccessScope get() {
    return caller().map(Caller::scope).orElse(null);
  }

  private Locale language() {
    if (locale == null) {
      locale = asked().or(this::own).orElse(Locale.JAPANESE);
    }
    return locale;
  }

  private Optional<Locale> asked() {
    String header = request.getHeader("Accept-Language");
    if (header == null || header.isBlank() || header.length() > LONGEST_HEADER) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(Locale.lookup(LanguageRange.parse(header), LANGUAGES));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Never asks who the caller is: that may be the very thing that just failed. */
  private Optional<Locale> own() {
    if (caller == null || caller.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(ports.identities().languageOf(caller.get().scope().who()));
    } catch (RuntimeException e) {
      return Optional.empty(); // a problem in Japanese is better than none
    }
  }
}
