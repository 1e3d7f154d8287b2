package org.madoguchi.web.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import javax.servlet.DispatcherType;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import org.apache.felix.framework.FrameworkFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.FilterHolder;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;
import org.madoguchi.gate.Opening;
import org.madoguchi.kernel.access.SessionStore.Opened;
import org.madoguchi.kernel.health.HealthCheck;
import org.madoguchi.web.internal.files.FallbackServlet;
import org.madoguchi.web.internal.files.StaticBundles;
import org.madoguchi.web.internal.filter.WebFilter;
import org.madoguchi.web.internal.health.Findings;
import org.madoguchi.web.internal.health.FirstReady;
import org.madoguchi.web.internal.health.HealthServlet;
import org.madoguchi.web.internal.health.WaitingComponents;
import org.madoguchi.web.internal.json.Json;
import org.madoguchi.web.internal.live.LiveHub;
import org.madoguchi.web.internal.live.LiveServlet;
import org.madoguchi.web.internal.rest.JaxRsWhiteboard;
import org.madoguchi.web.internal.rest.OpenApiServlet;
import org.madoguchi.web.internal.rest.ServletList;
import org.madoguchi.web.internal.session.SessionServlet;
import org.madoguchi.web.internal.settings.WebSettings;
import org.madoguchi.web.internal.ui.ExtensionFilesServlet;
import org.madoguchi.web.internal.ui.ExtensionHost;
import org.madoguchi.web.internal.ui.ExtensionsServlet;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.PrototypeServiceFactory;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.util.tracker.ServiceTracker;

/**
 * The whole bundle on a real Jetty and a real OSGi framework, both in this JVM, with the ports in
 * memory.
 */
public class WebServer extends ExternalResource {
  // kept here, or it would be collected together with its level
  private static final java.util.logging.Logger CXF =
      java.util.logging.Logger.getLogger("org.apache.cxf");

  static {
    CXF.setLevel(java.util.logging.Level.OFF);
  }

  public final InMemoryPorts ports = new InMemoryPorts();
  public final WebSettings settings = new WebSettings(Map.of());
  public final Doors doors = new Doors();
  private final HttpClient client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .version(HttpClient.Version.HTTP_1_1)
          .build();
  private final TemporaryFolder storage = new TemporaryFolder();
  private Framework framework;
  private Server jetty;
  private ServletContextHandler context;
  private ServiceTracker<Servlet, ServletHolder> whiteboard;
  private LiveHub hub;
  public Opening opening;
  private JaxRsWhiteboard api;
  private Findings findings;

  @Override
  protected void before() throws Exception {
    storage.create();
    framework =
        new FrameworkFactory()
            .newFramework(
                new HashMap<>(Map.of("org.osgi.framework.storage", storage.getRoot().getPath())));
    framework.start();
    jetty = new Server();
    ServerConnector connector = new ServerConnector(jetty);
    connector.setHost("127.0.0.1");
    jetty.addConnector(connector);
    context = new ServletContextHandler();
    FilterHolder filter = new FilterHolder(new WebFilter(ports, settings, doors));
    filter.setAsyncSupported(true);
    context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
    jetty.setHandler(context);
    jetty.start();
    whiteboard =
        new ServiceTracker<>(bundleContext(), Servlet.class, null) {
          @Override
          public ServletHolder addingService(ServiceReference<Servlet> reference) {
            String pattern = (String) reference.getProperty("osgi.http.whiteboard.servlet.pattern");
            return add(pattern, bundleContext().getService(reference));
          }
        };
    whiteboard.open();
    hub = createHub();
    sayBootFinished();
    api = new JaxRsWhiteboard(bundleContext());
    opening = new FirstReady(ports, api, nothingWaits(), doors);
    doors.open();
    ExtensionHost extensions = new ExtensionHost(bundleContext(), hub);
    new StaticBundles(bundleContext());
    add("/api/openapi.json", new OpenApiServlet(api, new ServletList(bundleContext())));
    add("/api/live", new LiveServlet(hub));
    add("/api/session", new SessionServlet(ports, settings, hub));
    HttpServlet list = new ExtensionsServlet(extensions);
    add("/api/ui/extensions", list);
    add("/api/ui/extensions/problems", list);
    add("/ui/*", new ExtensionFilesServlet(extensions));
    findings = new Findings(ports, api, nothingWaits());
    HttpServlet health = new HealthServlet(findings, nothingWaits());
    add("/health/live", health);
    add("/health/ready", health);
    add("/", new FallbackServlet(settings));
  }

  // what Karaf does when all boot features run; its class is not here, so a factory stands for it
  private void sayBootFinished() {
    bundleContext()
        .registerService(
            "org.apache.karaf.features.BootFinished",
            new PrototypeServiceFactory<Object>() {
              @Override
              public Object getService(Bundle bundle, ServiceRegistration<Object> registration) {
                return this;
              }

              @Override
              public void ungetService(
                  Bundle bundle, ServiceRegistration<Object> registration, Object service) {}
            },
            null);
  }

  protected LiveHub createHub() {
    return new LiveHub(ports, settings);
  }

  private WaitingComponents nothingWaits() {
    ServiceComponentRuntime idle =
        (ServiceComponentRuntime)
            Proxy.newProxyInstance(
                WebServer.class.getClassLoader(),
                new Class<?>[] {ServiceComponentRuntime.class},
                (proxy, method, arguments) -> List.of());
    return new WaitingComponents(bundleContext(), idle);
  }

  /** What a changed configuration file does. */
  public void configure(Map<String, Object> configuration) {
    try {
      var modified = WebSettings.class.getDeclaredMethod("configure", Map.class);
      modified.setAccessible(true);
      modified.invoke(settings, configuration);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The checks of other parts, from now on. */
  public void checks(HealthCheck... checks) {
    try {
      var field = Findings.class.getDeclaredField("checks");
      field.setAccessible(true);
      field.set(findings, List.of(checks));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  public ComponentServiceObjects<Findings> findings() {
    return new ComponentServiceObjects<>() {
      @Override
      public Findings getService() {
        return findings;
      }

      @Override
      public void ungetService(Findings service) {
        // there is one
      }

      @Override
      public ServiceReference<Findings> getServiceReference() {
        throw new UnsupportedOperationException();
      }
    };
  }

  public JaxRsWhiteboard api() {
    return api;
  }

  public LiveHub hub() {
    return hub;
  }

  private ServletHolder add(String pattern, Servlet servlet) {
    ServletHolder holder = new ServletHolder(servlet);
    holder.setAsyncSupported(true);
    holder.setInitOrder(1);
    context.addServlet(holder, pattern);
    try {
      holder.start();
      holder.initialize();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return holder;
  }

  /** A servlet some other bundle would register. */
  public void serve(String pattern, Servlet servlet) {
    add(pattern, servlet);
  }

  /** A resource some other bundle would register. */
  public ServiceRegistration<?> publish(String address, Object resource) {
    return bundleContext()
        .registerService(
            Object.class, resource, new Hashtable<>(Map.of("madoguchi.rest.resource", address)));
  }

  @Override
  protected void after() {
    try {
      whiteboard.close();
      jetty.stop();
      framework.stop();
      framework.waitForStop(5_000);
      storage.delete();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  public BundleContext bundleContext() {
    return framework.getBundleContext();
  }

  public int port() {
    return ((ServerConnector) jetty.getConnectors()[0]).getLocalPort();
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
  }

  /** A request of an operator who is logged in. */
  public HttpRequest.Builder as(String login, String path) {
    Opened session = ports.logIn(login);
    return request(path)
        .header("Cookie", "madoguchi_session=" + session.secret())
        .header("X-CSRF-Token", session.csrfToken());
  }

  public HttpResponse<String> get(String login, String path) {
    return send(as(login, path));
  }

  public HttpResponse<String> post(String login, String path, String json) {
    return send(
        as(login, path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    return send(request, BodyHandlers.ofString());
  }

  public <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
    try {
      return client.send(request.build(), body);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public static JsonNode json(HttpResponse<String> response) {
    try {
      return Json.mapper().readTree(response.body());
    } catch (IOException e) {
      throw new IllegalStateException(response.statusCode() + " " + response.body(), e);
    }
  }

  public static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /** The type of the problem answered, checked to be one, with its status. */
  public static String problem(HttpResponse<String> response) {
    if (!header(response, "Content-Type").startsWith("application/problem+json")) {
      throw new AssertionError(
          response.statusCode() + " " + response.headers().map() + response.body());
    }
    JsonNode problem = json(response);
    if (problem.path("status").asInt() != response.statusCode()
        || problem.path("title").asText().isEmpty()) {
      throw new AssertionError(response.body());
    }
    return response.statusCode()
        + " "
        + problem.path("type").asText().replace("urn:madoguchi:problem:", "");
  }
}
