package org.madoguchi.itests.hotswap;

import static org.junit.Assert.assertEquals;
import static org.madoguchi.itests.container.Waiting.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.madoguchi.itests.Wire;
import org.madoguchi.itests.container.Api;
import org.madoguchi.itests.instance.Instance;
import org.madoguchi.kernel.testkit.FreePorts;

/**
 * An installation with a mailbox, a loopback channel, and a probe inside; the mail connector is not
 * part of it and comes as a file.
 */
final class HotDesk implements AutoCloseable {
  static final String MAIL = "madoguchi-channel-mail";
  static final String LOOPBACK = "madoguchi-channel-loopback";
  static final String FLOW = "org.madoguchi.itests.flow";
  static final String PANEL = "org.madoguchi.itests.panel";
  private static final String CITY = "shimin@city.mihon.example";

  final Instance instance;
  final Api admin;
  final Api supervisor;
  private final GreenMail mails;
  private final Wire mailbox;

  private HotDesk(Instance instance, GreenMail mails, Wire mailbox) throws Exception {
    this.instance = instance;
    this.mails = mails;
    this.mailbox = mailbox;
    instance.start();
    admin = instance.loggedIn("admin");
    supervisor = instance.loggedIn("sato");
    deploy("probe.jar", probe());
    await("probe").until(() -> Files.exists(instance.home().resolve(Probe.FILE)));
  }

  static HotDesk started(String name) throws Exception {
    int smtp = FreePorts.next();
    int imap = FreePorts.next();
    GreenMail mails =
        new GreenMail(
            new ServerSetup[] {
              new ServerSetup(smtp, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
              new ServerSetup(imap, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
            });
    mails.start();
    mails.setUser(CITY, CITY, "secret");
    Wire mailbox = new Wire(imap);
    Instance instance = Instance.unpack(name);
    Path boot = instance.home().resolve("etc/org.apache.karaf.features.cfg");
    Files.writeString(
        boot,
        Files.readString(boot)
            .replaceFirst(
                "madoguchi-channel-mail/[^,\\s]*",
                "madoguchi-channel-loopback, madoguchi-camel-mail"));
    // the folder is looked at more often than an administrator needs: the wait is not what is
    // tested
    instance.setting(
        "org.apache.felix.fileinstall-deploy.cfg", Map.of("felix.fileinstall.poll", "250"));
    // what a connection remembers of a plug-in's version goes with the connection: minutes
    // elsewhere
    instance.setting(
        "org.ops4j.datasource-madoguchi.cfg",
        Map.of(
            "jdbc.factory.maxConnLifetimeMillis", "5000",
            "jdbc.pool.timeBetweenEvictionRunsMillis", "1000"));
    instance.setting("org.madoguchi.municipality-mihon.cfg", Map.of("acknowledge", "false"));
    instance.setting(
        "org.madoguchi.channel.loopback-mihon.cfg",
        Map.of("madoguchi.channel", "loopback-mihon", "municipality", "mihon"));
    instance.setting(
        "org.madoguchi.channel.mail-mihon.cfg",
        Map.ofEntries(
            Map.entry("madoguchi.channel", "mail-mihon"),
            Map.entry("municipality", "mihon"),
            Map.entry("address", CITY),
            Map.entry("inProtocol", "imap"),
            Map.entry("inHost", "127.0.0.1"),
            Map.entry("inPort", "" + mailbox.port()),
            Map.entry("inSecurity", "none"),
            Map.entry("inUser", CITY),
            Map.entry(".inPassword", "secret"),
            Map.entry("pollEveryMillis", "100"),
            Map.entry("maxMessagesPerPoll", "20"),
            Map.entry("smtpHost", "127.0.0.1"),
            Map.entry("smtpPort", "" + smtp),
            Map.entry("smtpSecurity", "none")));
    return new HotDesk(instance, mails, mailbox);
  }

  /** Lays a citizen's mail into the mailbox. */
  void mail(String subject) throws Exception {
    MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()));
    mail.setFrom(new InternetAddress("citizen-" + subject + "@mail.example"));
    mail.setRecipient(Message.RecipientType.TO, new InternetAddress(CITY));
    mail.setSubject(subject);
    mail.setText("収集日を教えてください。" + subject, "UTF-8");
    mail.setSentDate(new Date());
    mail.saveChanges();
    mails.getUserManager().getUserByEmail(CITY).deliver(mail);
  }

  void deploy(String file, PluginJar jar) throws IOException {
    jar.deployTo(instance.home().resolve("deploy"), file);
  }

  boolean isDeployed(String file) {
    return Files.exists(instance.home().resolve("deploy").resolve(file));
  }

  void withdraw(String file) throws IOException {
    Files.delete(instance.home().resolve("deploy").resolve(file));
  }

  /** Another version of a connector of the product. */
  PluginJar connector(String name, String version) throws IOException {
    Path released =
        instance
            .home()
            .resolve("system/org/madoguchi")
            .resolve(name)
            .resolve(System.getProperty("madoguchi.version"))
            .resolve(name + "-" + System.getProperty("madoguchi.version") + ".jar");
    return PluginJar.of(
        Files.exists(released)
            ? released
            : Path.of(
                System.getProperty("madoguchi.root"),
                "camel-routes/mail/target",
                released.getFileName().toString()),
        version);
  }

  private static PluginJar probe() throws IOException {
    return PluginJar.named("org.madoguchi.itests.probe", "1.0.0")
        .header("Bundle-Activator", Probe.class.getName())
        .imports("org.osgi.framework")
        .type(Probe.class);
  }

  static PluginJar flow(String version) throws IOException {
    return flow(version, Flow.class.getName(), "");
  }

  /**
   * @param references of its component, as XML
   */
  static PluginJar flow(String version, String type, String references) throws IOException {
    String follower = "org.madoguchi.kernel.event.EventFollower";
    return PluginJar.named(FLOW, version)
        .header("Service-Component", "OSGI-INF/flow.xml")
        .imports("org.madoguchi.kernel.event")
        .type(Flow.class)
        .type(Flow.Broken.class)
        .file(
            "OSGI-INF/flow.xml",
            """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="flow">
              <service><provide interface="%s"/></service>%s
              <implementation class="%s"/>
            </scr:component>
            """
                .formatted(follower, references, type));
  }

  static PluginJar panel(String version) {
    return PluginJar.named(PANEL, version)
        .file(
            "OSGI-INF/madoguchi-ui.json",
            """
            {"uiApi": "1.0", "title": {"ja": "試し"}, "module": "panel.js", "contributions":
              [{"slot": "ticket.panel", "id": "p", "export": "Panel", "label": {"ja": "試し"}}]}
            """)
        .file("madoguchi-ui/panel.js", "export class Panel extends HTMLElement {} // " + version);
  }

  /** What the list of plug-ins tells about it; missing when it is not there. */
  JsonNode plugin(String name) throws Exception {
    for (JsonNode plugin : admin.read("/api/plugins")) {
      if (plugin.get("name").asText().equals(name)) {
        return plugin;
      }
    }
    return MissingNode.getInstance();
  }

  void awaitVersion(String name, String version) {
    awaitPlugin(
        name,
        p ->
            p.path("version").asText().equals(version)
                && p.path("state").asText().equals("running"));
  }

  JsonNode awaitPlugin(String name, Predicate<JsonNode> good) {
    return await(name).until(() -> plugin(name), good);
  }

  void awaitGone(String name) {
    awaitPlugin(name, JsonNode::isMissingNode);
  }

  void rollBack(String name) throws Exception {
    var answer = admin.send("POST", "/api/plugins/" + name + "/rollback", null);
    assertEquals(answer.body(), 200, answer.statusCode());
  }

  /** How many tickets each subject has. */
  Map<String, Integer> tickets() throws Exception {
    Map<String, Integer> counts = new TreeMap<>();
    String path = "/api/tickets?municipality=mihon&queue=all-open&limit=200";
    String after = "";
    do {
      JsonNode page = supervisor.read(path + after);
      for (JsonNode row : page.get("items")) {
        counts.merge(row.get("subject").asText(), 1, Integer::sum);
      }
      after = after(page);
    } while (!after.isEmpty());
    return counts;
  }

  /** When mails were handed over to the intake. */
  NavigableSet<Long> mailsTaken() throws Exception {
    NavigableSet<Long> taken = new TreeSet<>();
    String path = "/api/channels/inbox?state=done&channel=mail-mihon&limit=200";
    String after = "";
    do {
      JsonNode page = admin.read(path + after);
      for (JsonNode row : page.get("items")) {
        taken.add(Instant.parse(row.get("receivedAt").asText()).toEpochMilli());
      }
      after = after(page);
    } while (!after.isEmpty());
    return taken;
  }

  private static String after(JsonNode page) {
    String next = page.path("next").asText();
    return next.isEmpty() ? "" : "&after=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
  }

  List<String> probed() throws IOException {
    return Files.readAllLines(instance.home().resolve(Probe.FILE));
  }

  /** Runs a command of the JDK on the instance and returns what it prints. */
  String jcmd(String command) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/jcmd").toString(),
                "-J-Dsun.tools.attach.attachTimeout=60000",
                String.valueOf(instance.pid()),
                command)
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes());
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(printed); // a busy process may answer too late for the command
    }
    return printed;
  }

  @Override
  public void close() throws IOException {
    instance.close();
    mailbox.close();
    mails.stop();
  }
}
