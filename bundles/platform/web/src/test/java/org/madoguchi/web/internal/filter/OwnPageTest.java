package org.madoguchi.web.internal.filter;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.web.internal.WebServer.problem;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.web.internal.WebServer;
import org.madoguchi.web.internal.rest.DeskResource;

public class OwnPageTest {
  private static final String[] UNSAFE = {"POST", "PUT", "PATCH", "DELETE"};

  @Rule public final WebServer web = new WebServer();

  @Before
  public void publish() {
    web.publish("/desk", new DeskResource());
  }

  private HttpResponse<String> send(String method, String path, String... headers) {
    var request = web.as("suzuki", path).method(method, BodyPublishers.noBody());
    return web.send(headers.length == 0 ? request : request.headers(headers));
  }

  @Test
  public void noForeignPageChangesAnythingWithSomebodysSessionEvenWithItsToken() {
    for (String method : UNSAFE) {
      for (String path : new String[] {"/api/desk", "/api/desk/nothing", "/api/ui/extensions"}) {
        for (String[] from :
            new String[][] {
              {"Origin", "https://evil.example"},
              {"Origin", "null"},
              {"Origin", "https://127.0.0.1:" + web.port()},
              {"Origin", "http://127.0.0.1:" + (web.port() + 1)},
              {"Sec-Fetch-Site", "cross-site"},
              {"Sec-Fetch-Site", "same-site"},
              {"Sec-Fetch-Site", "anything-new"},
              {"Origin", "http://127.0.0.1:" + web.port(), "Sec-Fetch-Site", "cross-site"}
            }) {
          assertEquals(
              method + path + String.join(" ", from),
              "403 foreign-page",
              problem(send(method, path, from)));
        }
      }
    }
    assertEquals("403 foreign-page", problem(send("DELETE", "/api/session", "Origin", "null")));
    assertEquals(1, web.ports.sessions.values().stream().map(s -> s.who()).distinct().count());
    String told = send("POST", "/api/desk", "Origin", "null", "Accept-Language", "en").body();
    assertTrue(told, told.contains("another site"));
  }

  @Test
  public void ownPagesProgramsAndWhoeverOnlyReadsPass() {
    String own = "http://127.0.0.1:" + web.port();
    assertEquals(204, send("DELETE", "/api/session", "Origin", own).statusCode());
    assertEquals(
        204,
        send("DELETE", "/api/session", "Origin", own, "Sec-Fetch-Site", "same-origin")
            .statusCode());
    assertEquals(204, send("DELETE", "/api/session", "Sec-Fetch-Site", "none").statusCode());
    assertEquals(204, send("DELETE", "/api/session").statusCode());
    assertEquals(200, send("GET", "/api/session", "Origin", "https://evil.example").statusCode());
    assertEquals(200, send("GET", "/api/session", "Sec-Fetch-Site", "cross-site").statusCode());
    web.ports.tokens.put("token-of-a-machine-1", new StaffId("suzuki"));
    // a token is no cookie: no browser sends it by itself
    assertEquals(
        "405 method-not-allowed",
        problem(
            web.send(
                web.request("/api/live")
                    .header("Authorization", "Bearer token-of-a-machine-1")
                    .header("Origin", "https://elsewhere.example")
                    .POST(BodyPublishers.noBody()))));
  }

  @Test
  public void behindAProxyTheAddressThePeopleSeeCounts() {
    web.configure(Map.of("proxy.trusted", "true"));
    String https = "https://127.0.0.1:" + web.port();
    assertEquals(
        204,
        send("DELETE", "/api/session", "Origin", https, "X-Forwarded-Proto", "https").statusCode());
    assertEquals("403 foreign-page", problem(send("DELETE", "/api/session", "Origin", https)));
  }
}
