package org.madoguchi.web.internal.rest;

import java.lang.reflect.Method;
import java.util.stream.Stream;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.ext.Provider;
import org.apache.cxf.jaxrs.model.OperationResourceInfo;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.PhaseInterceptorChain;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.OwnOnly;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.web.internal.filter.Caller;
import org.madoguchi.web.internal.filter.RequestCaller;

/**
 * The outer door of every operation: what the method says it needs is asked before its body is
 * read. Whoever passes may still reach nothing; the use cases decide on records.
 */
@Provider
public final class AccessGate implements ContainerRequestFilter {
  @Override
  public void filter(ContainerRequestContext ignored) {
    Message message = PhaseInterceptorChain.getCurrentMessage();
    Method operation = message.getExchange().get(OperationResourceInfo.class).getAnnotatedMethod();
    HttpServletRequest request = CurrentRequest.of(message);
    if (!lets(operation, RequestCaller.of(request))) {
      throw new DomainException(Problems.FORBIDDEN);
    }
  }

  private static boolean lets(Method operation, Caller caller) {
    OwnOnly own = operation.getAnnotation(OwnOnly.class);
    if (own != null) {
      return !own.inPerson() || caller.session().isPresent();
    }
    Needs needs = operation.getAnnotation(Needs.class);
    AccessScope scope = caller.scope();
    return needs != null
        && Stream.of(needs.value())
            .anyMatch(needs.everywhere() ? scope::mayEverywhere : scope::mayAnywhere);
  }
}
