package org.madoguchi.web.internal.session;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.servlet.AsyncContext;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Duty;
import org.madoguchi.kernel.access.SessionStore.Session;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.web.Requests;
import org.madoguchi.web.ServedTo;
import org.madoguchi.web.internal.Ports;
import org.madoguchi.web.internal.SteadyClock;
import org.madoguchi.web.internal.filter.Caller;
import org.madoguchi.web.internal.filter.OwnPage;
import org.madoguchi.web.internal.filter.RequestCaller;
import org.madoguchi.web.internal.filter.SessionCookie;
import org.madoguchi.web.internal.filter.WebFilter;
import org.madoguchi.web.internal.json.Json;
import org.madoguchi.web.internal.json.JsonReading;
import org.madoguchi.web.internal.live.LiveStreams;
import org.madoguchi.web.internal.problem.Failures;
import org.madoguchi.web.internal.session.Login.LoggedIn;
import org.madoguchi.web.internal.settings.Settings;
import org.madoguchi.web.internal.settings.WebSettings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Logging in and out. Passwords are checked on a few threads of their own, so that a morning's
 * worth of logins never takes the container's; every refusal is answered at the same time after its
 * request, whatever its reason.
 */
@Component(
    service = Servlet.class,
    immediate = true,
    property = {
      "osgi.http.whiteboard.servlet.pattern=/api/session",
      "osgi.http.whiteboard.servlet.name=madoguchi-session",
      "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true"
    })
@ServedTo(ServedTo.Audience.ANYBODY)
public final class SessionServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(SessionServlet.class);
  private static final int AT_ONCE = 4;
  private static final int WAITING = 200;
  private static final long REFUSAL_MILLIS = 500;

  private final transient Ports ports;
  private final transient WebSettings settings;
  private final transient LiveStreams streams;
  private final transient Login login;
  private final transient ThreadPoolExecutor logins;
  private final transient ScheduledExecutorService refusals;

  @Activate
  public SessionServlet(
      @Reference Ports ports, @Reference WebSettings settings, @Reference LiveStreams streams) {
    this(ports, settings, streams, new SteadyClock());
  }

  SessionServlet(Ports ports, WebSettings settings, LiveStreams streams, Clock clock) {
    this.ports = ports;
    this.settings = settings;
    this.streams = streams;
    Supplier<Duration> firstWait = () -> settings.current().firstWait();
    this.login =
        new Login(ports, new LoginThrottle(clock, firstWait), new LoginThrottle(clock, firstWait));
    this.logins =
        new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(WAITING),
            work -> daemon(work, "madoguchi-login"));
    this.logins.allowCoreThreadTimeOut(true);
    this.refusals =
        Executors.newSingleThreadScheduledExecutor(
            work -> daemon(work, "madoguchi-login-refusals"));
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  @Deactivate
  void stop() {
    logins.shutdownNow();
    refusals.shutdownNow();
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Caller caller = RequestCaller.of(request);
    Session session =
        caller.session().orElseThrow(() -> new DomainException(Problems.UNAUTHENTICATED));
    sendSession(response, session.who(), session.csrfToken(), session.duties());
  }

  @Override
  protected void doDelete(HttpServletRequest request, HttpServletResponse response) {
    Optional<Caller> caller = RequestCaller.find(request);
    SessionCookie.read(request).ifPresent(ports.sessions()::close);
    caller.map(Caller::credential).ifPresent(streams::closeOf);
    SessionCookie.clear(request, response);
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    // it would log somebody in to an account of the attacker's
    OwnPage.require(request);
    LoginRequest body = read(request);
    Settings now = settings.current();
    LoginOrigin origin = LoginOrigin.of(request, now.behindProxy());
    long answerAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(REFUSAL_MILLIS);
    AsyncContext async = request.startAsync(request, response);
    async.setTimeout(0); // the work below always ends
    try {
      logins.execute(numbered(request, () -> logIn(async, body, origin, now, answerAt)));
    } catch (RejectedExecutionException e) {
      refuse(async, new DomainException(Problems.UNAVAILABLE), 0);
    }
  }

  /**
   * A thread may have been begun by another request, whose number its lines would go on telling.
   */
  private static Runnable numbered(HttpServletRequest request, Runnable work) {
    String correlation = Requests.correlation(request);
    return () -> {
      MDC.put(WebFilter.MDC_KEY, correlation);
      try {
        work.run();
      } finally {
        MDC.remove(WebFilter.MDC_KEY);
      }
    };
  }

  private static LoginRequest read(HttpServletRequest request) throws IOException {
    String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
    if (!type.split(";", 2)[0].trim().equals("application/json")) {
      throw new DomainException(Problems.UNSUPPORTED_MEDIA_TYPE); // no HTML form can send JSON
    }
    byte[] body = request.getInputStream().readAllBytes();
    return JsonReading.read(body, Json.mapper().constructType(LoginRequest.class));
  }

  private void logIn(
      AsyncContext async, LoginRequest body, LoginOrigin origin, Settings now, long answerAt) {
    HttpServletRequest request = (HttpServletRequest) async.getRequest();
    HttpServletResponse response = (HttpServletResponse) async.getResponse();
    try {
      LoggedIn loggedIn = login.attempt(body, origin, now);
      endPrevious(request);
      SessionCookie.write(request, response, loggedIn.session().secret());
      sendSession(
          response, loggedIn.who(), loggedIn.session().csrfToken(), loggedIn.session().duties());
      async.complete();
    } catch (IOException e) {
      LOG.debug("nobody waited for the session", e);
      async.complete();
    } catch (RuntimeException | LinkageError e) {
      refuse(async, Failures.problemOf(e, request), answerAt - System.nanoTime());
    }
  }

  private void refuse(AsyncContext async, DomainException problem, long delayNanos) {
    if (problem.type().status() == HttpServletResponse.SC_UNAUTHORIZED) {
      LOG.info(
          "{}: a login was refused", Requests.correlation((HttpServletRequest) async.getRequest()));
    }
    refusals.schedule(() -> answer(async, problem), delayNanos, TimeUnit.NANOSECONDS);
  }

  private static void answer(AsyncContext async, DomainException problem) {
    try {
      HttpServletRequest request = (HttpServletRequest) async.getRequest();
      Failures.send(request, (HttpServletResponse) async.getResponse(), problem);
    } catch (IOException e) {
      LOG.debug("nobody waited for the answer", e);
    } finally {
      async.complete();
    }
  }

  /** The browser's earlier session must not live on without anybody holding its cookie. */
  private void endPrevious(HttpServletRequest request) {
    SessionCookie.read(request).ifPresent(ports.sessions()::close);
  }

  private static void sendSession(
      HttpServletResponse response, StaffId who, String csrfToken, Set<Duty> duties)
      throws IOException {
    Map<String, Object> session = new TreeMap<>();
    session.put("csrfToken", csrfToken);
    session.put("who", Map.of("id", who.value()));
    session.put("duties", duties.stream().sorted().map(Checks::written).toList());
    byte[] body = Json.mapper().writeValueAsBytes(session);
    response.setContentType("application/json");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
