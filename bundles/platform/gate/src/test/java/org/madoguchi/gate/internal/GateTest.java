package org.madoguchi.gate.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.AbstractHandler;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.gate.Opening;

public class GateTest {
  private static final class Product implements Opening {
    volatile boolean ready;
    volatile boolean healthy;
    volatile boolean broken;

    @Override
    public boolean isReady() {
      if (broken) {
        throw new IllegalStateException("its bundle is going");
      }
      return ready;
    }

    @Override
    public boolean letsPass(String path) {
      return healthy && path.startsWith("/health/");
    }
  }

  private final HttpClient client = HttpClient.newHttpClient();
  private final Gate gate = new Gate();
  private final Product product = new Product();
  private final Server server = new Server();
  private ServerConnector port;

  @Before
  public void start() throws Exception {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.addCustomizer(gate);
    port = new ServerConnector(server, new HttpConnectionFactory(configuration));
    server.addConnector(port);
    server.setHandler(
        new AbstractHandler() {
          @Override
          public void handle(
              String target,
              Request base,
              javax.servlet.http.HttpServletRequest request,
              javax.servlet.http.HttpServletResponse response) {
            response.setStatus(204);
            base.setHandled(true);
          }
        });
    server.start();
  }

  @After
  public void stop() throws Exception {
    server.stop();
  }

  @Test
  public void programsGetAProblemUntilTheProductIsReady() throws Exception {
    for (String method : new String[] {"GET", "POST", "DELETE", "PATCH"}) {
      HttpResponse<String> answer = send(method, "/api/tickets?x=\"%22");
      assertEquals(method, 503, answer.statusCode());
      assertEquals("application/problem+json", header(answer, "Content-Type"));
      assertEquals("2", header(answer, "Retry-After"));
      assertTrue(answer.body(), answer.body().contains("urn:madoguchi:problem:unavailable"));
      assertTrue(answer.body(), answer.body().contains("サーバーを起動しています"));
      assertTrue(
          answer.body().contains("\"reference\":\"" + header(answer, "X-Request-Id") + "\""));
    }
    assertEquals("", send("HEAD", "/").body());
    String english = send("GET", "/api/session", "Accept-Language", "en-US,ja").body();
    assertTrue(english, english.contains("The server is starting"));
    assertEquals(
        "given-number",
        header(send("GET", "/api/x", "X-Request-Id", "given-number"), "X-Request-Id"));
    product.ready = true;
    gate.servedBy(product);
    assertEquals(204, send("GET", "/api/tickets").statusCode());
  }

  @Test
  public void peopleGetAPageThatReloadsByItselfAndRunsNothing() throws Exception {
    HttpResponse<String> page = send("GET", "/console/", "Accept", "text/html,*/*");
    assertEquals(503, page.statusCode());
    assertEquals("text/html;charset=utf-8", header(page, "Content-Type").toLowerCase());
    assertEquals("no-store", header(page, "Cache-Control"));
    assertTrue(page.body(), page.body().contains("http-equiv=\"refresh\""));
    assertTrue(page.body(), page.body().contains("<html lang=\"ja\">"));
    String policy = header(page, "Content-Security-Policy");
    assertTrue(policy, policy.contains("default-src 'none'"));
    assertTrue(policy, policy.contains("style-src 'sha256-"));
    assertFalse(policy, policy.contains("unsafe") || policy.contains("script-src"));
    HttpResponse<String> api = send("GET", "/api/tickets", "Accept", "text/html");
    assertEquals("application/problem+json", header(api, "Content-Type"));
  }

  @Test
  public void healthIsToldFromTheVeryBeginning() throws Exception {
    assertEquals(200, send("GET", "/health/live").statusCode());
    HttpResponse<String> ready = send("GET", "/health/ready");
    assertEquals(503, ready.statusCode());
    assertEquals("application/json", header(ready, "Content-Type"));
    assertTrue(ready.body(), ready.body().contains("\"missing\":[\"boot\"]"));
    gate.servedBy(product);
    product.healthy = true;
    assertEquals(204, send("GET", "/health/ready").statusCode());
    assertEquals(503, send("GET", "/api/session").statusCode());
  }

  @Test
  public void onceOpenItStaysOpenAsLongAsTheProductIsThere() throws Exception {
    gate.servedBy(product);
    product.broken = true;
    assertEquals(503, send("GET", "/").statusCode());
    product.broken = false;
    product.ready = true;
    assertEquals(204, send("GET", "/").statusCode());
    product.ready = false;
    assertEquals(204, send("GET", "/").statusCode());
    gate.leftBy(new Product());
    assertEquals(204, send("GET", "/").statusCode());
    gate.leftBy(product);
    assertEquals(503, send("GET", "/").statusCode());
    product.ready = true;
    gate.servedBy(product);
    assertEquals(204, send("GET", "/").statusCode());
  }

  private HttpResponse<String> send(String method, String path, String... headers)
      throws Exception {
    URI address = URI.create("http://127.0.0.1:" + port.getLocalPort() + path.replace("\"", "%22"));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
