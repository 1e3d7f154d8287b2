package org.madoguchi.itests.operations;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.itests.container.Waiting.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.madoguchi.itests.Wire;
import org.madoguchi.itests.container.Api;
import org.madoguchi.itests.instance.Calls;
import org.madoguchi.itests.instance.Instance;
import org.madoguchi.itests.instance.PostgreSql;
import org.madoguchi.kernel.testkit.FreePorts;

/**
 * What whoever runs the product sees of it: figures, health and the log. On PostgreSQL, over a wire
 * that can be cut.
 */
public class OperationsIT {
  private static final String CITY = "shimin@city.mihon.example";
  private static final String CHANNEL = "mail-mihon";
  private static final String TOKEN = "a-token-of-more-than-16";

  private static final int SMTP = FreePorts.next();
  private static final int IMAP = FreePorts.next();
  private static final GreenMail MAIL =
      new GreenMail(
          new ServerSetup[] {
            new ServerSetup(SMTP, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(IMAP, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
          });
  private static Wire wire;
  private static Instance instance;
  private static Api suzuki;
  private static FirstAnswers firstAnswers;

  @BeforeClass
  public static void start() throws Exception {
    MAIL.start();
    MAIL.setUser(CITY, CITY, "secret");
    PostgreSql.Database database = PostgreSql.create();
    Matcher port = Pattern.compile(":(\\d+)/").matcher(database.url());
    assertTrue(database.url(), port.find());
    wire = new Wire(Integer.parseInt(port.group(1)));
    String url = database.url().replace(port.group(), ":" + wire.port() + "/");
    instance =
        Instance.unpack("operations")
            .on(new PostgreSql.Database(url, database.user(), database.password()))
            .setting("org.ops4j.pax.logging.cfg", Map.of("madoguchi.log.format", "Json"))
            .setting("org.madoguchi.metrics.cfg", Map.of(".token", TOKEN))
            .setting(
                "org.madoguchi.channel." + CHANNEL + ".cfg",
                MailChannel.settings(CHANNEL, CITY, IMAP, SMTP));
    firstAnswers = FirstAnswers.of(instance);
    suzuki = instance.loggedIn("suzuki");
  }

  @AfterClass
  public static void stop() {
    instance.close();
    MAIL.stop();
  }

  private static Scrape scrape() throws Exception {
    HttpResponse<String> answer = instance.api().get("/metrics");
    assertEquals(answer.body(), 200, answer.statusCode());
    assertEquals(
        "text/plain;version=0.0.4;charset=utf-8",
        answer.headers().firstValue("Content-Type").orElse("").replace(" ", ""));
    return new Scrape(answer.body());
  }

  private static void mail(String subject) {
    GreenMailUtil.sendMimeMessage(
        GreenMailUtil.createTextEmail(
            CITY,
            "tanabe@mail.example",
            subject,
            "本文です。",
            new ServerSetup(SMTP, "127.0.0.1", ServerSetup.PROTOCOL_SMTP)));
  }

  @Test
  public void metricsTellWhatWasDone() throws Exception {
    Scrape before = scrape();
    String subject = "計測 " + UUID.randomUUID();
    mail(subject);
    String ref = await("ticket").until(() -> ticket(subject), r -> !r.isEmpty());
    for (int i = 0; i < 7; i++) {
      suzuki.read("/api/tickets/" + ref);
    }
    reply(ref);
    refusedLogin();

    String[] accepted = {"channel", CHANNEL, "outcome", "accepted"};
    String[] sent = {"channel", CHANNEL, "outcome", "sent"};
    String[] read = {
      "method", "GET", "path", "/api/tickets/{ref}", "status", "2xx",
    };
    // the reply and the acknowledgement
    Scrape after =
        await("sent")
            .until(
                OperationsIT::scrape, s -> grown(before, s, "madoguchi_sendings_total", sent) == 2);
    assertEquals(1, grown(before, after, "madoguchi_deliveries_total", accepted), 0);
    assertEquals(
        1,
        grown(
            before,
            after,
            "madoguchi_tickets_opened_total",
            "municipality",
            "mihon",
            "channel",
            "mail"),
        0);
    assertEquals(
        1, grown(before, after, "madoguchi_tickets_closed_total", "municipality", "mihon"), 0);
    assertEquals(7, grown(before, after, "madoguchi_http_request_duration_seconds_count", read), 0);
    assertEquals(1, grown(before, after, "madoguchi_logins_total", "outcome", "refused"), 0);
    assertEquals(1, after.value("madoguchi_channel_online", "channel", CHANNEL), 0);
    assertEquals(1, after.value("madoguchi_database_up"), 0);
    assertEquals(0, after.value("madoguchi_measures_failing"), 0);
    assertEquals(24, after.value("madoguchi_pool_max_connections"), 0);
    assertTrue(after.value("madoguchi_pool_idle_connections") > 0);
    assertTrue(after.value("madoguchi_event_log_position") > 0);
    assertTrue(after.value("process_resident_memory_bytes") > 1e8);
    assertTrue(after.value("madoguchi_bundle_active", "bundle", "madoguchi-channel-mail") == 1);
    for (String value : after.labelValues()) {
      assertFalse("no label tells of a ticket or a person: " + value, isPrivate(ref, value));
    }
  }

  private static boolean isPrivate(String ref, String label) {
    return label.contains(ref) || label.contains("suzuki") || label.contains("@");
  }

  private static double grown(Scrape before, Scrape after, String name, String... labels) {
    return after.value(name, labels) - before.value(name, labels);
  }

  private static String ticket(String subject) throws Exception {
    for (JsonNode row :
        suzuki.read("/api/tickets?municipality=mihon&queue=all-open&limit=200").get("items")) {
      if (row.get("subject").asText().equals(subject)) {
        return row.get("ref").asText();
      }
    }
    return "";
  }

  private static void reply(String ref) throws Exception {
    Map<String, Object> reply =
        Map.of("requestId", UUID.randomUUID().toString(), "text", "承りました。", "close", true);
    HttpResponse<String> answer = suzuki.send("POST", "/api/tickets/" + ref + "/replies", reply);
    assertEquals(answer.body(), 201, answer.statusCode());
  }

  private static HttpResponse<String> refusedLogin() throws Exception {
    HttpResponse<String> refused =
        instance
            .api()
            .send("POST", "/api/session", Map.of("user", "nobody-here", "password", "wrong"));
    assertEquals(refused.body(), 401, refused.statusCode());
    return refused;
  }

  @Test
  public void everyMetricIsDocumentedWithItsLabels() throws Exception {
    Path page = Path.of(System.getProperty("madoguchi.root"), "docs/reference/metrics.md");
    Map<String, Set<String>> documented = new TreeMap<>();
    Matcher row =
        Pattern.compile("^\\| `([a-z_0-9]+)` \\|[^|]*\\|([^|]*)\\|", Pattern.MULTILINE)
            .matcher(Files.readString(page));
    while (row.find()) {
      Set<String> labels = new TreeSet<>();
      Matcher label = Pattern.compile("`([a-z_]+)`").matcher(row.group(2));
      while (label.find()) {
        labels.add(label.group(1));
      }
      documented.put(row.group(1), labels);
    }
    String subject = "題名 " + UUID.randomUUID();
    mail(subject);
    Calls.openByHand(suzuki, "mihon", "題名");
    Scrape live =
        await("everything")
            .until(
                OperationsIT::scrape,
                s -> s.value("madoguchi_deliveries_total") > 0 && hasAll(s, documented));
    assertEquals(documented.keySet(), live.families());
    documented.forEach(
        (name, labels) -> {
          Set<String> seen = live.labels(name);
          assertTrue(name + seen, seen.isEmpty() || seen.equals(labels));
        });
    awaitSent(await("ticket").until(() -> ticket(subject), r -> !r.isEmpty()), 1);
  }

  private static boolean hasAll(Scrape scrape, Map<String, Set<String>> documented) {
    return scrape.families().containsAll(documented.keySet());
  }

  @Test
  public void metricsAreForThisMachineAndWhoeverHasTheToken() throws Exception {
    Api somebody = instance.api();
    String[] throughProxy = {"X-Forwarded-For", "192.0.2.7"};
    assertEquals(200, somebody.get("/metrics").statusCode());
    assertEquals(401, somebody.send("GET", "/metrics", null, throughProxy).statusCode());
    assertEquals(
        401,
        instance
            .api()
            .withToken("a-token-of-more-than-17")
            .send("GET", "/metrics", null, throughProxy)
            .statusCode());
    assertEquals(
        200,
        instance.api().withToken(TOKEN).send("GET", "/metrics", null, throughProxy).statusCode());
    assertEquals(401, instance.api().withToken("guessed").get("/metrics").statusCode());
    String told = somebody.send("GET", "/health/ready", null, throughProxy).body();
    assertEquals(told, 0, Api.json(told).get("notices").size());
  }

  @Test
  public void fromTheFirstMomentTheRightAnswerOrThatItStarts() {
    assertEquals("", firstAnswers.wrong());
  }

  @Test
  public void theNumberOfARequestFollowsItsEventsToWhoeverFollowsThem() throws Exception {
    String subject = "番号 " + UUID.randomUUID();
    mail(subject);
    String ref = await("ticket").until(() -> ticket(subject), r -> !r.isEmpty());
    String number = "test-" + UUID.randomUUID();
    Map<String, Object> reply = Map.of("requestId", UUID.randomUUID().toString(), "text", "承りました。");
    HttpResponse<String> answer =
        suzuki.send("POST", "/api/tickets/" + ref + "/replies", reply, "X-Request-Id", number);
    assertEquals(answer.body(), 201, answer.statusCode());
    JsonNode line =
        await("a follower's line of " + number)
            .until(
                () ->
                    log().stream()
                        .filter(l -> l.path("correlation").asText().equals(number))
                        .filter(l -> l.path("message").asText().matches("sending-\\d+ waits"))
                        .findFirst()
                        .orElseThrow());
    assertEquals("madoguchi-channels", line.get("bundle").asText());
    awaitSent(ref, 2);
  }

  /** Nothing of it may be under way when another test begins to count. */
  private static void awaitSent(String ref, int messages) {
    await(messages + " messages of " + ref)
        .until(
            () ->
                suzuki.read("/api/tickets/" + ref).findValues("delivery").stream()
                        .filter(d -> d.path("state").asText().equals("sent"))
                        .count()
                    == messages);
  }

  @Test
  public void oneNumberFindsTheAnswerAndItsLines() throws Exception {
    HttpResponse<String> refused = refusedLogin();
    String reference = Api.json(refused.body()).get("reference").asText();
    assertEquals(reference, refused.headers().firstValue("X-Request-Id").orElse(""));
    await("line " + reference)
        .until(
            () ->
                log().stream()
                    .anyMatch(l -> l.path("message").asText().startsWith(reference + ":")));
  }

  @Test
  public void aDeliveryThatCannotBeReadIsFoundByItsRow() throws Exception {
    Scrape before = scrape();
    String nobody = "To: " + CITY + "\r\nMessage-ID: <" + UUID.randomUUID() + "@x>\r\n\r\nx\r\n";
    InputStream raw = new ByteArrayInputStream(nobody.getBytes(StandardCharsets.US_ASCII));
    // no mail server would take it, so it is laid into the mailbox
    MAIL.setUser(CITY, CITY, "secret").deliver(new MimeMessage((Session) null, raw));
    String[] quarantined = {"channel", CHANNEL, "outcome", "quarantined"};
    await("quarantined")
        .until(
            OperationsIT::scrape,
            s -> grown(before, s, "madoguchi_deliveries_total", quarantined) == 1);
    JsonNode line =
        await("its line")
            .until(
                () ->
                    log().stream()
                        .filter(l -> l.path("message").asText().contains("is quarantined"))
                        .findFirst()
                        .orElseThrow());
    assertTrue(line.toString(), line.get("correlation").asText().matches("delivery-\\d+"));
    assertEquals(CHANNEL, line.get("channel").asText());
    assertEquals("WARN", line.get("level").asText());
    assertEquals("madoguchi-channels", line.get("bundle").asText());
  }

  @Test
  public void whileTheDatabaseIsAwayEverybodyIsToldAndTheLogStaysShort() throws Exception {
    int linesBefore = log().size();
    wire.cut();
    try {
      JsonNode down = awaitDown("ja");
      assertTrue(down.toString(), down.get("reasons").toString().contains("データベース"));
      assertTrue(awaitDown("en").get("reasons").toString().contains("The database"));
      assertEquals(200, instance.api().get("/health/live").statusCode());
      await("figures tell").until(() -> scrape().value("madoguchi_database_up") == 0);
      for (int i = 0; i < 3; i++) {
        HttpResponse<String> answer = suzuki.get("/api/tickets?queue=all-open");
        assertEquals(answer.body(), 503, answer.statusCode());
        assertEquals(
            "urn:madoguchi:problem:unavailable", Api.json(answer.body()).get("type").asText());
      }
    } finally {
      wire.mend();
    }
    instance.awaitReady();
    await("served again")
        .until(() -> suzuki.get("/api/tickets?queue=all-open").statusCode() == 200);
    await("figures again").until(() -> scrape().value("madoguchi_database_up") == 1);
    List<JsonNode> lines = log();
    List<JsonNode> during = lines.subList(linesBefore, lines.size());
    assertTrue(during.size() + " lines: " + during, during.size() < 60);
  }

  @Test
  public void manyRequestsDuringAnOutageAreAllToldAndTheirConnectionsAreFreeAfterwards()
      throws Exception {
    wire.cut();
    try {
      for (int i = 0; i < 3; i++) {
        List<HttpResponse<String>> refused =
            Crowd.atOnce(48, () -> suzuki.get("/api/tickets?queue=all-open"));
        for (HttpResponse<String> answer : refused) {
          assertEquals(answer.body(), 503, answer.statusCode());
          assertTrue(answer.headers().firstValue("Retry-After").isPresent());
        }
      }
    } finally {
      wire.mend();
    }
    instance.awaitReady();
    await("served again")
        .until(() -> suzuki.get("/api/tickets?queue=all-open").statusCode() == 200);
    for (HttpResponse<String> answer :
        Crowd.atOnce(48, () -> suzuki.get("/api/tickets?queue=all-open"))) {
      assertEquals(answer.body(), 200, answer.statusCode());
    }
    await("no connection is kept by anybody")
        .until(
            OperationsIT::scrape,
            s ->
                s.value("madoguchi_pool_active_connections") <= 2
                    && s.value("madoguchi_pool_waiting_threads") == 0);
  }

  private static JsonNode awaitDown(String language) {
    return await("down, in " + language)
        .until(
            () ->
                Api.json(
                    instance
                        .api()
                        .send("GET", "/health/ready", null, "Accept-Language", language)
                        .body()),
            health ->
                health.get("status").asText().equals("down")
                    && health.get("missing").toString().contains("\"database\""));
  }

  private static List<JsonNode> log() throws IOException {
    return LogLines.of(instance);
  }
}
