package org.madoguchi.itests.container;

import static org.junit.Assert.assertEquals;
import static org.madoguchi.itests.container.Waiting.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** One connection to {@code /api/live}, read as it comes, as the HTML standard says. */
public final class LiveStream implements AutoCloseable {
  /**
   * @param id what a browser would send as Last-Event-ID after it
   */
  public record Heard(String name, String id, String data) {
    long position() {
      return Long.parseLong(id);
    }

    public String aggregate() {
      return Api.json(data).path("aggregate").asText();
    }

    public String municipality() {
      return Api.json(data).path("municipality").asText();
    }
  }

  private final InputStream in;
  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private volatile boolean ended;

  private LiveStream(InputStream in) {
    this.in = in;
    Thread reader = new Thread(this::read, "live-stream");
    reader.setDaemon(true);
    reader.start();
  }

  /** Connects as this caller and waits for the greeting. */
  public static LiveStream open(Api caller, String... headers) throws Exception {
    HttpResponse<InputStream> answer = caller.stream("/api/live", headers);
    assertEquals(200, answer.statusCode());
    LiveStream stream = new LiveStream(answer.body());
    await("hello").until(() -> !stream.heard.isEmpty());
    assertEquals("hello", stream.heard.get(0).name());
    return stream;
  }

  /** Connects again as a browser does that has had everything up to here. */
  static LiveStream resume(Api caller, Heard last) throws Exception {
    return open(caller, "Last-Event-ID", last.id());
  }

  private void read() {
    String name = "message";
    String id = "";
    StringBuilder data = new StringBuilder();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("event: ")) {
          name = line.substring("event: ".length());
        } else if (line.startsWith("id: ")) {
          id = line.substring("id: ".length());
        } else if (line.startsWith("data: ")) {
          data.append(line.substring("data: ".length()));
        } else if (line.isEmpty()) {
          if (!data.isEmpty()) {
            heard.add(new Heard(name, id, data.toString()));
          }
          name = "message";
          data.setLength(0);
        }
      }
    } catch (IOException closed) {
      // by the server, or by the test
    } finally {
      ended = true;
    }
  }

  /** Everything so far, the greeting first. */
  List<Heard> heard() {
    return List.copyOf(heard);
  }

  /** The committed events so far. */
  public List<Heard> events() {
    return heard.stream().filter(h -> h.name().equals("event")).toList();
  }

  public Heard awaitEventOf(String aggregate) {
    return await("event of " + aggregate)
        .until(() -> first(h -> h.name().equals("event") && h.aggregate().equals(aggregate)));
  }

  public Heard awaitNamed(String name) {
    return await(name).until(() -> first(h -> h.name().equals(name)));
  }

  private Heard first(Predicate<Heard> wanted) {
    return heard.stream().filter(wanted).findFirst().orElseThrow();
  }

  public void awaitEnd() {
    await("end of the stream").until(() -> ended);
  }

  public boolean hasEnded() {
    return ended;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
