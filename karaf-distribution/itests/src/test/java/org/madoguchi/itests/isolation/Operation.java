package org.madoguchi.itests.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * An operation of the OpenAPI document with what it says about its callers.
 *
 * @param needs any of these permissions; empty for an operation about the caller alone
 * @param own {@code in-person}, {@code any}, or '' when it is not about the caller alone
 * @param mediaType of its body; '' when it takes none
 * @param body the members of its JSON body, with the schema's name before them: {@code Row.kind}
 */
record Operation(
    String id,
    String method,
    String path,
    Set<String> needs,
    boolean everywhere,
    String own,
    List<Reference> references,
    String mediaType,
    List<String> body,
    Set<String> parameters,
    Set<String> headers) {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
  private static final Set<String> STATES =
      Set.of("waiting", "quarantined", "done", "discarded", "queued", "failed", "in-doubt", "sent");
  private static final String SCHEMAS = "#/components/schemas/";

  /** An argument that names something access is decided on. */
  record Reference(String in, String name, String to) {}

  boolean changes() {
    return !method.equals("GET");
  }

  /** What a list may be asked for, whatever of it is one of this list's states. */
  Set<String> states() {
    return parameters.contains("state") ? STATES : Set.of();
  }

  boolean isList() {
    return inPath().isEmpty() && !changes();
  }

  List<Reference> inPath() {
    return references.stream().filter(r -> r.in().equals("path")).toList();
  }

  List<Reference> inQuery() {
    return references.stream().filter(r -> r.in().equals("query")).toList();
  }

  boolean namesA(String... kinds) {
    return references.stream().anyMatch(r -> Set.of(kinds).contains(r.to()));
  }

  @Override
  public String toString() {
    return method + " " + path;
  }

  static List<Operation> of(JsonNode document) {
    List<Operation> operations = new ArrayList<>();
    Iterator<Map.Entry<String, JsonNode>> paths = document.get("paths").fields();
    while (paths.hasNext()) {
      Map.Entry<String, JsonNode> path = paths.next();
      Iterator<Map.Entry<String, JsonNode>> methods = path.getValue().fields();
      while (methods.hasNext()) {
        Map.Entry<String, JsonNode> method = methods.next();
        if (METHODS.contains(method.getKey())) {
          operations.add(of(document, method.getKey(), path.getKey(), method.getValue()));
        }
      }
    }
    return operations;
  }

  private static Operation of(JsonNode document, String method, String path, JsonNode written) {
    JsonNode access = written.path("x-madoguchi-access");
    List<Reference> references = new ArrayList<>();
    access
        .path("refers")
        .forEach(r -> references.add(new Reference(text(r, "in"), text(r, "name"), text(r, "to"))));
    Iterator<String> types = written.path("requestBody").path("content").fieldNames();
    String type = types.hasNext() ? types.next() : "";
    return new Operation(
        text(written, "operationId"),
        method.toUpperCase(Locale.ROOT),
        path,
        texts(access.path("needs")),
        access.path("everywhere").asBoolean(),
        text(access, "own"),
        references,
        type,
        members(document, written.path("requestBody").path("content").path(type).path("schema")),
        named(written, "query"),
        named(written, "header"));
  }

  private static Set<String> named(JsonNode operation, String in) {
    Set<String> names = new TreeSet<>();
    operation
        .path("parameters")
        .forEach(
            p -> {
              if (text(p, "in").equals(in)) {
                names.add(text(p, "name"));
              }
            });
    return names;
  }

  private static List<String> members(JsonNode document, JsonNode schema) {
    String reference = text(schema, "$ref");
    if (reference.isEmpty()) {
      return List.of();
    }
    String name = reference.substring(SCHEMAS.length());
    List<String> members = new ArrayList<>();
    document
        .at("/components/schemas/" + name)
        .path("properties")
        .fieldNames()
        .forEachRemaining(m -> members.add(name + "." + m));
    return members;
  }

  private static Set<String> texts(JsonNode array) {
    Set<String> texts = new TreeSet<>();
    array.forEach(t -> texts.add(t.asText()));
    return texts;
  }

  private static String text(JsonNode node, String member) {
    return node.path(member).asText("");
  }
}
