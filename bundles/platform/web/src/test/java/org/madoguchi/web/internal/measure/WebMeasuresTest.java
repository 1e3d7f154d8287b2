package org.madoguchi.web.internal.measure;

import static org.hamcrest.CoreMatchers.equalTo;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.kernel.testkit.Patience.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.Rule;
import org.junit.Test;
import org.madoguchi.kernel.measure.Figures;
import org.madoguchi.kernel.measure.Measure;
import org.madoguchi.web.internal.WebServer;
import org.madoguchi.web.internal.rest.DeskResource;

public class WebMeasuresTest {
  @Rule public final WebServer web = new WebServer();

  private static final class Told implements Figures {
    final Map<List<String>, Long> requests = new HashMap<>();
    final Map<String, Double> values = new HashMap<>();

    @Override
    public void value(Measure measure, double value, List<String> labels) {
      values.put(measure.name() + labels, value);
    }

    @Override
    public void durations(
        Measure measure, double[] limits, long[] counts, double sum, List<String> labels) {
      assertEquals("one more than limits", limits.length + 1, counts.length);
      requests.put(labels, java.util.Arrays.stream(counts).sum());
    }
  }

  private Told told() {
    Told told = new Told();
    new WebMeasures(web.hub()).tell(told);
    return told;
  }

  private static long of(Told told, String... labels) {
    return told.requests.getOrDefault(List.of(labels), 0L);
  }

  @Test
  public void requestsAreCountedByOperationNeverByWhatSomebodyTyped() {
    web.publish("/desk", new DeskResource());
    String typed = UUID.randomUUID().toString();
    Told before = told();
    web.get("suzuki", "/api/desk/" + typed);
    web.get("suzuki", "/api/" + typed);
    web.get("suzuki", "/" + typed);
    web.get("suzuki", "/console/" + typed);
    web.send(web.as("suzuki", "/").method("BREW", BodyPublishers.noBody()));
    web.send(web.request("/api/session"));
    // a request is counted when it has ended, and by then its client may have the answer already
    await().until(() -> more(before, "GET", "pages", "4xx"), equalTo(2L));
    await().until(() -> more(before, "other", "pages", "4xx"), equalTo(1L));
    await().until(() -> more(before, "GET", "/api/session", "4xx"), equalTo(1L));
    List<String> labels = new ArrayList<>();
    told().requests.keySet().forEach(labels::addAll);
    assertFalse(labels.toString(), labels.stream().anyMatch(l -> l.contains(typed)));
    assertFalse(labels.contains("BREW"));
  }

  private long more(Told before, String... labels) {
    return of(told(), labels) - of(before, labels);
  }

  @Test
  public void openConnectionsAreToldAsTheyAre() {
    assertEquals(0.0, told().values.get("madoguchi_live_connections[]"), 0);
    assertTrue(told().values.containsKey("madoguchi_live_dropped_total[]"));
  }
}
