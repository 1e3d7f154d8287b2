package org.madoguchi.web.internal.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.madoguchi.web.ServedTo;
import org.madoguchi.web.internal.filter.SessionCookie;
import org.madoguchi.web.internal.json.Json;
import org.madoguchi.web.internal.problem.ProblemDocument;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The OpenAPI 3 document over all resources there are right now. */
@Component(
    service = Servlet.class,
    immediate = true,
    property = {
      "osgi.http.whiteboard.servlet.pattern=/api/openapi.json",
      "osgi.http.whiteboard.servlet.name=madoguchi-openapi",
      "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true"
    })
@ServedTo(ServedTo.Audience.LOGGED_IN)
public final class OpenApiServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(OpenApiServlet.class);

  private final transient JaxRsWhiteboard whiteboard;
  private final transient ServletList servlets;

  @Activate
  public OpenApiServlet(@Reference JaxRsWhiteboard whiteboard, @Reference ServletList servlets) {
    this.whiteboard = whiteboard;
    this.servlets = servlets;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    byte[] document = Json.mapper().writeValueAsBytes(document());
    response.setContentType("application/json");
    response.setContentLength(document.length);
    response.getOutputStream().write(document);
  }

  private ObjectNode document() {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("openapi", "3.0.1");
    document.putObject("info").put("title", "Madoguchi").put("version", "1");
    document.putArray("servers").addObject().put("url", "/api");
    ObjectNode paths = document.putObject("paths");
    ObjectNode components = document.putObject("components");
    ObjectNode schemas = components.putObject("schemas");
    for (ResourceServer resource : whiteboard.resources().all()) {
      add(resource, paths, schemas);
    }
    servlets.describe(document.putArray("x-madoguchi-servlets"));
    schemas.set("Problem", problemSchema());
    components
        .putObject("responses")
        .putObject("Problem")
        .put("description", "What went wrong and what to do next (RFC 9457)")
        .putObject("content")
        .putObject(ProblemDocument.MEDIA_TYPE)
        .putObject("schema")
        .put("$ref", "#/components/schemas/Problem");
    security(document, components.putObject("securitySchemes"));
    return document;
  }

  private static void add(ResourceServer resource, ObjectNode paths, ObjectNode schemas) {
    try {
      ObjectNode description = resource.description().get();
      paths.setAll((ObjectNode) description.get("paths"));
      schemas.setAll((ObjectNode) description.get("schemas"));
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("{} cannot be described", resource.address(), e);
    }
  }

  private static ObjectNode problemSchema() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("type", "object");
    schema
        .putArray("required")
        .add("type")
        .add("title")
        .add("status")
        .add("instance")
        .add("reference");
    ObjectNode properties = schema.putObject("properties");
    properties
        .putObject("type")
        .put("type", "string")
        .put("description", "urn:madoguchi:problem:<name>");
    for (String text : new String[] {"title", "detail", "instance"}) {
      properties.putObject(text).put("type", "string");
    }
    properties.putObject("status").put("type", "integer");
    properties
        .putObject("reference")
        .put("type", "string")
        .put("description", "The id in the server's log");
    ObjectNode error = properties.putObject("errors").put("type", "array").putObject("items");
    ObjectNode members = error.put("type", "object").putObject("properties");
    for (String text : new String[] {"field", "code", "message"}) {
      members.putObject(text).put("type", "string");
    }
    return schema;
  }

  private static void security(ObjectNode document, ObjectNode schemes) {
    schemes
        .putObject("session")
        .put("type", "apiKey")
        .put("in", "cookie")
        .put("name", SessionCookie.NAME);
    schemes.putObject("csrf").put("type", "apiKey").put("in", "header").put("name", "X-CSRF-Token");
    schemes.putObject("token").put("type", "http").put("scheme", "bearer");
    var alternatives = document.putArray("security");
    ObjectNode session = alternatives.addObject();
    session.putArray("session");
    session.putArray("csrf");
    alternatives.addObject().putArray("token");
  }
}
