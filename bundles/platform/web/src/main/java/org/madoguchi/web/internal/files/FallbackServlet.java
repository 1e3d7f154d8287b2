package org.madoguchi.web.internal.files;

import java.io.IOException;
import java.util.Optional;
import javax.servlet.RequestDispatcher;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.web.ServedTo;
import org.madoguchi.web.internal.problem.Failures;
import org.madoguchi.web.internal.problem.WebProblems;
import org.madoguchi.web.internal.settings.WebSettings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Answers what nobody else does: the root leads to the start page, any other address is a 404
 * problem. It is the error page, too, for what goes wrong in the container before or behind the
 * filter chain.
 */
@Component(
    service = Servlet.class,
    immediate = true,
    property = {
      "osgi.http.whiteboard.servlet.pattern=/",
      "osgi.http.whiteboard.servlet.name=madoguchi-fallback",
      "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true",
      "osgi.http.whiteboard.servlet.errorPage=4xx",
      "osgi.http.whiteboard.servlet.errorPage=5xx",
      "osgi.http.whiteboard.servlet.errorPage=java.lang.Throwable"
    })
@ServedTo(ServedTo.Audience.ANYBODY)
public final class FallbackServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient WebSettings settings;

  @Activate
  public FallbackServlet(@Reference WebSettings settings) {
    this.settings = settings;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    if (status instanceof Integer code) {
      Failures.send(request, response, problemOf(code, request));
      return;
    }
    boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    if (reads && request.getRequestURI().equals(request.getContextPath() + "/")) {
      response.setStatus(HttpServletResponse.SC_FOUND);
      response.setHeader("Location", settings.current().home());
      return;
    }
    throw new DomainException(Problems.NOT_FOUND);
  }

  private static DomainException problemOf(int status, HttpServletRequest request) {
    Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    return Optional.ofNullable(failure)
        .filter(Throwable.class::isInstance)
        .map(thrown -> Failures.problemOf((Throwable) thrown, request))
        .orElseGet(() -> new DomainException(WebProblems.ofStatus(status)));
  }
}
