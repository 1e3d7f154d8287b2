package org.madoguchi.itests.durability;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;
import static org.madoguchi.itests.container.Waiting.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;
import org.madoguchi.itests.container.Api;
import org.madoguchi.itests.instance.Calls;
import org.madoguchi.itests.instance.Instance;

/**
 * The whole disk of an installation on Derby is full: database, contents, log. It says so, and with
 * room all comes back without anybody's help. {@code ./madoguchi test outages} fills it more often.
 */
public class FullDiskIT {
  private static final Path DISK = Path.of("target/instances/full-disk-data").toAbsolutePath();

  /** Five files of two million bytes, and what the last line is longer. */
  private static final long LARGEST_LOG = 11_000_000;

  private final Ledger ledger = new Ledger();

  @Test
  public void installationOnDerbyComesBackWithRoomAndNothingIsLost() throws Exception {
    Optional<SmallMount> disk = SmallMount.at(DISK, "400m");
    assumeTrue("only root may mount a small disk", disk.isPresent());
    try (SmallMount small = disk.get();
        Post post = new Post();
        Instance instance = unpackedOn(small.folder())) {
      post.connect(instance);
      instance.start();
      try (Work work = new Work(instance, post, ledger)) {
        work.awaitMore("with room");
        Api suzuki = instance.loggedIn("suzuki");
        String ref = Calls.openByHand(suzuki, "mihon", "添付できない");
        for (int i = 0; i < Integer.getInteger("outages.full-disks", 1); i++) {
          small.fill();
          work.awaitRefused();
          tellsClearly(instance, suzuki, ref);
          small.makeRoom();
          work.awaitMore("with room again");
        }
        work.end();
        instance.stop();
        work.assertWhole(Derby.of(instance));
        logIsBounded(instance.home());
      }
    }
  }

  private static Instance unpackedOn(Path disk) throws Exception {
    Instance instance = Instance.unpack("full-disk");
    Path data = instance.home().resolve("data");
    Files.move(data.resolve("tmp"), data.resolveSibling("unused"));
    Files.delete(data);
    Files.createDirectories(disk.resolve("data/tmp"));
    Files.createSymbolicLink(data, disk.resolve("data"));
    // the disk is smaller than what is too little as a rule
    return instance
        .tellingErrors()
        .setting("org.madoguchi.disk.cfg", Map.of("fullMebibytes", "8", "lowMebibytes", "16"));
  }

  private static void tellsClearly(Instance instance, Api suzuki, String ref) {
    await("readiness tells")
        .until(
            () -> instance.api().get("/health/ready"),
            answer ->
                answer.statusCode() == 503
                    && answer.body().contains("disk-full")
                    && answer.body().contains("\"database\""));
    HttpResponse<String> refused =
        await("a clear answer")
            .until(
                () ->
                    suzuki.sendText(
                        "POST",
                        "/api/tickets/" + ref + "/attachments?fileName=a.txt",
                        "窓口の書類",
                        "Content-Type",
                        "application/octet-stream"),
                answer -> answer.statusCode() == 503 || answer.statusCode() == 507);
    assertTrue(refused.body(), refused.headers().firstValue("Retry-After").isPresent());
    assertEquals("live", 200, statusOf(instance, "/health/live"));
  }

  private static int statusOf(Instance instance, String path) {
    return await(path).until(() -> instance.api().get(path).statusCode());
  }

  private static void logIsBounded(Path home) throws IOException {
    assertFalse(Files.exists(home.resolve("derby.log")));
    long bytes = 0;
    try (DirectoryStream<Path> logs =
        Files.newDirectoryStream(home.resolve("data/log"), "derby-*.log")) {
      for (Path log : logs) {
        bytes += Files.size(log);
      }
    }
    assertTrue(bytes + " bytes", bytes > 0 && bytes < LARGEST_LOG);
  }
}
