package org.madoguchi.itests.durability;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;
import static org.madoguchi.itests.container.Waiting.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Test;
import org.madoguchi.itests.Wire;
import org.madoguchi.itests.container.Api;
import org.madoguchi.itests.instance.Calls;
import org.madoguchi.itests.instance.Instance;
import org.madoguchi.itests.instance.PostgreSql;
import org.madoguchi.kernel.testkit.FreePorts;

/**
 * The database, the disk or the clock fails: it is told clearly, nothing is half taken, lost or
 * doubled, and all comes back without anybody's help. {@code ./madoguchi test outages} makes the
 * outage under load longer.
 */
public class OutagesIT {
  /** Longer than a request waits for the database, and than a process's life lease lasts. */
  private static final int FEW_SECONDS = 12;

  private static final Path DISK = Path.of("target/instances/outages-disk").toAbsolutePath();
  private static final int DEBUG_PORT = FreePorts.next();

  private static final Ledger LEDGER = new Ledger();

  private static Post post;
  private static Optional<SmallMount> disk;
  private static OwnPostgreSql server;
  private static PostgreSql.Database database;
  private static Wire line;
  private static Instance instance;
  private static Api suzuki;

  @BeforeClass
  public static void start() throws Exception {
    post = new Post();
    disk = SmallMount.at(DISK, "256m");
    if (disk.isPresent()) {
      server = new OwnPostgreSql(disk.get().folder());
      database = server.database();
    } else {
      database = PostgreSql.create();
    }
    int port = Integer.parseInt(database.url().replaceFirst(".*:(\\d+)/.*", "$1"));
    line = new Wire(port);
    String url = database.url().replace(":" + port + "/", ":" + line.port() + "/");
    instance =
        Instance.unpack("outages")
            .tellingErrors()
            .on(new PostgreSql.Database(url, database.user(), database.password()))
            .jvmOption(Breakpoint.jvmOption(DEBUG_PORT));
    post.connect(instance);
    instance.start();
  }

  @AfterClass
  public static void stop() throws Exception {
    instance.close();
    line.close();
    post.close();
    if (disk.isPresent()) {
      server.close();
      disk.get().close();
    }
  }

  @Before
  public void works() throws Exception {
    await("it works").until(() -> instance.api().get("/health/ready").statusCode() == 200);
    suzuki = instance.loggedIn("suzuki");
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
    String name = Digests.sha256("窓口の書類".getBytes(StandardCharsets.UTF_8));
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

  @Test
  public void workGoesOnWhereAnOutageInterruptedIt() throws Exception {
    try (Work work = new Work(instance, post, LEDGER)) {
      work.awaitMore("before the outage");
      line.cut();
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds());
      work.awaitRefused();
      LockSupport.parkNanos(end - System.nanoTime());
      line.mend();
      work.awaitMore("after the outage");
      work.end();
      work.assertWhole(database::connect);
    }
  }

  @Test
  public void databaseOnAFullDiskComesBackWithRoomAndNothingIsLost() throws Exception {
    assumeTrue("only root may mount a small disk", disk.isPresent());
    try (Work work = new Work(instance, post, LEDGER)) {
      work.awaitMore("with room");
      server.panicOn(disk.get());
      work.awaitRefused();
      HttpResponse<String> refused = suzuki.get("/api/tickets");
      assertEquals(refused.body(), 503, refused.statusCode());
      assertTrue(refused.headers().firstValue("Retry-After").isPresent());
      disk.get().makeRoom();
      server.awaitBack();
      work.awaitMore("with room again");
      work.end();
      work.assertWhole(database::connect);
    } finally {
      disk.get().makeRoom();
    }
  }

  @Test
  public void databaseServerThatCrashesHasWhatWasAcknowledged() throws Exception {
    assumeTrue("only root may mount a small disk", disk.isPresent());
    try (Work work = new Work(instance, post, LEDGER)) {
      work.awaitMore("before the crash");
      server.crash();
      work.awaitRefused();
      server.awaitBack();
      work.awaitMore("after the crash");
      work.end();
      work.assertWhole(database::connect);
    }
  }

  @Test
  public void clockThatJumpsLosesAndDoublesNothing() throws Exception {
    try (Work work = new Work(instance, post, LEDGER)) {
      work.awaitMore("with the right time");
      for (int hours : new int[] {3, -3, 48, 0}) {
        ClockJump.to(Duration.ofHours(hours), DEBUG_PORT);
        work.awaitMore("with the clock set by " + hours + " hours");
        assertEquals(200, instance.loggedIn("ogawa").get("/api/tickets/counts").statusCode());
      }
      work.end();
      work.assertWhole(database::connect);
    } finally {
      ClockJump.to(Duration.ZERO, DEBUG_PORT);
    }
  }

  private static int seconds() {
    return Integer.getInteger("outages.seconds", FEW_SECONDS);
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
    await("a ticket of " + subject).until(() -> openWith(subject) == 1);
  }

  private static int openWith(String subject) throws Exception {
    int found = 0;
    String after = "";
    do {
      JsonNode page =
          suzuki.read("/api/tickets?municipality=mihon&queue=all-open&limit=200" + after);
      for (JsonNode row : page.get("items")) {
        found += row.get("subject").asText().equals(subject) ? 1 : 0;
      }
      String next = page.path("next").asText();
      after = next.isEmpty() ? "" : "&after=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    } while (!after.isEmpty());
    return found;
  }
}
