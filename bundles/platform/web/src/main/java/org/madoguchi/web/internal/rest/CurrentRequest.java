package org.madoguchi.web.internal.rest;

import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.PhaseInterceptorChain;
import org.apache.cxf.transport.http.AbstractHTTPDestination;

/** The servlet request a CXF message came in. */
public final class CurrentRequest {
  private CurrentRequest() {}

  static HttpServletRequest of(Message message) {
    Message in = message.getExchange().getInMessage();
    return (HttpServletRequest) in.get(AbstractHTTPDestination.HTTP_REQUEST);
  }

  /** Of the message this thread works on, if it does. */
  public static Optional<HttpServletRequest> find() {
    return Optional.ofNullable(PhaseInterceptorChain.getCurrentMessage()).map(CurrentRequest::of);
  }

  /** Of the message this thread works on. */
  static HttpServletRequest here() {
    return of(PhaseInterceptorChain.getCurrentMessage());
  }
}
