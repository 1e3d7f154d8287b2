package org.madoguchi.web.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.jaxrs2.Reader;
import io.swagger.v3.oas.models.OpenAPI;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.OwnOnly;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.kernel.problem.Checks;

/**
 * The OpenAPI description of one resource, read once: paths below its address, operation ids and
 * schema names that carry the address, so that two bundles may both have a {@code list} and a
 * {@code Row}.
 */
final class ResourceDescription {
  private static final String ACCESS = "x-madoguchi-access";
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
        .forEach(e -> paths.set(pathOf(e.getKey()), described(e.getKey(), e.getValue())));
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

  private JsonNode described(String path, JsonNode methods) {
    methods
        .properties()
        .forEach(
            method -> {
              if (method.getValue() instanceof ObjectNode operation && operation.has("responses")) {
                name(operation, method.getKey());
                operation.set(ACCESS, access(method.getKey(), path));
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

  /** What the operation says about its callers; see {@link Needs} and {@link Refers}. */
  private ObjectNode access(String verb, String path) {
    Operations.Key key = new Operations.Key(verb.toUpperCase(Locale.ROOT), Operations.normal(path));
    Method method = Operations.of(type).get(key);
    ObjectNode access = JsonNodeFactory.instance.objectNode();
    if (method == null) {
      return access; // says nothing, which the tests do not let pass
    }
    Needs needs = method.getAnnotation(Needs.class);
    if (needs != null) {
      ArrayNode permissions = access.putArray("needs");
      Stream.of(needs.value()).map(Checks::written).forEach(permissions::add);
      if (needs.everywhere()) {
        access.put("everywhere", true);
      }
    }
    OwnOnly own = method.getAnnotation(OwnOnly.class);
    if (own != null) {
      access.put("own", own.inPerson() ? "in-person" : "any");
    }
    ArrayNode references = access.putArray("refers");
    for (Reference reference : Reference.of(method)) {
      references
          .addObject()
          .put("in", reference.in())
          .put("name", reference.name())
          .put("to", Checks.written(reference.to()));
    }
    return access;
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
