package org.madoguchi.web.internal.health;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.web.internal.WebServer.header;
import static org.madoguchi.web.internal.WebServer.json;
import static org.madoguchi.web.internal.WebServer.problem;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.Role;
import org.madoguchi.kernel.health.Finding;
import org.madoguchi.kernel.health.HealthCheck;
import org.madoguchi.web.internal.BundleFile;
import org.madoguchi.web.internal.WebServer;
import org.madoguchi.web.internal.rest.DeskResource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceRegistration;

public class HealthTest {
  @Rule public final WebServer web = new WebServer();

  private JsonNode ready(int status, String... headers) {
    var request = web.request("/health/ready");
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<String> answer = web.send(request);
    assertEquals(answer.body(), status, answer.statusCode());
    assertEquals("application/json", header(answer, "Content-Type"));
    assertEquals("no-store", header(answer, "Cache-Control"));
    return json(answer);
  }

  private static List<String> codes(JsonNode list) {
    return list.findValuesAsText("code");
  }

  @Test
  public void itIsReadyWhenPeopleCanLogInAndSomethingIsServed() {
    assertEquals("[\"api\"]", ready(503).get("missing").toString());
    web.publish("/desk", new DeskResource());
    assertEquals("up", ready(200).get("status").asText());
    web.ports.away = true;
    JsonNode down = ready(503, "Accept-Language", "en");
    assertEquals("[\"identities\",\"sessions\"]", down.get("missing").toString());
    assertTrue(down.get("reasons").toString(), down.toString().contains("nobody can log in"));
    assertTrue(ready(503).get("reasons").toString().contains("ログインできません"));
    assertEquals(200, web.send(web.request("/health/live")).statusCode());
  }

  @Test
  public void findingsBlockOrAreNoticesForThisMachineOnly() {
    web.publish("/desk", new DeskResource());
    Finding low = new Finding("disk-low", false, "残り少ない \"<>");
    Finding full = new Finding("disk-full", true, "満杯");
    web.checks(locale -> List.of(low));
    JsonNode up = ready(200);
    assertEquals(List.of("disk-low"), codes(up.get("notices")));
    assertEquals("残り少ない \"<>", up.get("notices").get(0).get("text").asText());
    assertEquals(0, ready(200, "X-Forwarded-For", "192.0.2.1").get("notices").size());
    assertEquals(0, ready(200, "Forwarded", "for=192.0.2.1").get("notices").size());
    web.checks(
        locale -> List.of(low, full),
        locale -> {
          throw new IllegalStateException("its bundle is going");
        },
        locale -> List.of(full));
    JsonNode down = ready(503, "X-Forwarded-For", "192.0.2.1");
    assertEquals("each code once", "[\"disk-full\"]", down.get("missing").toString());
    assertEquals(List.of("disk-full", "disk-full"), codes(down.get("reasons")));
  }

  @Test
  public void administratorsOfTheContainerSeeItFromElsewhere() {
    web.publish("/health", new HealthResource(web.findings()));
    web.ports.employ("unyo", MunicipalityId.EVERY, Role.ADMINISTRATOR);
    web.checks(locale -> List.of(new Finding("disk-low", false, "残り少ない")));
    assertEquals(
        "[{\"code\":\"disk-low\",\"blocks\":false,\"text\":\"残り少ない\"}]",
        web.get("unyo", "/api/health").body());
    assertEquals("of one city only", "403 forbidden", problem(web.get("kanri", "/api/health")));
  }

  @Test
  public void partsAreMissedWhileTheyAreInstalledAndDoNotServe() throws BundleException {
    HealthCheck parts = new PartsHealth(web.bundleContext(), web.api());
    assertEquals(List.of("migrations"), codesOf(parts));
    ServiceRegistration<?> database =
        web.bundleContext()
            .registerService(
                "javax.sql.DataSource",
                new DatabaseStandIn(),
                new Hashtable<>(Map.of("osgi.jndi.service.name", "madoguchi")));
    assertEquals(List.of(), codesOf(parts));
    install("madoguchi-desk-api").start();
    install("madoguchi-other").start();
    assertEquals("404 not-found", problem(web.get("suzuki", "/api/desk")));
    Bundle desk = install("madoguchi-desk");
    assertEquals(List.of("capability"), codesOf(parts));
    assertEquals("503 unavailable", problem(web.get("suzuki", "/api/desk/x")));
    assertEquals("404 not-found", problem(web.get("suzuki", "/api/other")));
    desk.start();
    assertEquals(List.of("capability"), codesOf(parts));
    var served = web.publish("/desk", new DeskResource());
    assertEquals(List.of(), codesOf(parts));
    served.unregister();
    assertTrue(parts.findings(Locale.ENGLISH).get(0).text().contains("\"desk\""));
    desk.uninstall();
    assertEquals("removed on purpose", List.of(), codesOf(parts));
    database.unregister();
    assertEquals(List.of("migrations"), codesOf(parts));
  }

  @Test
  public void partMayServeAnotherAddressThanItsName() throws BundleException {
    install("madoguchi-named-api").start();
    BundleFile named =
        new BundleFile("madoguchi-named", "1.0.0").header("Madoguchi-Address", "elsewhere");
    Bundle bundle = web.bundleContext().installBundle("madoguchi-named", named.open());
    bundle.start();
    assertEquals("503 unavailable", problem(web.get("suzuki", "/api/elsewhere/x")));
    assertEquals("404 not-found", problem(web.get("suzuki", "/api/named")));
    HealthCheck parts = new PartsHealth(web.bundleContext(), web.api());
    assertTrue(codesOf(parts).contains("capability"));
    web.publish("/elsewhere", new DeskResource());
    assertFalse(codesOf(parts).contains("capability"));
    bundle.uninstall();
  }

  private static List<String> codesOf(HealthCheck check) {
    return check.findings(Locale.JAPANESE).stream().map(Finding::code).toList();
  }

  private Bundle install(String name) throws BundleException {
    return web.bundleContext().installBundle(name, new BundleFile(name, "1.0.0").open());
  }

  @Test
  public void theGateIsOpenedOnceWhenEverythingPeopleNeedIsThere() {
    web.ports.away = true;
    assertFalse(web.opening.isReady());
    assertTrue(web.opening.letsPass("/health/live"));
    assertFalse(web.opening.letsPass("/console/"));
    web.ports.away = false;
    assertFalse("nothing is served", web.opening.isReady());
    web.publish("/desk", new DeskResource());
    web.doors.reached(false);
    assertFalse("requests would not pass the filter", web.opening.isReady());
    assertFalse(web.opening.letsPass("/health/live"));
    web.doors.reached(true);
    assertTrue(web.opening.isReady());
  }
}
