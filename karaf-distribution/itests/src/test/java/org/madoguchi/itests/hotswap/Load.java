package org.madoguchi.itests.hotswap;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.madoguchi.itests.container.Api;
import org.madoguchi.itests.container.LiveStream;

/** What goes on at the desk while plug-ins come and go. */
final class Load implements AutoCloseable {
  private static final String PUSH = "/api/loopback/loopback-mihon";
  private static final Duration BETWEEN_MAILS = Duration.ofMillis(40);

  private final AtomicBoolean ended = new AtomicBoolean();
  private final AtomicInteger pushed = new AtomicInteger();
  private final AtomicInteger mailed = new AtomicInteger();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger unavailable = new AtomicInteger();
  private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
  private final Map<String, Integer> longest = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private final List<LiveStream> streams = new ArrayList<>();

  Load(HotDesk desk, Duration pause) throws Exception {
    for (String login : List.of("suzuki", "ogawa", "sato")) {
      streams.add(LiveStream.open(desk.instance.loggedIn(login)));
    }
    Api suzuki = desk.instance.loggedIn("suzuki");
    run("ask", pause, () -> ask(suzuki, "/api/tickets?municipality=mihon&queue=all-open&limit=20"));
    run("ask", pause, () -> ask(suzuki, "/api/directory/me"));
    run("ask", pause, () -> ask(suzuki, "/api/channels"));
    run("ask", pause, () -> ask(suzuki, "/api/ui/extensions"));
    for (int i = 0; i < 2; i++) {
      Api sato = desk.instance.loggedIn("sato");
      run("push", pause, () -> push(sato));
    }
    run("mail", BETWEEN_MAILS, () -> desk.mail("mail-%05d".formatted(mailed.incrementAndGet())));
  }

  private interface Step {
    void take() throws Exception;
  }

  private void run(String name, Duration pause, Step step) {
    Thread thread =
        new Thread(
            () -> {
              while (!ended.get()) {
                try {
                  step.take();
                } catch (Exception e) {
                  faults.add(name + ": " + e);
                }
                LockSupport.parkNanos(pause.toNanos());
              }
            },
            name);
    threads.add(thread);
    thread.start();
  }

  /** Another capability: it must not notice anything. */
  private void ask(Api caller, String path) throws Exception {
    HttpResponse<String> answer = caller.get(path);
    asked.incrementAndGet();
    if (answer.statusCode() != 200) {
      faults.add(path + " answered " + answer.statusCode());
    }
  }

  /** Of the connector that is exchanged: pushes until it is taken, as whoever has a hook does. */
  private void push(Api caller) throws Exception {
    String id = "push-%05d".formatted(pushed.incrementAndGet());
    Map<String, Object> message =
        Map.of(
            "id",
            id,
            "name",
            "山田 花子",
            "subject",
            id,
            "text",
            "収集日を教えてください。",
            "contact",
            Map.of("kind", "mail", "value", id + "@citizen.example"));
    long began = System.nanoTime();
    HttpResponse<String> answer = caller.send("POST", PUSH, message);
    while (answer.statusCode() != 202) {
      if (answer.statusCode() != 503 || answer.headers().firstValue("Retry-After").isEmpty()) {
        faults.add("push answered " + answer.statusCode());
      }
      unavailable.incrementAndGet();
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      answer = caller.send("POST", PUSH, message);
    }
    longest.merge("push", (int) ((System.nanoTime() - began) / 1_000_000), Math::max);
  }

  /** How many messages went off. */
  int sent() {
    return pushed.get() + mailed.get();
  }

  /** What failed that must not. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  long cutStreams() {
    return streams.stream().filter(LiveStream::hasEnded).count();
  }

  String told() {
    return "%d requests of other capabilities, %d mails, %d pushes, longest push %d ms, %d times 503"
        .formatted(
            asked.get(),
            mailed.get(),
            pushed.get(),
            longest.getOrDefault("push", 0),
            unavailable.get());
  }

  void end() throws InterruptedException {
    ended.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  @Override
  public void close() throws Exception {
    end();
    for (LiveStream stream : streams) {
      stream.close();
    }
  }
}
