package org.madoguchi.web.internal.filter;

import java.io.IOException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpServletResponseWrapper;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.web.internal.problem.Failures;
import org.madoguchi.web.internal.problem.ResponseHeaders;
import org.madoguchi.web.internal.problem.WebProblems;

/**
 * A response that answers a bare error status with a problem document, never with the container's
 * error page.
 */
final class ProblemResponse extends HttpServletResponseWrapper {
  private final HttpServletRequest request;

  ProblemResponse(HttpServletRequest request, HttpServletResponse response) {
    super(response);
    this.request = request;
  }

  @Override
  public void sendError(int status) throws IOException {
    Failures.send(request, this, new DomainException(WebProblems.ofStatus(status)));
  }

  @Override
  public void sendError(int status, String message) throws IOException {
    sendError(status);
  }

  /** Takes away what was said so far, but for the headers every response carries. */
  @Override
  public void reset() {
    super.reset();
    ResponseHeaders.apply(request, this);
  }
}
