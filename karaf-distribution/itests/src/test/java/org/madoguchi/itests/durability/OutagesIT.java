package org.madoguchi.itests.durability;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.itests.container.Waiting.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Test;
import org.madoguchi.itests.container.Api;
import org.madoguchi.itests.instance.Calls;
import org.madoguchi.itests.instance.Instance;
import org.madoguchi.itests.instance.PostgreSql;

/** The database or the disk fails: it is told clearly, nothing half is taken, all comes back. */
public class OutagesIT {
  private static Post post;
  private static Line line;
  private static Instance instance;
  private static Api suzuki;

  @BeforeClass
  public static void start() throws Exception {
    post = new Post();
    PostgreSql.Database database = PostgreSql.create();
    int port = Integer.parseInt(database.url().replaceFirst(".*:(\\d+)/.*", "$1"));
    line = new Line(port);
    String url = database.url().replace(":" + port + "/", ":" + line.port() + "/");
    instance =
        Instance.unpack("outages")
            .on(new PostgreSql.Database(url, database.user(), database.password()));
    post.connect(instance);
    instance.start();
    suzuki = instance.loggedIn("suzuki");
  }

  @AfterClass
  public static void stop() throws Exception {
    instance.close();
    line.close();
    post.close();
  }

  @Before
  public void works() {
    await("it works").until(() -> suzuki.get("/api/tickets").statusCode() == 200);
  }

  @Test
  public void withoutItsDatabaseItSaysSoMailsWaitAndAllRecoversByItself() throws Exception {
    String subject = "停電 " + UUID.randomUUID();
    line.cut();
    await("a clear answer")
        .until(() -> suzuki.get("/api/tickets"), answer -> answer.statusCode() == 503);
    HttpResponse<String> refused = suzuki.get("/api/tickets");
    assertEquals(refused.body(), 503, refused.statusCode());
    assertTrue(refused.headers().firstValue("Retry-After").isPresent());
    assertEquals(
        "urn:madoguchi:problem:unavailable", Api.json(refused.body()).get("type").asText());
    post.send("outage@mail.example", subject, "お願いします。", "");
    line.mend();
    awaitTicket(subject);
    await("moved").until(() -> post.waiting() == 0);
  }

  @Test
  public void withoutRoomForFilesNothingIsHalfTakenAndItGoesOnWithRoom() throws Exception {
    String ref = Calls.openByHand(suzuki, "mihon", "添付できない");
    Path unfinished = instance.home().resolve("data/blobs/unfinished");
    String subject = "満杯 " + UUID.randomUUID();
    Files.move(unfinished, unfinished.resolveSibling("away"));
    try {
      HttpResponse<String> refused = upload(ref);
      assertEquals(refused.body(), 507, refused.statusCode());
      assertTrue(refused.headers().firstValue("Retry-After").isPresent());
      post.send("disk@mail.example", subject, "お願いします。", "file-" + UUID.randomUUID());
      // one or two refused mails may be their own fault
      post.send("disk2@mail.example", "満杯 2", "お願いします。", "");
      post.send("disk3@mail.example", "満杯 3", "お願いします。", "");
      Api admin = instance.loggedIn("admin");
      await("the state tells")
          .until(() -> admin.read("/api/channels").toString().contains("\"offline\""));
      assertEquals(3, post.waiting());
    } finally {
      Files.move(unfinished.resolveSibling("away"), unfinished);
    }
    assertEquals(201, upload(ref).statusCode());
    awaitTicket(subject);
  }

  @Test
  public void tornContentIsToldAndStopsNothing() throws Exception {
    String ref = Calls.openByHand(suzuki, "mihon", "壊れた添付");
    String id = Api.json(upload(ref).body()).get("id").asText();
    String name = Digests.sha256("窓口の書類".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    Path file =
        instance
            .home()
            .resolve("data/blobs")
            .resolve(name.substring(0, 2) + "/" + name.substring(2, 4) + "/" + name);
    Files.write(file, new byte[3]);
    HttpResponse<String> refused = suzuki.get("/api/tickets/" + ref + "/attachments/" + id);
    assertEquals(refused.body(), 404, refused.statusCode());
    assertEquals(
        "urn:madoguchi:problem:content-damaged", Api.json(refused.body()).get("type").asText());
    assertEquals(200, suzuki.get("/api/tickets/" + ref).statusCode());
    // the same content again heals it
    assertEquals(201, upload(ref).statusCode());
    assertEquals(200, suzuki.get("/api/tickets/" + ref + "/attachments/" + id).statusCode());
  }

  private static HttpResponse<String> upload(String ref) throws Exception {
    return suzuki.sendText(
        "POST",
        "/api/tickets/" + ref + "/attachments?fileName=a.txt",
        "窓口の書類",
        "Content-Type",
        "application/octet-stream");
  }

  private static void awaitTicket(String subject) {
    await("a ticket of " + subject)
        .until(
            () -> {
              int found = 0;
              for (JsonNode row :
                  suzuki
                      .read("/api/tickets?municipality=mihon&queue=all-open&limit=200")
                      .get("items")) {
                found += row.get("subject").asText().equals(subject) ? 1 : 0;
              }
              return found == 1;
            });
  }
}
