package org.madoguchi.web.internal.ui;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.web.internal.WebServer.header;
import static org.madoguchi.web.internal.WebServer.json;
import static org.madoguchi.web.internal.WebServer.problem;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.Rule;
import org.junit.Test;
import org.madoguchi.web.internal.BundleFile;
import org.madoguchi.web.internal.WebServer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

public class ExtensionHostTest {
  private static final String CODE = "export class LinePanel {}\nexport const other = 1;\n";

  @Rule public final WebServer web = new WebServer();

  private static String manifest(String contribution) {
    return "{\"uiApi\":\"1.0\",\"title\":{\"ja\":\"LINE\"},\"module\":\"line.js\",\"contributions\":["
        + contribution
        + "]}";
  }

  private static String contribution(String id, String permission) {
    return "{\"slot\":\"ticket.panel\",\"id\":\""
        + id
        + "\",\"export\":\"LinePanel\",\"label\":{\"ja\":\"LINE\"}"
        + (permission.isEmpty() ? "" : ",\"permission\":\"" + permission + "\"")
        + "}";
  }

  private Bundle install(String name, String version, String manifest, String code)
      throws BundleException {
    BundleFile file =
        new BundleFile(name, version)
            .file("OSGI-INF/madoguchi-ui.json", manifest)
            .file("madoguchi-ui/line.js", code)
            .file("madoguchi-ui/i18n/ja.json", "{}");
    Bundle bundle = web.bundleContext().installBundle("test:" + name + version, file.open());
    bundle.start();
    return bundle;
  }

  private JsonNode extensions(String login) {
    return json(web.get(login, "/api/ui/extensions"));
  }

  @Test
  public void anInstalledExtensionIsOfferedAndItsFilesAreServedForGood() throws BundleException {
    Bundle bundle = install("line", "1.0.0", manifest(contribution("line-profile", "")), CODE);
    JsonNode offered = extensions("suzuki");
    assertEquals(1, offered.size());
    assertEquals("line", offered.path(0).path("bundle").asText());
    assertEquals("1.0.0", offered.path(0).path("version").asText());
    assertEquals("ticket.panel", offered.at("/0/manifest/contributions/0/slot").asText());
    String module = offered.at("/0/module").asText();
    assertEquals("/ui/" + offered.at("/0/hash").asText() + "/line.js", module);
    HttpResponse<String> code = web.send(web.request(module));
    assertEquals(CODE, code.body());
    assertEquals("text/javascript;charset=utf-8", header(code, "Content-Type"));
    assertTrue(header(code, "Cache-Control").contains("immutable"));
    assertEquals("{}", web.send(web.request(module.replace("line.js", "i18n/ja.json"))).body());
    bundle.uninstall();
    assertEquals(0, extensions("suzuki").size());
    assertEquals("an open tab goes on", CODE, web.send(web.request(module)).body());
  }

  @Test
  public void thePresentAndTheTwoPreviousVersionsStayServed() throws BundleException {
    String[] modules = new String[4];
    Bundle bundle = install("line", "1.0.0", manifest(contribution("p", "")), CODE);
    for (int i = 0; i < modules.length; i++) {
      modules[i] = extensions("suzuki").at("/0/module").asText();
      BundleFile next =
          new BundleFile("line", "1.0." + (i + 1))
              .file("OSGI-INF/madoguchi-ui.json", manifest(contribution("p", "")))
              .file("madoguchi-ui/line.js", CODE + "// " + i);
      if (i < modules.length - 1) {
        bundle.update(next.open());
      }
    }
    assertNotEquals(modules[2], modules[3]);
    assertEquals("404 not-found", problem(web.send(web.request(modules[0]))));
    for (int i = 1; i < modules.length; i++) {
      assertEquals(200, web.send(web.request(modules[i])).statusCode());
    }
  }

  @Test
  public void contributionsAreOnlyForThoseWithThePermission() throws BundleException {
    install(
        "line",
        "1.0.0",
        manifest(
            contribution("panel", "ticket-read")
                + ","
                + contribution("settings", "directory-manage")),
        CODE);
    assertEquals("panel", extensions("suzuki").at("/0/manifest/contributions/0/id").asText());
    assertEquals(1, extensions("suzuki").at("/0/manifest/contributions").size());
    assertEquals("settings", extensions("kanri").at("/0/manifest/contributions/0/id").asText());
    install("admin", "1.0.0", manifest(contribution("p", "directory-manage")), CODE);
    assertEquals(1, extensions("suzuki").size());
    assertEquals(2, extensions("kanri").size());
  }

  @Test
  public void aBadManifestIsLeftOutAndItsReasonShownToAdministratorsOnly() throws BundleException {
    install("a-api", "1.0.0", manifest(contribution("p", "")).replace("1.0", "2.0"), CODE);
    install(
        "b-export", "1.0.0", manifest(contribution("p", "")), "export { Other as LinePanels };");
    install("c-json", "1.0.0", "{", CODE);
    install(
        "d-module",
        "1.0.0",
        manifest(contribution("p", "")).replace("line.js", "../../x.js"),
        CODE);
    install("e-none", "1.0.0", manifest(""), CODE);
    install("f-permission", "1.0.0", manifest(contribution("p", "rule-the-world")), CODE);
    install(
        "g-twice", "1.0.0", manifest(contribution("p", "") + "," + contribution("p", "")), CODE);
    install("h-array", "1.0.0", "[1]", CODE);
    install("i-deep", "1.0.0", "[".repeat(2_000), CODE);
    install(
        "j-good",
        "1.0.0",
        manifest(contribution("p", "")),
        "class A{}\nexport { A as LinePanel };");
    assertEquals(1, extensions("kanri").size());
    assertEquals("403 forbidden", problem(web.get("suzuki", "/api/ui/extensions/problems")));
    JsonNode problems = json(web.get("kanri", "/api/ui/extensions/problems"));
    StringBuilder codes = new StringBuilder();
    problems.forEach(p -> codes.append(p.path("code").asText()).append(' '));
    assertEquals(
        "ui-api no-export not-json no-module no-contributions permission contribution-id not-json not-json ",
        codes.toString());
    assertEquals("画面拡張の版「2.0」には対応していません。この画面の版は1.0です。", problems.at("/0/reason").asText());
  }

  @Test
  public void tooLargeExtensionsAreLeftOut() throws BundleException {
    BundleFile file =
        new BundleFile("large", "1.0.0")
            .file("OSGI-INF/madoguchi-ui.json", manifest(contribution("p", "")))
            .file("madoguchi-ui/line.js", CODE)
            .file("madoguchi-ui/film.bin", new byte[5 << 20]);
    web.bundleContext().installBundle("test:large", file.open()).start();
    assertEquals(0, extensions("suzuki").size());
    assertEquals(
        "too-large", json(web.get("kanri", "/api/ui/extensions/problems")).at("/0/code").asText());
  }

  @Test
  public void ofTwoInstalledVersionsTheHigherIsOffered() throws BundleException {
    install("line", "1.10.0", manifest(contribution("p", "")), CODE);
    Bundle lower = install("line", "1.9.0", manifest(contribution("p", "")), CODE + "//");
    assertEquals("1.10.0", extensions("suzuki").at("/0/version").asText());
    lower.stop();
    assertEquals(1, extensions("suzuki").size());
  }

  @Test
  public void nothingElseIsServed() throws BundleException {
    install("line", "1.0.0", manifest(contribution("p", "")), CODE);
    String base = "/ui/" + extensions("suzuki").at("/0/hash").asText();
    for (String path :
        new String[] {
          "/ui",
          "/ui/",
          base,
          base + "/",
          base + "/i18n",
          base + "/none.js",
          "/ui/0000/line.js",
          base + "/OSGI-INF/madoguchi-ui.json"
        }) {
      assertEquals(path, "404 not-found", problem(web.send(web.request(path))));
    }
    assertEquals("405 method-not-allowed", problem(web.post("suzuki", base + "/line.js", "{}")));
    assertFalse(extensions("suzuki").isEmpty());
  }
}
