package org.madoguchi.web.internal.health;

import java.io.IOException;
import java.util.List;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.madoguchi.kernel.health.Finding;
import org.madoguchi.web.Requests;
import org.madoguchi.web.ServedTo;
import org.madoguchi.web.internal.json.Json;
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
@ServedTo(ServedTo.Audience.ANYBODY)
public final class HealthServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient Findings findings;
  private final transient WaitingComponents waiting;

  @Activate
  public HealthServlet(@Reference Findings findings, @Reference WaitingComponents waiting) {
    this.findings = findings;
    this.waiting = waiting;
  }

  /** One thing that is wrong, for machines and for people. */
  record Reason(String code, String text) {}

  /**
   * @param missing the codes of the reasons
   * @param reasons why nobody can work here
   * @param notices what is wrong and keeps nobody from working
   * @param waiting components that cannot start, with the chain of what they need; they do not make
   *     it unready
   */
  record Health(
      String status,
      List<String> missing,
      List<Reason> reasons,
      List<Reason> notices,
      List<String> waiting) {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean ready = request.getServletPath().equals("/health/ready");
    List<Finding> found = ready ? findings.now(Requests.locale(request)) : List.of();
    List<Reason> reasons = reasons(found, true);
    // names of channels and components are for this machine, not for everybody behind a proxy
    boolean near = ready && Requests.isFromThisMachine(request);
    byte[] body =
        Json.mapper()
            .writeValueAsBytes(
                new Health(
                    reasons.isEmpty() ? "up" : "down",
                    reasons.stream().map(Reason::code).distinct().toList(),
                    reasons,
                    near ? reasons(found, false) : List.of(),
                    near ? waiting.explained() : List.of()));
    response.setStatus(
        reasons.isEmpty() ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    response.setHeader("Cache-Control", "no-store");
    response.setContentType("application/json");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static List<Reason> reasons(List<Finding> findings, boolean blocking) {
    return findings.stream()
        .filter(finding -> finding.blocks() == blocking)
        .map(finding -> new Reason(finding.code(), finding.text()))
        .toList();
  }
}
