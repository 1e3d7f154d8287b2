package org.madoguchi.itests.durability;

import static org.junit.Assert.assertEquals;
import static org.madoguchi.itests.container.Waiting.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Writer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.junit.Assume;
import org.junit.Test;
import org.madoguchi.itests.Wire;
import org.madoguchi.itests.container.Api;
import org.madoguchi.itests.instance.Calls;
import org.madoguchi.itests.instance.Instance;

/**
 * Not a test of its own: makes the data that {@link UpgradeIT} upgrades, by letting a build work.
 * How to call it stands beside the data, in {@code src/test/resources/previous/README.md}.
 */
public class PreviousBuild {
  static final String FILE = "a-file-of-the-previous-build";

  @Test
  public void works() throws Exception {
    String distribution = System.getProperty("previous.distribution", "");
    Assume.assumeFalse("previous.distribution", distribution.isEmpty());
    Properties facts = new Properties();
    Instance instance = Instance.unpack("previous", distribution);
    try (Post post = new Post();
        Wire citizens = new Wire(post.out())) {
      post.connect(instance);
      instance.setting(
          "org.madoguchi.channel.mail-mihon.cfg",
          Map.of("smtpPort", Integer.toString(citizens.port())));
      instance.start();
      Api suzuki = instance.loggedIn("suzuki");
      work(suzuki, post, facts);
      citizens.cut();
      HttpResponse<String> waits = reply(suzuki, facts.getProperty("mail"), "停電中の返信", List.of());
      facts.setProperty("waits", Api.json(waits.body()).get("id").asText());
      Api admin = instance.loggedIn("admin");
      await("a message that waits")
          .until(() -> admin.read("/api/channels/outbox?state=queued").get("items").size() == 1);
      instance.stop();
    } finally {
      instance.close();
    }
    pack(instance.home(), facts);
  }

  private static void work(Api suzuki, Post post, Properties facts) throws Exception {
    post.send("yamada@mail.example", "転入届の持ち物", "何が要りますか。", FILE);
    post.send("tanabe@mail.example", "道路の穴", "直してください。", "");
    await("two tickets")
        .until(() -> suzuki.read("/api/tickets?municipality=mihon").get("items").size() == 2);
    for (JsonNode row : suzuki.read("/api/tickets?municipality=mihon").get("items")) {
      boolean first = row.get("subject").asText().startsWith("転入届");
      facts.setProperty(first ? "mail" : "other", row.get("ref").asText());
    }
    String mail = facts.getProperty("mail");
    HttpResponse<String> uploaded =
        suzuki.sendText(
            "POST",
            "/api/tickets/" + mail + "/attachments?fileName=a.txt",
            new String(Digests.bytes(FILE + "-2"), StandardCharsets.UTF_8),
            "Content-Type",
            "application/octet-stream");
    made(uploaded);
    reply(suzuki, mail, "持ち物をご案内します。", List.of(Api.json(uploaded.body()).get("id").asText()));
    // acknowledgements of both, and the reply
    await("sent").until(() -> post.received().size() == 3);
    made(
        suzuki.send(
            "POST",
            "/api/tickets/" + mail + "/notes",
            Map.of("requestId", UUID.randomUUID().toString(), "text", "上司に確認済み")));
    HttpResponse<String> draft =
        suzuki.send(
            "PUT",
            "/api/tickets/" + facts.getProperty("other") + "/draft",
            Map.of("kind", "reply", "text", "書きかけの返信"));
    assertEquals(draft.body(), 2, draft.statusCode() / 100);
    facts.setProperty("phone", Calls.openByHand(suzuki, "mihon", "電話での相談"));
    Map<String, String> token =
        Map.of("name", "連携", "expiresAt", Instant.now().plus(Duration.ofDays(300)).toString());
    HttpResponse<String> issued = suzuki.send("POST", "/api/directory/tokens", token);
    made(issued);
    facts.setProperty("token", Api.json(issued.body()).get("token").asText());
  }

  static HttpResponse<String> reply(Api operator, String ref, String text, List<String> files)
      throws Exception {
    HttpResponse<String> reply =
        operator.send(
            "POST",
            "/api/tickets/" + ref + "/replies",
            Map.of("requestId", UUID.randomUUID().toString(), "text", text, "attachments", files));
    made(reply);
    return reply;
  }

  private static void made(HttpResponse<String> answer) {
    assertEquals(answer.body(), 2, answer.statusCode() / 100);
  }

  private static void pack(Path home, Properties facts) throws IOException, InterruptedException {
    try (Writer writer = Files.newBufferedWriter(home.resolve("facts.properties"))) {
      facts.store(writer, null);
    }
    Path target = Path.of("src/test/resources/previous/data.tar.gz").toAbsolutePath();
    Files.createDirectories(target.getParent());
    int code =
        new ProcessBuilder(
                "tar",
                "--owner=0",
                "--group=0",
                "--sort=name",
                "-czf",
                target.toString(),
                "-C",
                home.toString(),
                "etc",
                "data/derby",
                "data/blobs",
                "data/node-id",
                "facts.properties")
            .inheritIO()
            .start()
            .waitFor();
    assertEquals(0, code);
  }
}
