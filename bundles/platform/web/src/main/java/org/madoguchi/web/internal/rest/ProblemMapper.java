package org.madoguchi.web.internal.rest;

import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.Response.ResponseBuilder;
import javax.ws.rs.ext.ExceptionMapper;
import javax.ws.rs.ext.Provider;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.web.internal.problem.Failures;
import org.madoguchi.web.internal.problem.ProblemDocument;
import org.madoguchi.web.internal.problem.WebProblems;

/** Everything a resource or CXF throws, as a problem document. */
@Provider
public final class ProblemMapper implements ExceptionMapper<Throwable> {
  private static final int FIRST_ERROR = 400;

  @Override
  public Response toResponse(Throwable failure) {
    HttpServletRequest request = CurrentRequest.here();
    if (failure instanceof WebApplicationException web
        && !(web.getCause() instanceof DomainException)) {
      return ofJaxRs(web, request);
    }
    return build(Failures.problemOf(failure, request), request).build();
  }

  private static Response ofJaxRs(WebApplicationException web, HttpServletRequest request) {
    int status = web.getResponse().getStatus();
    if (status < FIRST_ERROR) {
      return web.getResponse(); // a redirection
    }
    if (status >= Response.Status.INTERNAL_SERVER_ERROR.getStatusCode() && web.getCause() != null) {
      return build(Failures.problemOf(web.getCause(), request), request).build();
    }
    ResponseBuilder response = build(new DomainException(WebProblems.ofStatus(status)), request);
    String allow = web.getResponse().getHeaderString(HttpHeaders.ALLOW);
    return allow == null ? response.build() : response.header(HttpHeaders.ALLOW, allow).build();
  }

  private static ResponseBuilder build(DomainException problem, HttpServletRequest request) {
    ResponseBuilder response =
        Response.status(problem.type().status())
            .type(ProblemDocument.MEDIA_TYPE)
            .header(HttpHeaders.CACHE_CONTROL, "no-store")
            .entity(Failures.document(request, problem));
    Failures.header(problem).ifPresent(h -> response.header(h.name(), h.value()));
    return response;
  }
}
