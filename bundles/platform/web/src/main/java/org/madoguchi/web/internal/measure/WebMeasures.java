package org.madoguchi.web.internal.measure;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import org.madoguchi.kernel.measure.Counter;
import org.madoguchi.kernel.measure.Durations;
import org.madoguchi.kernel.measure.Figures;
import org.madoguchi.kernel.measure.Measure;
import org.madoguchi.kernel.measure.Measures;
import org.madoguchi.web.internal.live.LiveHub;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Requests, logins and live connections of this node. */
@Component(service = Measures.class)
public final class WebMeasures implements Measures {
  /** Request attribute: the operation's address with its parameters' names, a String. */
  public static final String OPERATION = "org.madoguchi.web.operation";

  /** Attempts to log in by their outcome: accepted, refused, made-to-wait. */
  public static final Counter LOGINS =
      new Counter("madoguchi_logins_total", "Attempts to log in.", "outcome");

  /** Live connections that were closed because their client did not read. */
  public static final Counter LIVE_DROPPED =
      new Counter(
          "madoguchi_live_dropped_total",
          "Live connections closed because their client read too slowly.");

  private static final Durations REQUESTS =
      new Durations(
          "madoguchi_http_request_duration_seconds",
          "Requests by how long they took; live connections and logins are not among them.",
          "method",
          "path",
          "status");
  private static final Measure LIVE =
      Measure.gauge("madoguchi_live_connections", "Open live connections.");
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");

  private final LiveHub hub;

  @Activate
  public WebMeasures(@Reference LiveHub hub) {
    this.hub = hub;
  }

  /** Counts a request that was answered; one that goes on asynchronously is not counted. */
  public static void answered(HttpServletRequest request, int status, long sinceNanos) {
    if (request.isAsyncStarted()) {
      return;
    }
    String method = METHODS.contains(request.getMethod()) ? request.getMethod() : "other";
    REQUESTS.add(
        Duration.ofNanos(System.nanoTime() - sinceNanos),
        method,
        operation(request),
        status / 100 + "xx");
  }

  /** Of a small set: never what somebody typed. */
  private static String operation(HttpServletRequest request) {
    if (request.getAttribute(OPERATION) instanceof String operation) {
      return operation;
    }
    String servlet = request.getServletPath();
    if (!servlet.startsWith("/api")) {
      return "pages";
    }
    return request.getPathInfo() == null ? servlet : "unmatched";
  }

  @Override
  public void tell(Figures figures) {
    REQUESTS.tell(figures);
    LOGINS.tell(figures);
    LIVE_DROPPED.tell(figures);
    figures.value(LIVE, hub.connections(), List.of());
  }
}
