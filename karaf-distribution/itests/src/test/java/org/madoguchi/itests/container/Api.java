package org.madoguchi.itests.container;

import static org.junit.Assert.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** The REST interface as a logged-in person uses it. */
public final class Api {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client;
  private final String base;
  private String csrfToken = "";
  private String authorization = "";

  /** Of the container that this test runs in. */
  public Api() {
    this("http://127.0.0.1:" + System.getProperty("http.port"));
  }

  /**
   * @param base scheme, host and port
   */
  public Api(String base) {
    this(
        base,
        HttpClient.newBuilder().cookieHandler(new CookieManager()).connectTimeout(LIMIT).build());
  }

  /** The same session at another node. */
  public Api at(String otherBase) {
    Api other = new Api(otherBase, client);
    other.csrfToken = csrfToken;
    other.authorization = authorization;
    return other;
  }

  private Api(String base, HttpClient client) {
    this.base = base;
    this.client = client;
  }

  public static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }

  public static String text(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private URI url(String path) {
    return URI.create(base + path);
  }

  public Api login(String user, String password) throws Exception {
    HttpResponse<String> answer =
        send("POST", "/api/session", Map.of("user", user, "password", password));
    assertEquals(answer.body(), 200, answer.statusCode());
    csrfToken = json(answer.body()).get("csrfToken").asText();
    return this;
  }

  /** Somebody else at the same address, not logged in. */
  public Api other() {
    return new Api(base);
  }

  /**
   * Logs in with a password an administrator gave and changes it, as everybody has to who was given
   * one.
   */
  public Api changed(String user, String given, String own) throws Exception {
    login(user, given);
    HttpResponse<String> answer =
        send("PUT", "/api/directory/me/password", Map.of("current", given, "next", own));
    assertEquals(answer.body(), 204, answer.statusCode());
    return this;
  }

  /** The same session, sending another token with changing requests; '' for none. */
  public Api withCsrfToken(String sent) {
    Api other = new Api(base, client);
    other.csrfToken = sent;
    return other;
  }

  /** A program: it has no session, so there is no CSRF token either. */
  public Api withToken(String token) {
    authorization = "Bearer " + token;
    return this;
  }

  public HttpResponse<String> get(String path) throws Exception {
    return send("GET", path, null);
  }

  /** The body of a 200. */
  public JsonNode read(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    assertEquals(path + ": " + answer.body(), 200, answer.statusCode());
    return json(answer.body());
  }

  /**
   * @param body a map, or null for none
   */
  public HttpResponse<String> send(String method, String path, Object body, String... headers)
      throws Exception {
    return sendText(method, path, body == null ? null : text(body), headers);
  }

  public HttpResponse<String> sendText(String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url(path))
            .timeout(LIMIT)
            .header("Accept-Language", "ja")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!csrfToken.isEmpty()) {
      request.setHeader("X-CSRF-Token", csrfToken);
    }
    if (!authorization.isEmpty()) {
      request.setHeader("Authorization", authorization);
    }
    if (body != null) {
      request.setHeader("Content-Type", "application/json");
    }
    return client.send(with(headers, request).build(), BodyHandlers.ofString());
  }

  /** An answer that goes on; its body is to be closed. */
  public HttpResponse<InputStream> stream(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(url(path)).timeout(LIMIT);
    if (!authorization.isEmpty()) {
      request.setHeader("Authorization", authorization);
    }
    return client.send(with(headers, request).build(), BodyHandlers.ofInputStream());
  }

  private static HttpRequest.Builder with(String[] headers, HttpRequest.Builder request) {
    for (int i = 0; i + 1 < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return request;
  }
}
