package org.madoguchi.web.internal.health;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.madoguchi.web.internal.Ports;
import org.madoguchi.web.internal.json.Json;
import org.madoguchi.web.internal.rest.JaxRsWhiteboard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /health/live}: the process answers. {@code /health/ready}: people can log in and work;
 * else 503 and why not.
 */
@Component(
    service = Servlet.class,
    immediate = true,
    property = {
      "osgi.http.whiteboard.servlet.pattern=/health/live",
      "osgi.http.whiteboard.servlet.pattern=/health/ready",
      "osgi.http.whiteboard.servlet.name=madoguchi-health",
      "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true"
    })
public final class HealthServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "0:0:0:0:0:0:0:1", "::1");

  private final transient Ports ports;
  private final transient JaxRsWhiteboard api;
  private final transient WaitingComponents waiting;

  @Activate
  public HealthServlet(
      @Reference Ports ports,
      @Reference JaxRsWhiteboard api,
      @Reference WaitingComponents waiting) {
    this.ports = ports;
    this.api = api;
    this.waiting = waiting;
  }

  /**
   * @param missing the names of the parts that are not there yet
   * @param waiting components that cannot start, with the chain of what they need; they do not make
   *     it unready
   */
  record Health(String status, List<String> missing, List<String> waiting) {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean ready = request.getServletPath().equals("/health/ready");
    List<String> missing = ready ? missing() : List.of();
    byte[] body =
        Json.mapper()
            .writeValueAsBytes(
                new Health(
                    missing.isEmpty() ? "up" : "down",
                    missing,
                    ready && isFromThisMachine(request) ? waiting.explained() : List.of()));
    response.setStatus(
        missing.isEmpty() ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    response.setHeader("Cache-Control", "no-store");
    response.setContentType("application/json");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  // component names are for the launcher's doctor, not for everybody behind a proxy
  private static boolean isFromThisMachine(HttpServletRequest request) {
    return LOOPBACK.contains(request.getRemoteAddr())
        && request.getHeader("Forwarded") == null
        && request.getHeader("X-Forwarded-For") == null;
  }

  private List<String> missing() {
    List<String> missing = new ArrayList<>(ports.missing());
    if (!api.isServing()) {
      missing.add("api");
    }
    if (!waiting.isBooted()) {
      missing.add("boot");
    }
    return missing;
  }
}
