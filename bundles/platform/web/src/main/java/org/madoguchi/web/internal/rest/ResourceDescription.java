package org.madoguchi.web.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.jaxrs2.Reader;
import io.swagger.v3.oas.models.OpenAPI;
import java.util.HashSet;
import java.util.Set;

/**
 * The OpenAPI description of one resource, read once: paths below its address, operation ids and
 * schema names that carry the address, so that two bundles may both have a {@code list} and a
 * {@code Row}.
 */
final class ResourceDescription {
  private static final String SCHEMAS = "#/components/schemas/";

  private final String address;
  private final Class<?> type;
  private ObjectNode description;

  ResourceDescription(String address, Class<?> type) {
    this.address = address;
    this.type = type;
  }

  /** With the members {@code paths} and {@code schemas}. Not to be changed. */
  synchronized ObjectNode get() {
    if (description == null) {
      description = OwnClassLoader.call(this::read);
    }
    return description;
  }

  private ObjectNode read() {
    OpenAPI read = SwaggerTypes.reading(() -> new Reader(new OpenAPI()).read(type));
    ObjectNode tree = Json.mapper().valueToTree(read);
    renameReferences(tree);
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    ObjectNode paths = result.putObject("paths");
    tree.path("paths")
        .properties()
        .forEach(e -> paths.set(pathOf(e.getKey()), named(e.getValue())));
    ObjectNode schemas = result.putObject("schemas");
    tree.path("components")
        .path("schemas")
        .properties()
        .forEach(e -> schemas.set(prefix() + e.getKey(), e.getValue()));
    return result;
  }

  private String pathOf(String path) {
    return path.equals("/") ? address : address + path;
  }

  private String prefix() {
    return address.substring(1).replace('/', '.') + ".";
  }

  private JsonNode named(JsonNode methods) {
    methods
        .properties()
        .forEach(
            method -> {
              if (method.getValue() instanceof ObjectNode operation && operation.has("responses")) {
                name(operation, method.getKey());
              }
            });
    return methods;
  }

  private void name(ObjectNode operation, String method) {
    operation.put("operationId", prefix() + operation.path("operationId").asText(method));
    if (!operation.has("tags")) {
      operation.putArray("tags").add(address.substring(1));
    }
    ObjectNode problem = JsonNodeFactory.instance.objectNode();
    problem.put("$ref", "#/components/responses/Problem");
    ((ObjectNode) operation.path("responses")).set("4XX", problem);
  }

  private void renameReferences(JsonNode node) {
    if (node instanceof ObjectNode object) {
      String reference = object.path("$ref").asText();
      if (reference.startsWith(SCHEMAS)) {
        object.put("$ref", SCHEMAS + prefix() + reference.substring(SCHEMAS.length()));
      }
      Set<String> names = new HashSet<>();
      object.fieldNames().forEachRemaining(names::add);
      names.forEach(name -> renameReferences(object.get(name)));
    } else if (node instanceof ArrayNode array) {
      array.forEach(this::renameReferences);
    }
  }
}
