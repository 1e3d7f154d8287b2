package org.madoguchi.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.itests.container.Waiting.await;
import static org.ops4j.pax.exam.CoreOptions.options;
import static org.ops4j.pax.exam.CoreOptions.vmOption;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.inject.Inject;
import org.apache.karaf.features.BootFinished;
import org.apache.karaf.features.FeaturesService;
import org.junit.Before;
import org.junit.runner.RunWith;
import org.madoguchi.itests.instance.FirstLogins;
import org.madoguchi.kernel.testkit.FreePorts;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.osgi.framework.BundleContext;

/**
 * A test inside our distribution, over real SMTP, IMAP and POP3. All classes share one container
 * and what it holds: a class looks for its own tickets by subjects nobody else uses, and takes back
 * what others would notice.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(SharedContainer.class)
public abstract class ContainerTest {
  protected static final String PASSWORD = FirstLogins.PASSWORD;

  @Inject protected BootFinished booted;
  @Inject protected FeaturesService features;
  @Inject protected BundleContext context;

  protected final Api suzuki = new Api();

  private static Option[] configuration;

  @Configuration
  public final Option[] configuration() {
    if (configuration == null) {
      configuration = madeOnce();
    }
    return configuration;
  }

  private static Option[] madeOnce() {
    int smtp = FreePorts.next();
    int imap = FreePorts.next();
    int pop3 = FreePorts.next();
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
        Distribution.started(FreePorts.next()),
        Distribution.settings("org.madoguchi.channel.mail-mihon.cfg", channel),
        // for whoever installs the feature
        Distribution.settings(
            "org.madoguchi.channel.loopback-mihon.cfg",
            Map.of("madoguchi.channel", "loopback-mihon", "municipality", "mihon")),
        vmOption("-Dsmtp.port=" + smtp),
        vmOption("-Dpop3.port=" + pop3));
  }

  @Before
  public void logIn() throws Exception {
    await("ready")
        .atMost(Duration.ofMinutes(3))
        .until(() -> new Api().get("/health/ready").statusCode() == 200);
    FirstLogins.give(Path.of(System.getProperty("karaf.data")), new Api());
    suzuki.login("suzuki", PASSWORD);
  }

  static void assertProblem(HttpResponse<String> answer, int status, String name) {
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

  List<String> tickets(String subject) throws Exception {
    List<String> refs = new ArrayList<>();
    for (JsonNode row :
        suzuki
            .read("/api/tickets?municipality=mihon&queue=all-open&order=newest&limit=200")
            .get("items")) {
      if (row.get("subject").asText().contains(subject)) {
        refs.add(row.get("ref").asText());
      }
    }
    return refs;
  }

  String awaitTicket(String subject) {
    return await("ticket " + subject).until(() -> tickets(subject), l -> !l.isEmpty()).get(0);
  }
}
