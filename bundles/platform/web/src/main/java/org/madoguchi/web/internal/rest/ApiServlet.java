package org.madoguchi.web.internal.rest;

import java.util.Optional;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.cxf.Bus;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;

/** The servlet at {@code /api/*}: lets a request into CXF only while its resource is there. */
final class ApiServlet extends CXFNonSpringServlet {
  private static final long serialVersionUID = 1L;

  private final transient Resources resources;
  // the container initialises a servlet with its first request: until then it is as good as up
  private volatile boolean up = true;

  ApiServlet(Bus bus, Resources resources) {
    this.resources = resources;
    setBus(bus);
  }

  @Override
  protected void invoke(HttpServletRequest request, HttpServletResponse response)
      throws ServletException {
    String path = Optional.ofNullable(request.getPathInfo()).orElse("");
    ResourceServer resource = resources.serving(path);
    if (!resource.inFlight().enter()) {
      throw Resources.away();
    }
    try {
      super.invoke(request, response);
    } finally {
      resource.inFlight().leave();
    }
  }

  /**
   * The container destroys and initialises servlets whenever it restarts the context. CXF would
   * drop every resource with that, so the bus is shut down by {@link JaxRsWhiteboard} alone.
   */
  @Override
  public void destroy() {}
}
