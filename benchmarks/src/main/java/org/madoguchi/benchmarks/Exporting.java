package org.madoguchi.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.madoguchi.benchmarks.load.Api;

/** The finished tickets of a municipality, taken away as files. */
final class Exporting {
  private static final String SCENARIO = "export";
  private static final int BUFFER = 1 << 16;

  private Exporting() {}

  static void run(Stage stage, String slug, long tickets) throws IOException {
    boolean large = slug.equals(Stage.LARGE_CITY);
    try (Api supervisor = stage.instance().logIn(slug + "-sv-1")) {
      for (String format : List.of("csv", "xlsx")) {
        String id = format + (large ? "-large" : "");
        String what = String.format("closed ones of %,d tickets as %s", tickets, format);
        long pid = stage.instance().pid();
        long before = Processes.megabytes(pid);
        long began = System.nanoTime();
        long bytes = take(stage, supervisor, slug, format);
        double seconds = (System.nanoTime() - began) / 1e9;
        String goal = large && format.equals("csv") ? "≤ 60 s" : "";
        stage.add(SCENARIO, id, what, goal, seconds, "s");
        stage.add(SCENARIO, id + "-size", "size of that file", "", bytes / 1e6, "MB");
        stage.add(
            SCENARIO,
            id + "-rss",
            "memory it added (RSS)",
            "does not grow with the list",
            Processes.megabytes(pid) - before,
            "MB");
      }
    }
  }

  private static long take(Stage stage, Api api, String slug, String format) throws IOException {
    String address =
        "http://127.0.0.1:%d/api/exports/tickets?queue=closed&municipality=%s&format=%s"
            .formatted(stage.instance().port(), slug, format);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address)).header("Cookie", api.cookie()).build();
    try {
      HttpResponse<InputStream> answer =
          HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
      if (answer.statusCode() != 200) {
        throw new IOException(address + ": " + answer.statusCode());
      }
      return size(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static long size(InputStream file) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long size = 0;
    try (file) {
      for (int read = file.read(buffer); read >= 0; read = file.read(buffer)) {
        size += read;
      }
    }
    return size;
  }
}
