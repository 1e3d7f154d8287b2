package org.madoguchi.web.internal.live;

import static org.junit.Assert.assertEquals;
import static org.madoguchi.kernel.testkit.Patience.await;

import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.Rule;
import org.junit.Test;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.SessionStore.Opened;
import org.madoguchi.web.internal.InMemoryPorts;
import org.madoguchi.web.internal.WebServer;

/** With a beat that never comes: what ends a connection here is the event alone. */
public class LiveCheckTest {
  @Rule
  public final WebServer web =
      new WebServer() {
        @Override
        protected LiveHub createHub() {
          return new LiveHub(ports, settings, Clock.systemUTC(), Duration.ofDays(1));
        }
      };

  private CompletableFuture<String> listen(Opened session) {
    HttpResponse<InputStream> stream =
        web.send(
            web.request("/api/live").header("Cookie", "madoguchi_session=" + session.secret()),
            BodyHandlers.ofInputStream());
    assertEquals(200, stream.statusCode());
    return CompletableFuture.supplyAsync(
        () -> {
          try (InputStream in = stream.body()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
          } catch (java.io.IOException e) {
            return "broken off";
          }
        });
  }

  @Test
  public void whoseSessionsEndedLosesTheConnectionWithTheEvent() {
    Opened ended = web.ports.logIn("suzuki");
    CompletableFuture<String> leaving = listen(ended);
    CompletableFuture<String> staying = listen(web.ports.logIn("kanri"));
    await().until(() -> web.hub().connections() == 2);
    web.ports.sessions.remove(ended.secret());
    web.hub()
        .follow(
            List.of(
                web.ports.happened(
                    "directory", "staff-suzuki", AccessTag.of(InMemoryPorts.MIHON))));
    await().until(leaving::isDone);
    assertEquals("event: bye\ndata: {}\n\n", tail(leaving.join()));
    assertEquals(1, web.hub().connections());
    assertEquals(false, staying.isDone());
  }

  private static String tail(String stream) {
    return stream.substring(stream.lastIndexOf("event: "));
  }
}
