package org.madoguchi.itests.durability;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.itests.container.Waiting.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.madoguchi.itests.container.Api;
import org.madoguchi.itests.instance.Calls;
import org.madoguchi.itests.instance.FirstLogins;
import org.madoguchi.itests.instance.Instance;
import org.madoguchi.itests.instance.Launcher;
import org.madoguchi.testing.covers.Covers;

/** An installation with data of the previous build, started by this one as its how-to tells. */
public class UpgradeIT {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final Properties facts = new Properties();
  private Path home;
  private Map<String, String> environment;
  private Instance instance;

  @Before
  public void previousInstallation() throws Exception {
    home = folder.newFolder("run").toPath();
    Path data = Path.of("src/test/resources/previous/data.tar.gz").toAbsolutePath();
    int code =
        new ProcessBuilder("tar", "-xzf", data.toString(), "-C", home.toString())
            .inheritIO()
            .start()
            .waitFor();
    assertEquals(0, code);
    try (Reader reader = Files.newBufferedReader(home.resolve("facts.properties"))) {
      facts.load(reader);
    }
    instance = Instance.in(home);
    // the longest token lasts a year, and so would this test
    DurabilityRun.Database derby = Derby.of(instance);
    try (Connection connection = derby.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE API_TOKEN SET EXPIRES_AT = '9999-01-01 00:00:00'");
      // three days after it was written one failing attempt is enough to give up
      statement.execute("UPDATE OUTBOX SET GIVE_UP_AT = '9999-01-01 00:00:00'");
    } finally {
      derby.leave();
    }
    environment =
        Map.of(
            "MADOGUCHI_HOME",
            folder.getRoot().toString(),
            "MADOGUCHI_HTTP_PORT",
            Integer.toString(instance.httpPort()));
  }

  @After
  public void stop() throws Exception {
    Launcher.runWith(environment, "stop");
  }

  @Test
  @Covers("X13")
  public void everythingOfThePreviousBuildIsReadAndAnswered() throws Exception {
    try (Post post = new Post()) {
      post.connect(instance);
      Launcher.Ended started = Launcher.runWith(environment, "run");
      assertTrue(started.output(), started.worked());
      Api suzuki = instance.api().login("suzuki", FirstLogins.PASSWORD);
      conversation(suzuki);
      others(suzuki);
      whatWaitedIsSent(post);

      String mail = facts.getProperty("mail");
      PreviousBuild.reply(suzuki, mail, "新しい版からの返信", List.of());
      await("both are sent").until(() -> post.received().size() == 2);
      post.send("new@mail.example", "新しい版への便り", "お願いします。", "");
      await("taken").until(() -> post.waiting() == 0);
      String next = Calls.openByHand(suzuki, "mihon", "新しい版での電話");
      assertTrue(next, next.compareTo(facts.getProperty("phone")) > 0);
    }
  }

  private void conversation(Api suzuki) throws Exception {
    String path = "/api/tickets/" + facts.getProperty("mail");
    JsonNode ticket = suzuki.read(path);
    assertEquals("転入届の持ち物", ticket.get("subject").asText());
    assertTrue(ticket.toString(), ticket.get("citizen").toString().contains("yamada@mail.example"));
    JsonNode entries = ticket.get("entries");
    for (String text : List.of("何が要りますか。", "持ち物をご案内します。", "上司に確認済み", "停電中の返信")) {
      assertTrue(text, entries.toString().contains(text));
    }
    int files = 0;
    for (JsonNode entry : entries) {
      for (JsonNode file : entry.get("attachments")) {
        String content = suzuki.get(path + "/attachments/" + file.get("id").asText()).body();
        String name = PreviousBuild.FILE + (entry.get("type").asText().equals("reply") ? "-2" : "");
        assertArrayEquals(Digests.bytes(name), content.getBytes(StandardCharsets.UTF_8));
        files++;
      }
    }
    assertEquals(2, files);
    assertTrue(suzuki.read(path + "/history").size() > 0);
  }

  private void others(Api suzuki) throws Exception {
    JsonNode draft = suzuki.read("/api/tickets/" + facts.getProperty("other") + "/draft");
    assertEquals("書きかけの返信", draft.get("text").asText());
    JsonNode phone = suzuki.read("/api/tickets/" + facts.getProperty("phone"));
    assertEquals("電話での相談", phone.get("subject").asText());
    Api program = instance.api().withToken(facts.getProperty("token"));
    assertEquals(3, program.read("/api/tickets?municipality=mihon").get("items").size());
  }

  private void whatWaitedIsSent(Post post) {
    await("the reply that waited").until(() -> post.received().size() == 1);
    assertTrue(post.received().get(0).contains("." + facts.getProperty("waits") + "."));
  }
}
