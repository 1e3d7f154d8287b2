package org.madoguchi.web.internal.ui;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.web.Requests;
import org.madoguchi.web.ServedTo;
import org.madoguchi.web.internal.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The extensions the caller may use; at {@code …/problems}, for administrators, those that were
 * left out and why.
 */
@Component(
    service = Servlet.class,
    immediate = true,
    property = {
      "osgi.http.whiteboard.servlet.pattern=/api/ui/extensions",
      "osgi.http.whiteboard.servlet.pattern=/api/ui/extensions/problems",
      "osgi.http.whiteboard.servlet.name=madoguchi-ui-extensions",
      "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true"
    })
@ServedTo(ServedTo.Audience.LOGGED_IN)
public final class ExtensionsServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String PROBLEMS = "/api/ui/extensions/problems";

  private final transient ExtensionHost host;

  @Activate
  public ExtensionsServlet(@Reference ExtensionHost host) {
    this.host = host;
  }

  /** One extension as the console loads it. */
  record Offered(String bundle, String version, String hash, String module, JsonNode manifest) {}

  /** One extension that was left out. */
  record LeftOut(String bundle, String version, String code, String reason) {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    AccessScope scope = Requests.scope(request);
    boolean problems = request.getServletPath().equals(PROBLEMS);
    List<?> answer = problems ? leftOut(scope, Requests.locale(request)) : offered(scope);
    byte[] body = Json.mapper().writeValueAsBytes(answer);
    response.setContentType("application/json");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private List<Offered> offered(AccessScope scope) {
    List<Offered> offered = new ArrayList<>();
    for (Extension.Usable extension : host.extensions().usable()) {
      extension.manifest().visibleTo(scope).ifPresent(m -> offered.add(offered(extension, m)));
    }
    return offered;
  }

  private static Offered offered(Extension.Usable extension, JsonNode manifest) {
    String module = "/ui/" + extension.hash() + "/" + extension.manifest().module();
    return new Offered(extension.bundle(), extension.version(), extension.hash(), module, manifest);
  }

  private List<LeftOut> leftOut(AccessScope scope, Locale locale) {
    if (!ExtensionManifest.holdsAnywhere(scope, Permission.DIRECTORY_MANAGE)) {
      throw new DomainException(Problems.FORBIDDEN);
    }
    return host.extensions().unusable().stream().map(bad -> leftOut(bad, locale)).toList();
  }

  private static LeftOut leftOut(Extension.Unusable bad, Locale locale) {
    ResourceBundle reasons =
        ResourceBundle.getBundle(
            ExtensionsServlet.class.getPackageName() + ".reasons",
            locale,
            ExtensionsServlet.class.getClassLoader(),
            Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
    String text =
        new MessageFormat(reasons.getString(bad.reason()), locale)
            .format(bad.arguments().toArray());
    return new LeftOut(bad.bundle(), bad.version(), bad.reason(), text);
  }
}
