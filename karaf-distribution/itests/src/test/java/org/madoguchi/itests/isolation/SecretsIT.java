package org.madoguchi.itests.isolation;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.itests.container.Waiting.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.io.StringReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.Test;
import org.madoguchi.itests.container.Api;
import org.madoguchi.itests.instance.Instance;
import org.madoguchi.kernel.testkit.FreePorts;
import org.madoguchi.testing.covers.Covers;

/**
 * Secrets are planted wherever the product holds one, and whatever can fail with them fails, at the
 * most talkative level of the log; then nothing the product wrote or answered holds any of them.
 */
public class SecretsIT {
  private static final String PLANTED = "planted-secret-";
  private static final String PASSWORD = PLANTED + "login";
  private static final String GIVEN = PLANTED + "given";

  /** What the framework keeps of settings so that it knows them at the next start. */
  private static final String KEPT = "data/cache/bundleN/data/config/org/";

  /**
   * By the administrator, but for the framework's copy of settings, and the word for {@code
   * bin/stop}, which Karaf makes up. What stands in a file of its own is copied nowhere.
   */
  private static final List<String> WRITTEN_TO =
      List.of(
          KEPT + "madoguchi/channel/mail%007eaway.config",
          KEPT + "madoguchi/channel/mail%007erefused.config",
          KEPT + "ops4j/datasource%007emadoguchi.config",
          "etc/config.properties",
          "etc/imap-password",
          "etc/org.madoguchi.channel.mail-away.cfg",
          "etc/org.madoguchi.channel.mail-refused.cfg",
          "etc/org.ops4j.datasource-madoguchi.cfg",
          "etc/smtp-password");

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
      channel(instance, "filed", imap.getPort(), smtp.getPort());
      passwordsInFiles(instance, "filed");
      instance
          .setting(
              "org.ops4j.datasource-madoguchi.cfg",
              Map.of("user", "madoguchi", "password", PLANTED + "database"))
          .setting(
              "org.ops4j.pax.logging.cfg",
              Map.of(
                  "log4j2.rootLogger.level", "DEBUG",
                  "log4j2.logger.camel.level", "DEBUG",
                  "log4j2.logger.jpa.name", "org.eclipse.persistence",
                  "log4j2.logger.jpa.level", "TRACE",
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
                return log.contains("mail-refused")
                    && log.contains("mail-away")
                    && log.contains("mail-filed");
              });
      RunningJvm process = new RunningJvm(instance.pid());
      issued.add(shutdownCommand(instance));
      assertNobodyElseIsListenedTo(instance, process);
      Map<String, String> places = new TreeMap<>(answers);
      places.put("the log", log(instance));
      places.put("the console", Files.readString(instance.home().resolve("console.log")));
      places.put("the threads", process.told("jstack", "-l"));
      places.put("the JVM's properties", process.told("jcmd", "VM.system_properties"));
      places.put("the JVM's command line", process.told("jcmd", "VM.command_line"));
      places.put("the process's arguments", process.file("cmdline"));
      places.put("the process's environment", process.file("environ"));
      places.putAll(process.managed());
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
      assertOnlyWhereTheyWereWritten(instance, issued);
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
        admin.send("PUT", "/api/directory/staff/sato/password", Map.of("password", GIVEN)));
    instance.api().changed("sato", GIVEN, PASSWORD);
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

  /** Between two looks a file may have got another name. */
  private static String log(Instance instance) {
    return await("the log").until(() -> logNow(instance));
  }

  private static String logNow(Instance instance) throws IOException {
    StringBuilder log = new StringBuilder();
    try (Stream<Path> files = Files.list(instance.home().resolve("data/log"))) {
      for (Path file : files.toList()) {
        // secrets are ASCII, and half a character may stand at the end
        log.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return log.toString();
  }

  private static void passwordsInFiles(Instance instance, String name) {
    instance
        .file("etc/imap-password", PLANTED + "imap-in-a-file\n")
        .file("etc/smtp-password", PLANTED + "smtp-in-a-file\n")
        .setting(
            "org.madoguchi.channel.mail-" + name + ".cfg",
            Map.of(
                ".inPassword",
                "",
                ".smtpPassword",
                "",
                "inPasswordFile",
                instance.home().resolve("etc/imap-password").toString(),
                "smtpPasswordFile",
                instance.home().resolve("etc/smtp-password").toString()));
  }

  /** What Karaf makes up at a start, for {@code bin/stop}; whoever has it can end the process. */
  private static String shutdownCommand(Instance instance) throws IOException {
    Properties karaf = new Properties();
    karaf.load(
        new StringReader(Files.readString(instance.home().resolve("etc/config.properties"))));
    String command = karaf.getProperty("karaf.shutdown.command", "");
    assertTrue("it can be guessed: " + command, command.length() >= 32);
    return command;
  }

  /** No shell, no SSH, no JMX: the web, and from this machine the port of {@code bin/stop}. */
  private static void assertNobodyElseIsListenedTo(Instance instance, RunningJvm process)
      throws Exception {
    int stop = Integer.parseInt(Files.readString(instance.home().resolve("data/port")).strip());
    Map<Integer, Boolean> ports = process.listens();
    assertEquals(Set.of(instance.httpPort(), stop), ports.keySet());
    assertTrue("from elsewhere too", ports.get(stop));
    try (Socket socket = new Socket("127.0.0.1", stop)) {
      socket.getOutputStream().write("SHUTDOWN".getBytes(StandardCharsets.US_ASCII));
    }
    assertEquals(200, instance.api().get("/health/live").statusCode());
    String classes = process.told("jcmd", "GC.class_histogram");
    for (String door :
        List.of("org.apache.karaf.shell.ssh", "org.apache.sshd", "karaf.management")) {
      assertFalse(door, classes.contains(door));
    }
  }

  /** Of all files, the stored state of the framework and of the data included. */
  private static void assertOnlyWhereTheyWereWritten(Instance instance, List<String> secrets)
      throws IOException {
    List<String> found = new ArrayList<>();
    Path home = instance.home();
    for (String below : List.of("etc", "data", "deploy", "bin", "lib")) {
      for (Path file : await("files of " + below).until(() -> filesOf(home.resolve(below)))) {
        String text = textOf(file);
        if (secrets.stream().anyMatch(text::contains)) {
          found.add(home.relativize(file).toString().replaceFirst("bundle\\d+", "bundleN"));
          assertTrue(file.toString(), isOwnersAlone(file));
        }
      }
    }
    Collections.sort(found);
    assertEquals(WRITTEN_TO, found);
  }

  private static List<Path> filesOf(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** Nothing, when it is gone again: it runs. */
  private static String textOf(Path file) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  /** An archive unpacked by hand opens its files to everybody; the start closes them. */
  private static void assertOwnersAlone(Path folder) throws IOException {
    List<String> open = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder, folder.endsWith("data") ? 0 : 5)) {
      for (Path file : files.toList()) {
        if (!isOwnersAlone(file)) {
          open.add(file.toString());
        }
      }
    }
    assertEquals(List.of(), open);
  }

  private static boolean isOwnersAlone(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file)).endsWith("------");
  }
}
