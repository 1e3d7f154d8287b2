package org.madoguchi.itests.container;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Every parameter and every field of every operation of the OpenAPI document, filled with what
 * nobody should send. What must come back is a success or a problem of the client, as a document.
 */
final class NastyInput {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\u0001",
          "a".repeat(3_000),
          "'; drop table TICKET; --",
          "<script>alert(1)</script>",
          "\ud800",
          "../../etc/passwd",
          "-1",
          "99999999999999999999",
          "NaN",
          "2026-13-45");
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "-1",
          "1.5",
          "1e308",
          "99999999999999999999999",
          "[]",
          "{}",
          "[null]",
          "[[[[[]]]]]",
          "\"\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"" + "a".repeat(5_000) + "\"",
          "\"'; drop table TICKET; --\"",
          "\"<script>alert(1)</script>\"");
  private static final List<String> BODIES =
      List.of("", "null", "[]", "\"x\"", "{", "{}{}", "{\"a\":".repeat(500), "\u0000");

  private final Api api;
  private final JsonNode document;
  private final Map<String, String> known;
  private final List<String> wrong = new ArrayList<>();
  private int sent;

  /**
   * @param known sound values of path parameters by name, so that the other parts are reached
   */
  NastyInput(Api api, JsonNode document, Map<String, String> known) {
    this.api = api;
    this.document = document;
    this.known = known;
  }

  int sent() {
    return sent;
  }

  /** The requests that were not answered as they should be. */
  List<String> unworthyAnswers() throws Exception {
    var paths = document.get("paths").fields();
    while (paths.hasNext()) {
      var path = paths.next();
      var operations = path.getValue().fields();
      while (operations.hasNext()) {
        var operation = operations.next();
        if (METHODS.contains(operation.getKey())) {
          ask(operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue());
        }
      }
    }
    return wrong;
  }

  private void ask(String method, String path, JsonNode operation) throws Exception {
    boolean writes = Set.of("POST", "PUT", "PATCH").contains(method);
    for (JsonNode parameter : operation.path("parameters")) {
      String name = parameter.get("name").asText();
      for (String text : TEXTS) {
        switch (parameter.get("in").asText()) {
          case "path" -> {
            // without the last part it is another operation, which deletes more
            if (!text.isEmpty() || !method.equals("DELETE")) {
              send(method, address(path, name, text), writes ? "{}" : null);
            }
          }
          case "query" ->
              send(
                  method,
                  address(path, "", "") + "?" + name + "=" + encoded(text),
                  writes ? "{}" : null);
          default -> {
            // a header that Java's client would not send is nothing a citizen can send with it
          }
        }
      }
    }
    if (!writes) {
      return;
    }
    for (String body : BODIES) {
      send(method, address(path, "", ""), body);
    }
    for (String field : fields(operation)) {
      for (String value : VALUES) {
        send(method, address(path, "", ""), "{\"" + field + "\":" + value + "}");
      }
    }
  }

  private String address(String path, String name, String text) {
    String address = "/api" + path;
    for (var parameter : known.entrySet()) {
      if (!parameter.getKey().equals(name)) {
        address = address.replace("{" + parameter.getKey() + "}", parameter.getValue());
      }
    }
    return address.replace("{" + name + "}", encoded(text)).replaceAll("\\{[^}]*}", "1");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private List<String> fields(JsonNode operation) {
    List<String> fields = new ArrayList<>();
    for (JsonNode content : operation.path("requestBody").path("content")) {
      JsonNode schema = content.path("schema");
      String reference = schema.path("$ref").asText("");
      JsonNode resolved = reference.isEmpty() ? schema : document.at(reference.substring(1));
      resolved.path("properties").fieldNames().forEachRemaining(fields::add);
    }
    return fields;
  }

  private void send(String method, String address, String body) throws Exception {
    sent++;
    HttpResponse<String> answer =
        body == null
            ? api.sendText(method, address, null)
            : api.sendText(method, address, body, "If-Match", "\"1\"");
    int status = answer.statusCode();
    String type = answer.headers().firstValue("Content-Type").orElse("");
    if (status >= 500 || status >= 400 && !type.startsWith("application/problem+json")) {
      wrong.add(method + " " + address + " " + body + ": " + status + " " + answer.body());
    }
  }
}
