package org.madoguchi.web.internal.rest;

import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.ext.Provider;
import org.apache.cxf.jaxrs.model.OperationResourceInfo;
import org.apache.cxf.phase.PhaseInterceptorChain;
import org.madoguchi.web.internal.measure.WebMeasures;

/** Notes which operation a request reached, as the OpenAPI document writes its address. */
@Provider
final class OperationName implements ContainerRequestFilter {
  private final String address;

  OperationName(String address) {
    this.address = address;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    OperationResourceInfo operation =
        PhaseInterceptorChain.getCurrentMessage().getExchange().get(OperationResourceInfo.class);
    if (operation != null && operation.getURITemplate() != null) {
      String path = operation.getURITemplate().getValue();
      String below = path.equals("/") ? "" : path;
      CurrentRequest.here().setAttribute(WebMeasures.OPERATION, "/api" + address + below);
    }
  }
}
