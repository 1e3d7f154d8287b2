package org.madoguchi.portal.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.Municipality;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.web.ServedTo;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives every municipality its address, as they come and go. Whether it has pages there is asked at
 * each request.
 */
@Component(service = Addresses.class, immediate = true)
public final class Addresses {
  private static final Logger LOG = LoggerFactory.getLogger(Addresses.class);
  private static final Duration LOOKED_AFTER = Duration.ofSeconds(2);

  /** Somebody else's. */
  private static final Set<String> TAKEN =
      Set.of("api", "console", "demo", "health", "metrics", "portal", "ui", "vendor");

  private final BundleContext context;
  private final Directory directory;
  private final Front front;
  private final Map<MunicipalityId, ServiceRegistration<Servlet>> served = new HashMap<>();
  private final Set<MunicipalityId> refused = new HashSet<>();
  private boolean stopped;

  @Activate
  public Addresses(
      BundleContext context,
      @Reference Directory directory,
      @Reference Front front,
      @Reference Background background) {
    this.context = context;
    this.directory = directory;
    this.front = front;
    lookAfter();
    background.every(LOOKED_AFTER, this::lookAfter);
  }

  @Deactivate
  synchronized void stop() {
    stopped = true;
    served.values().forEach(ServiceRegistration::unregister);
    served.clear();
  }

  private synchronized void lookAfter() {
    if (stopped) {
      return;
    }
    Set<MunicipalityId> there =
        directory.municipalities().stream().map(Municipality::id).collect(Collectors.toSet());
    Set<MunicipalityId> leaving = new HashSet<>(served.keySet());
    leaving.removeAll(there);
    leaving.forEach(id -> served.remove(id).unregister());
    there.stream().filter(id -> !served.containsKey(id)).forEach(this::serve);
  }

  private void serve(MunicipalityId id) {
    if (!TAKEN.contains(id.value())) {
      served.put(id, context.registerService(Servlet.class, new Pages(front, id), places(id)));
    } else if (refused.add(id)) {
      LOG.warn("the municipality {} has no pages for citizens: the address /{} is taken", id, id);
    }
  }

  private static Hashtable<String, Object> places(MunicipalityId id) {
    return new Hashtable<>(
        Map.of(
            "osgi.http.whiteboard.servlet.pattern",
            new String[] {"/" + id, "/" + id + "/*"},
            "osgi.http.whiteboard.servlet.name",
            "madoguchi-portal-" + id,
            "osgi.http.whiteboard.servlet.asyncSupported",
            true,
            ServedTo.PROPERTY,
            ServedTo.Audience.ANYBODY.name()));
  }

  /** The pages of one municipality. */
  private static final class Pages extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Front front;
    private final transient MunicipalityId municipality;

    Pages(Front front, MunicipalityId municipality) {
      this.front = front;
      this.municipality = municipality;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      front.serve(municipality, request, response);
    }
  }
}
