package org.madoguchi.itests.durability;

import static org.junit.Assert.assertEquals;
import static org.madoguchi.itests.container.Waiting.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.Test;
import org.madoguchi.itests.container.Api;
import org.madoguchi.itests.container.LiveStream;
import org.madoguchi.itests.instance.Calls;
import org.madoguchi.itests.instance.Instance;
import org.madoguchi.itests.instance.PostgreSql;

/** Two nodes on one PostgreSQL share the work; one goes on where the other was killed. */
public class TwoNodesIT {
  private static final int MAILS = 60;
  private static final int CALLS = 30;

  private final PostgreSql.Database database = PostgreSql.create();

  @Test
  public void nodesShareTheWorkAndOneGoesOnAlone() throws Exception {
    try (Post post = new Post();
        Instance one = Instance.unpack("node-one").on(database);
        Instance two = Instance.unpack("node-two").on(database)) {
      post.connect(one);
      post.connect(two);
      // on the one disk that both reach, as the how-to tells
      String blobs = one.home().resolve("data/blobs").toString();
      two.setting("org.madoguchi.blobs.cfg", Map.of("directory", blobs));
      one.start();
      two.start();
      Api atOne = one.loggedIn("suzuki");
      Api atTwo = atOne.at(two.url());
      assertEquals("a session is one of both", 200, atTwo.get("/api/session").statusCode());
      everyNodeHearsOfTheOther(atOne, atTwo);
      peopleSeeEachOtherFromNodeToNode(atOne, one.loggedIn("sato").at(two.url()));
      numbersAreUniqueOverBoth(atOne, atTwo);

      send(post, 0, MAILS / 2);
      awaitMails(atTwo, MAILS / 2);
      Instance reader = holder("poll/mail-mihon", one, two);
      Instance survivor = reader == one ? two : one;
      Api operator = atOne.at(survivor.url());
      send(post, MAILS / 2, MAILS);
      reader.kill();
      long killed = System.nanoTime();
      awaitMails(operator, MAILS);
      System.out.printf(
          "the other node had taken everything over %.1f s after the kill%n",
          (System.nanoTime() - killed) / 1e9);
      try (LiveStream ears = LiveStream.open(operator)) {
        ears.awaitEventOf(Calls.openByHand(operator, "mihon", "ひとりになってから"));
      }
      assertEachMailOnce(operator);
    }
  }

  private static void everyNodeHearsOfTheOther(Api one, Api two) throws Exception {
    try (LiveStream atOne = LiveStream.open(one);
        LiveStream atTwo = LiveStream.open(two)) {
      atTwo.awaitEventOf(Calls.openByHand(one, "mihon", "一台目で受付"));
      atOne.awaitEventOf(Calls.openByHand(two, "mihon", "二台目で受付"));
    }
  }

  private static void peopleSeeEachOtherFromNodeToNode(Api suzukiAtOne, Api satoAtTwo)
      throws Exception {
    String ref = Calls.openByHand(suzukiAtOne, "mihon", "二人で開いた件");
    try (LiveStream ears = LiveStream.open(suzukiAtOne)) {
      beside(suzukiAtOne, ref, "viewing");
      beside(satoAtTwo, ref, "replying");
      LiveStream.Heard heard = ears.awaitNamed("presence");
      assertEquals(ref, Api.json(heard.data()).get("ticket").asText());
      assertEquals("sato", Api.json(heard.data()).at("/people/0/id").asText());
      assertEquals("replying", Api.json(heard.data()).at("/people/0/doing").asText());
      await("the other way round")
          .until(() -> beside(satoAtTwo, ref, "replying").at("/0/id").asText().equals("suzuki"));
    }
    beside(suzukiAtOne, ref, "gone");
    await("nobody").until(() -> beside(satoAtTwo, ref, "gone").isEmpty());
  }

  private static JsonNode beside(Api person, String ref, String doing) throws Exception {
    HttpResponse<String> answer =
        person.send("PUT", "/api/presence/" + ref, Map.of("tab", "a", "doing", doing));
    assertEquals(answer.body(), 200, answer.statusCode());
    return Api.json(answer.body()).get("people");
  }

  private static void numbersAreUniqueOverBoth(Api one, Api two) {
    List<CompletableFuture<String>> refs =
        IntStream.range(0, CALLS)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> call(i % 2 == 0 ? one : two)))
            .toList();
    List<String> opened = refs.stream().map(CompletableFuture::join).toList();
    assertEquals(CALLS, new HashSet<>(opened).size());
  }

  private static String call(Api operator) {
    try {
      return Calls.openByHand(operator, "mihon", "電話 " + UUID.randomUUID());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void send(Post post, int from, int to) throws Exception {
    for (int i = from; i < to; i++) {
      post.send("citizen" + i + "@mail.example", subject(i), "ごみの収集日を教えてください。", "");
    }
  }

  private static String subject(int mail) {
    return "二重にも欠けもしない便り " + mail + " 号";
  }

  private static void awaitMails(Api operator, int count) {
    await(count + " mails are tickets")
        .atMost(Duration.ofMinutes(2))
        .until(() -> mails(operator).size(), size -> size == count);
  }

  private static void assertEachMailOnce(Api operator) throws Exception {
    Map<String, List<String>> refs = mails(operator);
    for (int i = 0; i < MAILS; i++) {
      assertEquals(subject(i), 1, refs.getOrDefault(subject(i), List.of()).size());
    }
  }

  /** Subject to tickets. */
  private static Map<String, List<String>> mails(Api operator) throws Exception {
    Map<String, List<String>> refs = new TreeMap<>();
    JsonNode page = operator.read("/api/tickets?municipality=mihon&queue=all-open&limit=200");
    for (JsonNode row : page.get("items")) {
      String subject = row.get("subject").asText();
      if (subject.startsWith("二重にも")) {
        refs.computeIfAbsent(subject, s -> new ArrayList<>()).add(row.get("ref").asText());
      }
    }
    return refs;
  }

  private Instance holder(String lease, Instance... nodes) throws Exception {
    String process;
    try (Connection connection = database.connect();
        PreparedStatement query =
            connection.prepareStatement("SELECT HOLDER FROM LEASE WHERE NAME = ?")) {
      query.setString(1, lease);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        process = row.getString(1);
      }
    }
    for (Instance node : nodes) {
      if (process.startsWith(Files.readString(node.home().resolve("data/node-id")).strip())) {
        return node;
      }
    }
    throw new AssertionError("nobody holds " + lease);
  }
}
