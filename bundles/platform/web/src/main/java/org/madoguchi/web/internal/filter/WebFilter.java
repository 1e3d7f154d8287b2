package org.madoguchi.web.internal.filter;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.FilterConfig;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.madoguchi.kernel.access.Duty;
import org.madoguchi.kernel.access.SessionStore.Session;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.web.Requests;
import org.madoguchi.web.internal.Doors;
import org.madoguchi.web.internal.Ports;
import org.madoguchi.web.internal.measure.WebMeasures;
import org.madoguchi.web.internal.problem.Failures;
import org.madoguchi.web.internal.problem.ResponseHeaders;
import org.madoguchi.web.internal.problem.WebProblems;
import org.madoguchi.web.internal.session.LoginOrigin;
import org.madoguchi.web.internal.settings.Settings;
import org.madoguchi.web.internal.settings.WebSettings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.MDC;

/**
 * The one filter every request passes: correlation id, security headers, a checked address,
 * authentication below {@code /api}, a limited body, and problems instead of error pages. It has no
 * configuration of its own: registering a filter anew restarts the servlet context.
 */
@Component(
    service = Filter.class,
    immediate = true,
    property = {
      "osgi.http.whiteboard.filter.name=madoguchi-web",
      "osgi.http.whiteboard.filter.pattern=/*",
      "osgi.http.whiteboard.filter.asyncSupported:Boolean=true",
      "osgi.http.whiteboard.filter.dispatcher=REQUEST",
      "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=*)",
      "service.ranking:Integer=1000"
    })
public final class WebFilter implements Filter {
  /** Under this name log lines carry the correlation id. */
  public static final String MDC_KEY = "correlation";

  private static final Pattern CORRELATION = Pattern.compile("[A-Za-z0-9._-]{8,64}");
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");
  // encoded separators, path parameters and dot segments let two readers of one address disagree
  private static final Pattern DOUBTFUL =
      Pattern.compile("(?i)%2e|%2f|%5c|%00|%25|;|\\\\|//|/\\.\\.?(/|$)");
  private static final String SESSION = "/api/session";

  /** What a person needs who has something to do before anything else, and to go away. */
  private static final Set<String> BEFORE_DUTIES =
      Set.of(
          "/api/sessions",
          "/api/directory/me",
          "/api/directory/me/language",
          "/api/directory/me/password",
          "/api/second-factor",
          "/api/second-factor/confirm");

  private final Ports ports;
  private final WebSettings settings;
  private final Doors doors;
  private final BadMessages badMessages = new BadMessages();

  @Activate
  public WebFilter(
      @Reference Ports ports, @Reference WebSettings settings, @Reference Doors doors) {
    this.ports = ports;
    this.settings = settings;
    this.doors = doors;
  }

  @Override
  public void init(FilterConfig config) {
    doors.reached(true);
  }

  @Override
  public void destroy() {
    doors.reached(false);
    badMessages.leavePlace();
  }

  @Override
  public void doFilter(
      ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) servletRequest;
    HttpServletResponse plain = (HttpServletResponse) servletResponse;
    badMessages.takePlace();
    Settings now = settings.current();
    String correlation = correlationOf(request);
    MDC.put(MDC_KEY, correlation);
    long began = System.nanoTime();
    try {
      request.setAttribute(Requests.CORRELATION, correlation);
      request.setAttribute(ResponseHeaders.SECURE, isSecure(request, now));
      Supplier<String> network = () -> LoginOrigin.of(request, now.behindProxy()).network();
      request.setAttribute(Requests.NETWORK, network);
      RequestCaller caller = RequestCaller.attach(request, ports, now);
      ResponseHeaders.apply(request, plain);
      HttpServletResponse response = new ProblemResponse(request, plain);
      pass(request, response, chain, caller, now);
      if (response.getStatus() >= HttpServletResponse.SC_BAD_REQUEST) {
        UnreadBody.drop(request);
      }
    } finally {
      WebMeasures.answered(request, plain.getStatus(), began);
      MDC.remove(MDC_KEY);
    }
  }

  private void pass(
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain,
      RequestCaller caller,
      Settings settings)
      throws IOException, ServletException {
    try {
      requireSoundAddress(request);
      if (!METHODS.contains(request.getMethod())) {
        throw new DomainException(Problems.METHOD_NOT_ALLOWED);
      }
      if (needsCaller(request)) {
        requireNoDuties(caller.require(), path(request));
      }
      chain.doFilter(LimitedRequest.of(request, settings), response);
    } catch (Throwable failure) { // a bundle that is being replaced may well end in a LinkageError
      if (response.isCommitted()) {
        throw failure; // too late for a problem: the container breaks the connection off
      }
      DomainException problem = Failures.problemOf(failure, request);
      Failures.send(request, response, isThereSoon(problem) ? soon() : problem);
    }
  }

  /** While the product starts, what nobody serves yet is only late. */
  private boolean isThereSoon(DomainException problem) {
    return !doors.areOpen() && problem.type().status() == HttpServletResponse.SC_NOT_FOUND;
  }

  private static DomainException soon() {
    return new DomainException(Problems.UNAVAILABLE);
  }

  private static void requireSoundAddress(HttpServletRequest request) {
    if (DOUBTFUL.matcher(request.getRequestURI()).find()) {
      throw new DomainException(Problems.NOT_FOUND);
    }
  }

  private static void requireNoDuties(Caller caller, String path) {
    Set<Duty> duties = caller.session().map(Session::duties).orElse(Set.of());
    if (!duties.isEmpty() && !BEFORE_DUTIES.contains(path)) {
      List<String> open = duties.stream().sorted().map(Checks::written).toList();
      throw new DomainException(
          WebProblems.DUTIES_OPEN, List.of(), List.of(), Map.of("duties", open));
    }
  }

  private static boolean needsCaller(HttpServletRequest request) {
    String path = path(request);
    return (path.equals("/api") || path.startsWith("/api/")) && !path.equals(SESSION);
  }

  /** The address as the container understood it, which is what it dispatches by. */
  private static String path(HttpServletRequest request) {
    return request.getServletPath() + Optional.ofNullable(request.getPathInfo()).orElse("");
  }

  private static boolean isSecure(HttpServletRequest request, Settings settings) {
    String forwarded = settings.behindProxy() ? request.getHeader("X-Forwarded-Proto") : null;
    return forwarded == null
        ? request.isSecure()
        : forwarded.trim().toLowerCase(Locale.ROOT).equals("https");
  }

  private static String correlationOf(HttpServletRequest request) {
    String given = request.getHeader(ResponseHeaders.REQUEST_ID);
    return given != null && CORRELATION.matcher(given).matches()
        ? given
        : HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }
}
