package org.madoguchi.itests.operations;

import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.madoguchi.itests.container.Api;
import org.madoguchi.itests.instance.Instance;

/** What an instance answers from the start of its process until it is ready, and just after. */
final class FirstAnswers {
  private static final int AFTERWARDS = 20;

  /** Each address with its right answer. */
  private static final Map<String, Integer> RIGHT =
      Map.of(
          "/", 302,
          "/console/", 200,
          "/console/tickets", 200,
          "/api/tickets", 401,
          "/api/channels", 401,
          "/api/session", 401,
          "/metrics", 200,
          "/health/live", 200,
          "/health/ready", 200);

  private final Set<String> wrong = new LinkedHashSet<>();
  private final List<Integer> ready = new ArrayList<>();
  private boolean toldThatItStarts;

  private FirstAnswers() {}

  /** Starts it and asks on while it starts. */
  static FirstAnswers of(Instance instance) throws Exception {
    FirstAnswers answers = new FirstAnswers();
    instance.launch();
    ExecutorService asking = Executors.newSingleThreadExecutor();
    try {
      Future<?> asked = asking.submit(() -> answers.ask(instance));
      instance.awaitReady();
      asked.get();
    } finally {
      asking.shutdownNow();
    }
    return answers;
  }

  private Void ask(Instance instance) throws Exception {
    Api api = instance.api();
    while (instance.isRunning() && ready.size() < AFTERWARDS) {
      for (var expected : RIGHT.entrySet()) {
        ask(api, expected.getKey(), expected.getValue());
      }
    }
    return null;
  }

  private void ask(Api api, String path, int right) throws Exception {
    HttpResponse<String> answer;
    try {
      answer = api.send("GET", path, null, "Accept", "text/html,*/*");
    } catch (ConnectException e) {
      return; // nobody listens yet
    }
    if (path.equals("/health/ready") && answer.statusCode() == 200) {
      ready.add(answer.statusCode());
    }
    if (answer.statusCode() == right) {
      return;
    }
    boolean starts = answer.statusCode() == 503 && isWhole(path, answer) && ready.isEmpty();
    toldThatItStarts |= starts;
    if (!starts) {
      wrong.add(path + ": " + answer.statusCode() + " " + answer.headers().map() + answer.body());
    }
  }

  private static boolean isWhole(String path, HttpResponse<String> answer) {
    String type = answer.headers().firstValue("Content-Type").orElse("");
    if (path.equals("/health/ready")) {
      return type.equals("application/json") && answer.body().contains("\"down\"");
    }
    boolean again = answer.headers().firstValue("Retry-After").isPresent();
    boolean page = !path.startsWith("/api/") && type.startsWith("text/html");
    boolean problem = type.equals("application/problem+json");
    String policy = answer.headers().firstValue("Content-Security-Policy").orElse("");
    return again && (page || problem) && policy.contains("default-src 'none'");
  }

  /** Answers that were neither right nor told that it starts; '' for none. */
  String wrong() {
    return String.join("\n", wrong) + (toldThatItStarts ? "" : "it was ready before it was asked");
  }
}
