package org.madoguchi.itests.isolation;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.itests.container.Waiting.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.Test;
import org.madoguchi.itests.FreePorts;
import org.madoguchi.itests.container.Api;
import org.madoguchi.itests.instance.Instance;
import org.madoguchi.testing.covers.Covers;

/**
 * Secrets are planted wherever the product holds one, and whatever can fail with them fails, at the
 * most talkative level of the log; then nothing the product wrote or answered holds any of them.
 */
public class SecretsIT {
  private static final String PLANTED = "planted-secret-";
  private static final String PASSWORD = PLANTED + "login";

  private final Map<String, String> answers = new LinkedHashMap<>();

  @Test
  @Covers("K7")
  public void secretsAreTheirOwnersAlone() throws Exception {
    ServerSetup imap = new ServerSetup(FreePorts.next(), "127.0.0.1", ServerSetup.PROTOCOL_IMAP);
    ServerSetup smtp = new ServerSetup(FreePorts.next(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    GreenMail mail = new GreenMail(new ServerSetup[] {imap, smtp});
    mail.start();
    mail.setUser("shimin@city.example", "shimin@city.example", "another password");
    try (Instance instance = Instance.unpack("secrets")) {
      channel(instance, "refused", imap.getPort(), smtp.getPort());
      channel(instance, "away", FreePorts.next(), FreePorts.next());
      instance
          .setting(
              "org.ops4j.datasource-madoguchi.cfg",
              Map.of("user", "madoguchi", "password", PLANTED + "database"))
          .setting(
              "org.ops4j.pax.logging.cfg",
              Map.of(
                  "log4j2.rootLogger.level", "DEBUG",
                  "log4j2.logger.ours.name", "org.madoguchi",
                  "log4j2.logger.ours.level", "TRACE"))
          .start();
      Path etc = instance.home().resolve("etc");
      assertOwnersAlone(etc);
      assertOwnersAlone(instance.home().resolve("data"));

      List<String> issued = use(instance);
      await("failures of both channels")
          .until(
              () -> {
                String log = log(instance);
                return log.contains("mail-refused") && log.contains("mail-away");
              });
      Map<String, String> places = new TreeMap<>(answers);
      places.put("the log", log(instance));
      places.put("the console", Files.readString(instance.home().resolve("console.log")));
      places.put("the threads", told(instance, "jstack", "-l"));
      places.put("the JVM's properties", told(instance, "jcmd", "VM.system_properties"));
      places.put("the JVM's command line", told(instance, "jcmd", "VM.command_line"));
      places.put("the process's arguments", processFile(instance, "cmdline"));
      places.put("the process's environment", processFile(instance, "environ"));
      List<String> found = new ArrayList<>();
      places.forEach(
          (place, text) -> {
            for (String secret : issued) {
              int at = text.indexOf(secret);
              if (at >= 0) {
                found.add(place + ": …" + text.substring(Math.max(0, at - 120), at) + "…");
              }
            }
          });
      assertEquals(List.of(), found);
      assertTrue("it talked: " + log(instance).length(), log(instance).contains(" DEBUG "));
    } finally {
      mail.stop();
    }
  }

  private static void channel(Instance instance, String name, int imap, int smtp) {
    instance.setting(
        "org.madoguchi.channel.mail-" + name + ".cfg",
        Map.ofEntries(
            Map.entry("madoguchi.channel", "mail-" + name),
            Map.entry("municipality", "mihon"),
            Map.entry("address", "shimin@city.example"),
            Map.entry("inProtocol", "imap"),
            Map.entry("inHost", "127.0.0.1"),
            Map.entry("inPort", "" + imap),
            Map.entry("inSecurity", "none"),
            Map.entry("inUser", "shimin@city.example"),
            Map.entry(".inPassword", PLANTED + "imap"),
            Map.entry("pollEveryMillis", "300"),
            Map.entry("smtpHost", "127.0.0.1"),
            Map.entry("smtpPort", "" + smtp),
            Map.entry("smtpSecurity", "none"),
            Map.entry("smtpUser", "shimin@city.example"),
            Map.entry(".smtpPassword", PLANTED + "smtp")));
  }

  /** Everything that takes a secret, right and wrong; returns all there are. */
  private List<String> use(Instance instance) throws Exception {
    List<String> secrets = new ArrayList<>(List.of(PLANTED));
    Api admin = instance.loggedIn("admin");
    keep(
        "a password set",
        admin.send("PUT", "/api/directory/staff/sato/password", Map.of("password", PASSWORD)));
    HttpResponse<String> login = login(instance, PASSWORD);
    assertEquals(login.body(), 200, login.statusCode());
    String cookie = login.headers().firstValue("Set-Cookie").orElseThrow();
    secrets.add(cookie.replaceFirst("^[^=]*=", "").replaceFirst(";.*", ""));
    secrets.add(Api.json(login.body()).get("csrfToken").asText());
    Api sato = instance.api().login("sato", PASSWORD);
    for (int i = 0; i < 7; i++) {
      keep("a wrong login", login(instance, PLANTED + "wrong-" + i));
    }
    keep(
        "a broken login",
        instance
            .api()
            .sendText(
                "POST", "/api/session", "{\"user\":\"sato\",\"password\":\"" + PLANTED + "broken"));
    keep(
        "a wrong current password",
        sato.send(
            "PUT",
            "/api/directory/me/password",
            Map.of("current", PLANTED + "guess", "next", PLANTED + "next")));
    keep(
        "an unfit password",
        sato.send(
            "PUT", "/api/directory/me/password", Map.of("current", PASSWORD, "next", PLANTED)));
    keep(
        "a password of the wrong type",
        sato.sendText("PUT", "/api/directory/me/password", "{\"current\":[\"" + PLANTED + "\"]}"));
    HttpResponse<String> token =
        sato.send(
            "POST",
            "/api/directory/tokens",
            Map.of("name", "試験", "expiresAt", Instant.now().plus(Duration.ofDays(1)).toString()));
    secrets.add(Api.json(token.body()).get("token").asText());
    Api program = instance.api().withToken(Api.json(token.body()).get("token").asText());
    keep("a wrong token", instance.api().withToken("mdg_" + PLANTED + "token").get("/api/live"));
    write(program);
    for (Operation operation : Operation.of(sato.read("/api/openapi.json"))) {
      if (operation.isList()) {
        for (Api caller : List.of(sato, admin, program)) {
          keep(operation.toString() + caller, caller.get("/api" + operation.path()));
        }
      }
    }
    for (String path :
        List.of("/health/live", "/health/ready", "/metrics", "/console/", "/nowhere")) {
      keep(path, admin.get(path));
    }
    return secrets;
  }

  /** A ticket of somebody reached by mail, and an answer, so that SMTP is tried. */
  private void write(Api program) throws Exception {
    HttpResponse<String> made =
        program.send(
            "POST",
            "/api/tickets",
            Map.of(
                "requestId", UUID.randomUUID().toString(),
                "municipality", "mihon",
                "kind", "inquiry",
                "channel", "phone",
                "subject", "件名",
                "text", "本文",
                "citizen",
                    Map.of(
                        "name",
                        "市民",
                        "contacts",
                        List.of(Map.of("kind", "mail", "value", "citizen@mail.example")))));
    assertEquals(made.body(), 201, made.statusCode());
    JsonNode ticket = Api.json(made.body());
    keep(
        "a reply",
        program.send(
            "POST",
            "/api/tickets/" + ticket.get("ref").asText() + "/replies",
            Map.of("requestId", UUID.randomUUID().toString(), "text", "回答")));
  }

  private static HttpResponse<String> login(Instance instance, String password) throws Exception {
    return instance
        .api()
        .send("POST", "/api/session", Map.of("user", "sato", "password", password));
  }

  private void keep(String what, HttpResponse<String> answer) {
    answers.put("the answer to " + what, answer.headers().map() + answer.body());
  }

  private static String log(Instance instance) throws IOException {
    StringBuilder log = new StringBuilder();
    try (Stream<Path> files = Files.list(instance.home().resolve("data/log"))) {
      for (Path file : files.toList()) {
        log.append(Files.readString(file, StandardCharsets.UTF_8));
      }
    }
    return log.toString();
  }

  /** What a tool of the JDK tells of the process; jcmd takes its order after the number. */
  private static String told(Instance instance, String tool, String order) throws Exception {
    Path path = Path.of(System.getProperty("java.home"), "bin", tool);
    String pid = "" + instance.pid();
    String[] command =
        tool.equals("jcmd")
            ? new String[] {path.toString(), pid, order}
            : new String[] {path.toString(), order, pid};
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(told, 0, process.waitFor());
    assertTrue(told, told.length() > 100);
    return told;
  }

  private static String processFile(Instance instance, String name) throws IOException {
    return Files.readString(Path.of("/proc/" + instance.pid(), name), StandardCharsets.ISO_8859_1);
  }

  /** An archive unpacked by hand opens its files to everybody; the start closes them. */
  private static void assertOwnersAlone(Path folder) throws IOException {
    List<String> open = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder, folder.endsWith("data") ? 0 : 5)) {
      for (Path file : files.toList()) {
        String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        if (!permissions.endsWith("------")) {
          open.add(permissions + " " + file);
        }
      }
    }
    assertEquals(List.of(), open);
  }
}
