package org.madoguchi.itests.durability;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.madoguchi.itests.container.Api;
import org.madoguchi.itests.durability.FaultPoint.Deed;
import org.madoguchi.itests.durability.Ledger.Item;
import org.madoguchi.itests.durability.Ledger.Kind;

/**
 * An operator's program that opens tickets, writes notes and replies, and repeats each request with
 * its {@code requestId} until it is acknowledged, as the console does.
 */
final class Client implements Runnable {
  private static final long PAUSE_NANOS = 20_000_000;
  private static final long BEFORE_REPEAT_NANOS = 200_000_000;
  private static final int MOST_OPEN = 20;

  /** Without its database, without room for files. */
  private static final Set<Integer> REFUSED_FOR_NOW = Set.of(503, 507);

  private final Callable<Api> login;
  private final Ledger ledger;
  private final Random random;
  private final BooleanSupplier mayGoOn;
  private final Supplier<Deed> favoured;
  private final List<String> tickets = new ArrayList<>();
  private Api api;

  /**
   * @param login once more when the session has ended, as a person does
   * @param mayGoOn whether to begin something new; what was begun is always ended
   * @param favoured what half of the work shall be
   */
  Client(
      Callable<Api> login,
      Ledger ledger,
      Random random,
      BooleanSupplier mayGoOn,
      Supplier<Deed> favoured)
      throws Exception {
    this.login = login;
    this.api = login.call();
    this.ledger = ledger;
    this.random = random;
    this.mayGoOn = mayGoOn;
    this.favoured = favoured;
  }

  @Override
  public void run() {
    while (mayGoOn.getAsBoolean()) {
      try {
        next();
      } catch (InterruptedException e) {
        return;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private void next() throws InterruptedException {
    Deed[] all = Deed.values();
    boolean asWished = random.nextBoolean();
    Deed deed = asWished ? favoured.get() : all[random.nextInt(all.length)];
    if (tickets.isEmpty()) {
      open();
      return;
    }
    switch (deed) {
      case MAIL, REPLY -> write(Kind.REPLY, "replies", "");
      case TICKET -> open();
      case NOTE -> write(Kind.NOTE, "notes", "");
      case FILE -> write(Kind.REPLY, "replies", "file-" + UUID.randomUUID());
    }
    if (tickets.size() > MOST_OPEN) {
      tickets.remove(0);
    }
  }

  private void open() throws InterruptedException {
    String marker = ledger.nextMarker(Kind.TICKET);
    String citizen = "c" + UUID.randomUUID() + "@mail.example";
    Map<String, Object> body = new HashMap<>();
    body.put("requestId", UUID.randomUUID().toString());
    body.put("municipality", "mihon");
    body.put("kind", "inquiry");
    body.put("channel", "phone");
    body.put("subject", "引っ越し " + marker);
    body.put("text", "電話で聞き取りました。");
    body.put(
        "citizen",
        Map.of("name", "佐藤 一郎", "contacts", List.of(Map.of("kind", "mail", "value", citizen))));
    JsonNode opened = untilAcknowledged("/api/tickets", Api.text(body), "application/json");
    String ref = opened.get("ref").asText();
    ledger.acknowledged(new Item(Kind.TICKET, marker, ref, "", ""));
    tickets.add(ref);
  }

  private void write(Kind kind, String path, String file) throws InterruptedException {
    String ref = tickets.get(random.nextInt(tickets.size()));
    String marker = ledger.nextMarker(kind);
    Map<String, Object> body = new HashMap<>();
    body.put("requestId", UUID.randomUUID().toString());
    body.put("text", "ご案内します。\n" + marker);
    String sha256 = "";
    if (!file.isEmpty()) {
      body.put("attachments", List.of(upload(ref, file)));
      sha256 = Digests.sha256(Digests.bytes(file));
    }
    JsonNode entry =
        untilAcknowledged("/api/tickets/" + ref + "/" + path, Api.text(body), "application/json");
    ledger.acknowledged(new Item(kind, marker, ref, entry.get("id").asText(), sha256));
  }

  private String upload(String ref, String file) throws InterruptedException {
    return untilAcknowledged(
            "/api/tickets/" + ref + "/attachments?fileName=file.bin",
            new String(Digests.bytes(file), java.nio.charset.StandardCharsets.UTF_8),
            "application/octet-stream")
        .get("id")
        .asText();
  }

  private JsonNode untilAcknowledged(String path, String body, String type)
      throws InterruptedException {
    ledger.inFlight().incrementAndGet();
    try {
      for (int attempt = 0; ; attempt++) {
        if (attempt > 0) {
          ledger.repeated().incrementAndGet();
          LockSupport.parkNanos(BEFORE_REPEAT_NANOS);
        }
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        HttpResponse<String> answer = answer(path, body, type);
        if (answer == null) {
          continue;
        }
        if (answer.statusCode() / 100 == 2) {
          return Api.json(answer.body());
        }
        if (answer.statusCode() == 401) {
          logInAgain();
        } else if (!REFUSED_FOR_NOW.contains(answer.statusCode())) {
          ledger.surprise(answer.statusCode() + " " + problem(answer.body()));
        }
      }
    } finally {
      ledger.inFlight().decrementAndGet();
    }
  }

  /** Null when there was none. */
  private HttpResponse<String> answer(String path, String body, String type)
      throws InterruptedException {
    try {
      return api.sendText("POST", path, body, "Content-Type", type);
    } catch (IOException e) {
      return null; // killed before it answered, or not started yet
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void logInAgain() {
    try {
      api = login.call();
    } catch (Exception | AssertionError e) {
      ledger.surprise("no login: " + e.getMessage());
    }
  }

  private static String problem(String body) {
    try {
      return Api.json(body).path("type").asText();
    } catch (AssertionError e) {
      return "without a problem document";
    }
  }
}
