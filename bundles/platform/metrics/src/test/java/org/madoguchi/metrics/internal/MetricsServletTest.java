package org.madoguchi.metrics.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.lang.annotation.Annotation;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.junit.After;
import org.junit.Test;
import org.madoguchi.kernel.measure.Measure;
import org.madoguchi.kernel.measure.Measures;

public class MetricsServletTest {
  private static final String TOKEN = "a-token-of-more-than-16";
  private static final Measure WORKING = Measure.gauge("part_works", "It works.");

  private record Configured(boolean local, String token) implements MetricsConfiguration {
    @Override
    public String _token() {
      return token;
    }

    @Override
    public Class<? extends Annotation> annotationType() {
      return MetricsConfiguration.class;
    }
  }

  private final Measures working = figures -> figures.value(WORKING, 1, List.of());
  private Server server;

  private int start(MetricsServlet servlet) throws Exception {
    server = new Server();
    ServerConnector port = new ServerConnector(server);
    port.setHost("127.0.0.1");
    server.addConnector(port);
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(new ServletHolder(servlet), "/metrics");
    server.setHandler(context);
    server.start();
    return port.getLocalPort();
  }

  @After
  public void stop() throws Exception {
    if (server != null) {
      server.stop();
    }
  }

  /** Without the web's filter chain a refusal is the container's error. */
  private static HttpResponse<String> get(int port, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  private static void assertAccess(MetricsServlet servlet, int port, String permitted)
      throws Exception {
    String[][] callers = {
      {},
      {"X-Forwarded-For", "192.0.2.1"},
      {"Forwarded", "for=192.0.2.1"},
      {"X-Forwarded-For", "192.0.2.1", "Authorization", "Bearer " + TOKEN},
      {"Authorization", "Bearer " + TOKEN},
      {"Authorization", "Bearer " + TOKEN + "x"},
      {"Authorization", "Bearer "},
      {"Authorization", "bearer " + TOKEN},
      {"Authorization", "Basic " + TOKEN},
      {"Authorization", ""},
    };
    StringBuilder let = new StringBuilder();
    for (String[] caller : callers) {
      let.append(get(port, caller).statusCode() == 200 ? 'y' : 'n');
    }
    assertEquals(permitted, let.toString());
  }

  @Test
  public void thisMachineAndWhoeverHasTheTokenMayReadAndNobodyElse() throws Exception {
    MetricsServlet servlet = new MetricsServlet(new Configured(true, TOKEN), List.of(working));
    int port = start(servlet);
    assertAccess(servlet, port, "ynnyynnnnn");
    servlet.configure(new Configured(false, TOKEN));
    assertAccess(servlet, port, "nnnyynnnnn");
    servlet.configure(new Configured(true, ""));
    assertAccess(servlet, port, "ynnnnnnnnn");
    servlet.configure(new Configured(false, "too-short"));
    assertEquals(500, get(port, "Authorization", "Bearer too-short").statusCode());
    servlet.configure(new Configured(false, " " + TOKEN + " "));
    assertEquals(200, get(port, "Authorization", "Bearer " + TOKEN).statusCode());
  }

  @Test
  public void aPartThatFailsTakesNothingFromTheOthersAndIsCounted() throws Exception {
    Measures halfway =
        figures -> {
          figures.value(Measure.gauge("half_told", "Half."), 1, List.of());
          throw new IllegalStateException("its bundle is going");
        };
    Measures gone =
        figures -> {
          throw new NoClassDefFoundError("gone");
        };
    Measures other = figures -> figures.value(Measure.gauge("part_works", "Else."), 2, List.of());
    MetricsServlet servlet =
        new MetricsServlet(new Configured(true, ""), List.of(halfway, working, gone, other));
    int port = start(servlet);
    HttpResponse<String> answer = get(port);
    assertEquals(200, answer.statusCode());
    assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
    String text = answer.body();
    assertTrue(text, text.contains("\npart_works 1.0\n"));
    assertTrue(text, text.contains("\nmadoguchi_measures_failing 3.0\n"));
    assertTrue("nothing half", !text.contains("half_told") && !text.contains("part_works 2.0"));
    assertTrue(text, text.contains("jvm_memory_bytes_used{") || text.contains("jvm_memory_"));
  }

  @Test
  public void measuresAreNamedAsPrometheusAsks() {
    for (String name :
        new String[] {"plain", "Upper_case", "with-dash_x", "trailing_", "x_total"}) {
      assertThrows(name, IllegalArgumentException.class, () -> Measure.gauge(name, "Help."));
    }
    assertThrows(IllegalArgumentException.class, () -> Measure.counter("no_unit", "Help."));
    assertThrows(IllegalArgumentException.class, () -> Measure.durations("no_unit", "Help."));
    assertThrows(IllegalArgumentException.class, () -> Measure.gauge("no_help", " "));
    assertThrows(IllegalArgumentException.class, () -> Measure.gauge("bad_label", "x", "Ä"));
  }
}
