package org.madoguchi.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.itests.container.Waiting.await;
import static org.ops4j.pax.exam.CoreOptions.options;
import static org.ops4j.pax.exam.CoreOptions.vmOption;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.inject.Inject;
import org.apache.karaf.features.BootFinished;
import org.apache.karaf.features.FeaturesService;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.madoguchi.testing.covers.Covers;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** The main job inside our distribution, over real SMTP, IMAP and POP3. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class MainJobIT {
  private static final String MAIL_FEATURE = "madoguchi-channel-mail";
  private static final String PASSWORD = "correct-horse-battery";

  @Inject private BootFinished booted;
  @Inject private FeaturesService features;
  @Inject private BundleContext context;

  @Configuration
  public Option[] configuration() {
    int smtp = Distribution.freePort();
    int imap = Distribution.freePort();
    int pop3 = Distribution.freePort();
    Mailbox.start(smtp, imap, pop3);
    Map<String, String> channel = new TreeMap<>();
    channel.put("madoguchi.channel", "mail-mihon");
    channel.put("municipality", "mihon");
    channel.put("address", Mailbox.CITY);
    channel.put("displayName", "みほん市");
    channel.put("inProtocol", "imap");
    channel.put("inHost", "127.0.0.1");
    channel.put("inPort", "" + imap);
    channel.put("inSecurity", "none");
    channel.put("inUser", Mailbox.CITY);
    channel.put(".inPassword", "secret");
    channel.put("pollEveryMillis", "300");
    channel.put("smtpHost", "127.0.0.1");
    channel.put("smtpPort", "" + smtp);
    channel.put("smtpSecurity", "none");
    return options(
        Distribution.started(Distribution.freePort()),
        Distribution.settings("org.madoguchi.channel.mail-mihon.cfg", channel),
        vmOption("-Dsmtp.port=" + smtp),
        vmOption("-Dpop3.port=" + pop3));
  }

  private final Api suzuki = new Api();

  @Before
  public void logIn() throws Exception {
    await("ready")
        .atMost(Duration.ofSeconds(60))
        .until(() -> new Api().get("/health/ready").statusCode() == 200);
    giveEverybodyAPassword();
    suzuki.login("suzuki", PASSWORD);
  }

  /** As the first administrator, with the password that only the owner of the files can read. */
  private void giveEverybodyAPassword() throws Exception {
    Path file = Path.of(System.getProperty("karaf.data"), "first-administrator.txt");
    if (!Files.exists(file)) {
      return;
    }
    String written = Files.readString(file);
    String password =
        written
            .lines()
            .filter(l -> l.startsWith("password"))
            .findFirst()
            .orElseThrow()
            .replaceFirst("^password\\s*[:=]\\s*", "")
            .trim();
    Api admin = new Api().login("admin", password);
    for (String login : List.of("suzuki", "sato", "tanaka", "mori")) {
      HttpResponse<String> answer =
          admin.send(
              "PUT", "/api/directory/staff/" + login + "/password", Map.of("password", PASSWORD));
      assertEquals(answer.body(), 204, answer.statusCode());
    }
    Files.delete(file);
  }

  @Test
  @Covers({"F1", "K1"})
  public void mailBecomesATicketAndTheReplyReachesTheCitizenOnOneThread() throws Exception {
    String subject = "転出届について " + UUID.randomUUID();
    String messageId = UUID.randomUUID() + "@mail.example";
    CitizenMail.send(subject, "来月引っ越します。①転出届は郵送できますか。", messageId, "");

    String ref = awaitTicket(subject);
    JsonNode ticket = suzuki.read("/api/tickets/" + ref);
    assertEquals("渡辺 久美子", ticket.at("/citizen/name").asText());
    assertTrue(ticket.toString(), ticket.at("/entries/0/text").asText().contains("①転出届"));

    HttpResponse<String> reply =
        suzuki.send(
            "POST",
            "/api/tickets/" + ref + "/replies",
            Map.of(
                "requestId", UUID.randomUUID().toString(), "text", "郵送で届け出できます。\n必要なものは次のとおりです。"));
    assertEquals(reply.body(), 201, reply.statusCode());

    String answer = awaitMail("郵送で届け出できます。");
    assertTrue(CitizenMail.header(answer, "In-Reply-To").contains(messageId));
    assertTrue(CitizenMail.header(answer, "References").contains(messageId));
    await("sent")
        .until(
            () ->
                suzuki.read("/api/tickets/" + ref).at("/entries").toString().contains("\"sent\""));

    String answerId = CitizenMail.header(answer, "Message-ID").replaceAll("[<>]", "");
    CitizenMail.send(
        "Re: " + subject, "ありがとうございます。手数料はかかりますか。", UUID.randomUUID() + "@mail.example", answerId);
    await("the citizen's answer on the same ticket")
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                suzuki
                    .read("/api/tickets/" + ref)
                    .get("entries")
                    .toString()
                    .contains("手数料はかかりますか"));
    assertEquals("open", suzuki.read("/api/tickets/" + ref).get("status").asText());
  }

  @Test
  @Covers("F1")
  public void theAcknowledgementCarriesTheReceiptNumber() throws Exception {
    String subject = "受付番号 " + UUID.randomUUID();
    CitizenMail.sendFrom(
        Mailbox.SELDOM_CITIZEN, subject, "受付の確認です。", UUID.randomUUID() + "@mail.example", "");
    String ref = awaitTicket(subject);
    String number = ref.substring("mihon-".length());
    String acknowledgement =
        await("acknowledgement with " + number)
            .until(
                () ->
                    CitizenMail.received(Mailbox.SELDOM_CITIZEN, "secret").stream()
                        .filter(m -> CitizenMail.body(m).contains(number))
                        .toList(),
                l -> !l.isEmpty())
            .get(0);
    assertEquals("auto-replied", CitizenMail.header(acknowledgement, "Auto-Submitted"));
  }

  @Test
  public void theSameMessageTwiceOpensOneTicket() throws Exception {
    String subject = "重複 " + UUID.randomUUID();
    String messageId = UUID.randomUUID() + "@mail.example";
    CitizenMail.send(subject, "二重に届いた同じメールです。", messageId, "");
    CitizenMail.send(subject, "二重に届いた同じメールです。", messageId, "");
    String marker = "後続 " + UUID.randomUUID();
    CitizenMail.send(marker, "後から来たメールです。", UUID.randomUUID() + "@mail.example", "");
    awaitTicket(marker);
    assertEquals(1, tickets(subject).size());
  }

  @Test
  public void removalOfTheMailFeatureLosesNothingAndTouchesNobodyElse() throws Exception {
    String before = "前 " + UUID.randomUUID();
    CitizenMail.send(before, "取り外す前のメールです。", UUID.randomUUID() + "@mail.example", "");
    String ref = awaitTicket(before);
    Map<String, Long> started = startTimes();

    features.uninstallFeature(MAIL_FEATURE);
    await("not installed").until(() -> channelState(), "not-installed"::equals);
    String during = "中 " + UUID.randomUUID();
    CitizenMail.send(during, "取り外している間のメールです。", UUID.randomUUID() + "@mail.example", "");
    HttpResponse<String> reply =
        suzuki.send(
            "POST",
            "/api/tickets/" + ref + "/replies",
            Map.of("requestId", UUID.randomUUID().toString(), "text", "取り外している間の回答です。"));
    assertEquals(reply.body(), 201, reply.statusCode());

    features.installFeature(MAIL_FEATURE);
    await("online again")
        .atMost(Duration.ofSeconds(30))
        .until(() -> channelState().equals("online"));
    awaitTicket(during);
    awaitMail("取り外している間の回答です。");
    assertEquals(
        1,
        CitizenMail.received().stream()
            .filter(m -> CitizenMail.body(m).contains("取り外している間の回答です。"))
            .count());

    Map<String, Long> after = startTimes();
    started.keySet().removeIf(name -> name.contains("mail") || name.contains("camel"));
    started.forEach((name, time) -> assertEquals(name + " was restarted", time, after.get(name)));
  }

  @Test
  public void everyBundleIsActiveAndNothingIsFetchedFromOutside() {
    List<String> notActive = new ArrayList<>();
    for (Bundle bundle : context.getBundles()) {
      boolean fragment = bundle.getHeaders().get("Fragment-Host") != null;
      boolean lazy =
          bundle.getState() == Bundle.STARTING
              && bundle.getHeaders().get("Bundle-ActivationPolicy") != null;
      if (bundle.getState() != Bundle.ACTIVE && !fragment && !lazy) {
        notActive.add(bundle.getSymbolicName() + " " + bundle.getState());
      }
    }
    assertEquals(List.of(), notActive);
  }

  @Test
  public void theOpenApiDocumentDescribesEveryRoom() throws Exception {
    JsonNode paths = suzuki.read("/api/openapi.json").get("paths");
    for (String path :
        List.of(
            "/tickets",
            "/tickets/{ref}",
            "/tickets/{ref}/replies",
            "/directory/me",
            "/channels",
            "/channels/inbox")) {
      assertTrue(path + " in " + paths.fieldNames().next(), paths.has(path));
    }
    List<String> unanswered = new ArrayList<>();
    Api nobody = new Api();
    paths
        .fields()
        .forEachRemaining(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method -> {
                          try {
                            String url = "/api" + path.getKey().replaceAll("\\{[^}]*}", "x");
                            int status =
                                nobody
                                    .send(method.toUpperCase(java.util.Locale.ROOT), url, null)
                                    .statusCode();
                            if (status != 401) {
                              unanswered.add(method + " " + url + " " + status);
                            }
                          } catch (Exception e) {
                            unanswered.add(method + " " + path.getKey() + " " + e);
                          }
                        }));
    assertEquals("operations that answer without a login", List.of(), unanswered);
  }

  @Test
  @Covers({"I5"})
  public void foreignMunicipalitiesAndSectionsAreNotThere() throws Exception {
    String subject = "見えない " + UUID.randomUUID();
    CitizenMail.send(subject, "ほかの自治体からは見えません。", UUID.randomUUID() + "@mail.example", "");
    String ref = awaitTicket(subject);
    Api mori = new Api().login("mori", PASSWORD);
    assertProblem(mori.get("/api/tickets/" + ref), 404, "ticket-not-found");
    assertFalse(mori.read("/api/tickets?queue=all-open").toString().contains(subject));
    assertProblem(mori.get("/api/tickets?municipality=mihon"), 404, "municipality-not-found");
    Api tanaka = new Api().login("tanaka", PASSWORD);
    assertProblem(tanaka.get("/api/tickets/" + ref), 404, "ticket-not-found");
  }

  @Test
  public void badInputGetsAClearProblem() throws Exception {
    assertProblem(suzuki.sendText("POST", "/api/tickets", "{\"subject\":"), 400, "malformed-body");
    HttpResponse<String> empty =
        suzuki.send("POST", "/api/tickets", Map.of("municipality", "mihon"));
    assertProblem(empty, 400, "invalid-fields");
    assertTrue(empty.body(), empty.body().contains("\"field\":\"subject\""));
    assertProblem(
        suzuki.send("POST", "/api/tickets", Map.of("nonsense", "x")), 400, "invalid-fields");
    assertProblem(
        suzuki.send("POST", "/api/tickets", Map.of(), "Content-Type", "text/plain"),
        415,
        "unsupported-media-type");
    assertProblem(suzuki.get("/api/tickets?limit=abc"), 400, "invalid-fields");
    assertProblem(suzuki.get("/api/tickets?municipality=nirvana"), 404, "municipality-not-found");
    assertProblem(suzuki.get("/api/tickets/mihon-2026-999999"), 404, "ticket-not-found");
    assertProblem(
        suzuki.get("/api/tickets/%27%3B%20drop%20table%20ticket%3B--"), 404, "ticket-not-found");
    assertProblem(suzuki.get("/api/nothing"), 404, "not-found");
    assertProblem(
        suzuki.sendText("POST", "/api/tickets", "{\"subject\":\"" + "あ".repeat(400_000) + "\"}"),
        413,
        "body-too-large");

    String ref = byHand("<script>alert(1)</script>'; drop table TICKET; --");
    JsonNode ticket = suzuki.read("/api/tickets/" + ref);
    assertEquals(
        "<script>alert(1)</script>'; drop table TICKET; --", ticket.get("subject").asText());
    assertProblem(
        suzuki.send("PATCH", "/api/tickets/" + ref, Map.of("priority", "high")),
        428,
        "version-required");
    assertProblem(
        suzuki.send(
            "PATCH", "/api/tickets/" + ref, Map.of("priority", "high"), "If-Match", "\"0\""),
        412,
        "stale-version");
  }

  @Test
  public void changingRequestsNeedTheSessionsToken() throws Exception {
    HttpResponse<String> answer =
        suzuki.send("DELETE", "/api/session", null, "X-CSRF-Token", "wrong");
    assertProblem(answer, 403, "csrf-token-wrong");
    assertEquals(200, suzuki.get("/api/session").statusCode());
  }

  private String byHand(String subject) throws Exception {
    HttpResponse<String> made =
        suzuki.send(
            "POST",
            "/api/tickets",
            Map.of(
                "requestId",
                UUID.randomUUID().toString(),
                "municipality",
                "mihon",
                "kind",
                "inquiry",
                "channel",
                "phone",
                "subject",
                subject,
                "text",
                "電話で聞き取りました。",
                "citizen",
                Map.of(
                    "name",
                    "佐藤 一郎",
                    "contacts",
                    List.of(Map.of("kind", "phone", "value", "0466000000")))));
    assertEquals(made.body(), 201, made.statusCode());
    return Api.json(made.body()).get("ref").asText();
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String name) {
    assertEquals(answer.body(), status, answer.statusCode());
    assertTrue(
        answer.headers().toString(),
        answer
            .headers()
            .firstValue("Content-Type")
            .orElse("")
            .startsWith("application/problem+json"));
    JsonNode problem = Api.json(answer.body());
    assertEquals(answer.body(), "urn:madoguchi:problem:" + name, problem.get("type").asText());
    assertTrue(
        "in Japanese: " + answer.body(),
        problem.get("title").asText().codePoints().anyMatch(c -> c > 0x3000));
    assertFalse(
        answer.body(),
        answer.body().contains("Exception") || answer.body().contains("org.madoguchi"));
  }

  private List<String> tickets(String subject) throws Exception {
    List<String> refs = new ArrayList<>();
    for (JsonNode row :
        suzuki.read("/api/tickets?municipality=mihon&queue=all-open&limit=200").get("items")) {
      if (row.get("subject").asText().contains(subject)) {
        refs.add(row.get("ref").asText());
      }
    }
    return refs;
  }

  private String awaitTicket(String subject) {
    return await("ticket " + subject)
        .atMost(Duration.ofSeconds(20))
        .until(() -> tickets(subject), l -> !l.isEmpty())
        .get(0);
  }

  private static String awaitMail(String text) {
    return await("mail with " + text)
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                CitizenMail.received().stream()
                    .filter(m -> CitizenMail.body(m).contains(text))
                    .toList(),
            l -> !l.isEmpty())
        .get(0);
  }

  private String channelState() throws Exception {
    for (JsonNode channel : suzuki.read("/api/channels")) {
      if (channel.get("name").asText().equals("mail-mihon")) {
        return channel.at("/status/state").asText();
      }
    }
    return "unknown";
  }

  private Map<String, Long> startTimes() {
    Map<String, Long> times = new TreeMap<>();
    for (Bundle bundle : context.getBundles()) {
      times.put(bundle.getSymbolicName() + " " + bundle.getVersion(), bundle.getLastModified());
    }
    return times;
  }
}
