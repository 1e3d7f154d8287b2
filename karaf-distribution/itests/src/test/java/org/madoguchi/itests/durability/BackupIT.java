package org.madoguchi.itests.durability;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.itests.container.Waiting.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.madoguchi.itests.Wire;
import org.madoguchi.itests.container.Api;
import org.madoguchi.itests.durability.Ledger.Item;
import org.madoguchi.itests.durability.Ledger.Kind;
import org.madoguchi.itests.instance.Calls;
import org.madoguchi.itests.instance.FirstLogins;
import org.madoguchi.itests.instance.Instance;
import org.madoguchi.itests.instance.Launcher;
import org.madoguchi.itests.instance.PostgreSql;
import org.madoguchi.kernel.testkit.FreePorts;
import org.madoguchi.testing.covers.Covers;

/**
 * The drill of {@code docs/how-to/back-up.md}: a backup while people work, restored elsewhere and
 * started there, while the original has gone on; then the move to PostgreSQL.
 */
@Covers("X13")
public class BackupIT {
  private static final int MAILS = 6;
  private static final int REQUESTS = 15;
  private static final int DAMAGE = 256;
  private static final int REPLIES_THAT_WAIT = 3;
  private static final String CHANNEL = "etc/org.madoguchi.channel.mail-mihon.cfg";

  /** What differs because the original went on after the backup, or was not to be repeated. */
  private static final List<Pattern> GONE_ON =
      List.of(
          Pattern.compile("nobody was told of .*"),
          Pattern.compile("sent, and nobody wrote it: .*"),
          Pattern.compile("ticket acknowledged twice, or never: \\d+ 0"));

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void aBackupOfWorkIsWholeOnDerbyAndMovesToPostgreSql() throws Exception {
    try (Post post = new Post();
        Wire citizens = new Wire(post.out())) {
      Ledger before;
      Path file = folder.getRoot().toPath().resolve("derby.zip");
      try (Instance city = Instance.unpack("backed-up-derby")) {
        FailingBackups failing = new FailingBackups(city, folder.newFolder().toPath());
        before = backUpWhileWorking(city, post, citizens, file, failing);
        failing.restoreWithoutRoom(file);
      }
      Path home = folder.getRoot().toPath().resolve("restored");
      aDamagedFileIsRefused(file, home);
      aKilledRestoreLeavesNothingAndIsRepeated(file, home);
      try (Instance restored = Instance.in(home)) {
        goesOn(restored, post, before);
        books(Derby.of(restored), restored, before, post);
        move(restored, before, post);
      }
    }
  }

  @Test
  public void aBackupOfWorkIsWholeOnPostgreSql() throws Exception {
    try (Post post = new Post();
        Wire citizens = new Wire(post.out())) {
      Ledger before;
      Path file = folder.getRoot().toPath().resolve("postgresql.zip");
      try (Instance city = Instance.unpack("backed-up-postgresql").on(PostgreSql.create())) {
        before = backUpWhileWorking(city, post, citizens, file, null);
      }
      Path home = folder.getRoot().toPath().resolve("restored");
      // the settings in the file name the original's database
      Launcher.Ended refused = Launcher.run("restore", file, "--to", home);
      assertTrue(refused.output(), refused.output().contains("データベースが空ではありません"));
      assertFalse(Files.exists(home.resolve("data/blobs")));
      PostgreSql.Database database = PostgreSql.create();
      Path settings = settings(database, home);
      worked(Launcher.run("restore", file, "--to", home, "--database", settings));
      try (Instance restored = Instance.in(home)) {
        goesOn(restored, post, before);
        books(database::connect, restored, before, post);
      }
    }
  }

  /**
   * What was acknowledged when the backup began; three replies at least waited to be sent.
   *
   * @param failing tried afterwards, while people go on working; null = not
   */
  private static Ledger backUpWhileWorking(
      Instance city, Post post, Wire citizens, Path file, FailingBackups failing) throws Exception {
    post.connect(city);
    city.setting(
        "org.madoguchi.channel.mail-mihon.cfg",
        Map.of("smtpPort", Integer.toString(citizens.port())));
    city.start();
    Ledger ledger = new Ledger();
    List<Item> mails = mails(post, ledger);
    Ledger before = new Ledger();
    try (Load load = new Load(city, post, ledger, new Random(1))) {
      await("work").until(() -> requests(ledger) >= REQUESTS);
      citizens.cut();
      long replies = ledger.count(Kind.REPLY);
      await("replies that wait")
          .until(() -> ledger.count(Kind.REPLY) >= replies + REPLIES_THAT_WAIT);
      mails.forEach(before::acknowledged);
      ledger.items().stream()
          .filter(item -> item.kind() != Kind.MAIL)
          .forEach(before::acknowledged);
      long begun = requests(ledger);
      worked(Launcher.run("backup", file, "--from", city.home()));
      assertTrue("nobody worked during the backup", requests(ledger) > begun);
      if (failing != null) {
        long gone = requests(ledger);
        failing.whileItWorks();
        assertTrue("nobody worked during failing backups", requests(ledger) > gone);
      }
      citizens.mend();
      load.finish();
    }
    assertEquals(Map.of(), ledger.surprises());
    drain(city, post);
    if (failing != null) {
      failing.theProgramIsKilled();
    }
    city.stop();
    return before;
  }

  /** Mails that have left the mailbox: the desk vouches for them. */
  private static List<Item> mails(Post post, Ledger ledger) throws Exception {
    List<Item> mails = new ArrayList<>();
    for (int i = 0; i < MAILS; i++) {
      String marker = ledger.nextMarker(Kind.MAIL);
      String attached = i % 2 == 0 ? "file-" + i : "";
      post.send("first" + i + "@mail.example", "転出届 " + marker, "お願いします。", attached);
      String sha256 = attached.isEmpty() ? "" : Digests.sha256(Digests.bytes(attached));
      mails.add(new Item(Kind.MAIL, marker, "", "", sha256));
    }
    await("the mails are taken").until(() -> post.waiting() == 0);
    return mails;
  }

  private static long requests(Ledger ledger) {
    return ledger.items().size() - ledger.count(Kind.MAIL);
  }

  private void aDamagedFileIsRefused(Path file, Path home) throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    // longer than what stands between two entries, of which some may change without harm
    for (int i = 0; i < DAMAGE; i++) {
      bytes[bytes.length / 2 + i] ^= 1;
    }
    Path damaged = Files.write(folder.getRoot().toPath().resolve("damaged.zip"), bytes);
    Launcher.Ended refused = Launcher.run("restore", damaged, "--to", home);
    assertFalse(refused.worked());
    assertTrue(refused.output(), refused.output().contains("壊れています"));
    assertFalse(Files.exists(home.resolve("data/derby")));
  }

  private void aKilledRestoreLeavesNothingAndIsRepeated(Path file, Path home) throws Exception {
    killed("Filling", "endSessions", "restore", file, "--to", home);
    assertFalse(Files.exists(home.resolve("data/derby")));
    assertFalse(Files.exists(home.resolve(CHANNEL + ".resting")));
    killed("Restore", "moveInto", "restore", file, "--to", home);
    worked(Launcher.run("restore", file, "--to", home));
    Launcher.Ended again = Launcher.run("restore", file, "--to", home);
    assertTrue(again.output(), again.output().contains("既にデータがあります"));
  }

  /** Ends with {@code kill -9} at the entry of a method of the offline program. */
  private void killed(String type, String method, Object... command) throws Exception {
    int port = FreePorts.next();
    FaultPoint point =
        new FaultPoint(
            FaultPoint.Deed.MAIL, "", "org.madoguchi.archive.internal.offline." + type, method, "");
    Path output = folder.newFile().toPath();
    String waiting = Breakpoint.jvmOption(port).replace("suspend=n", "suspend=y");
    // the launcher asks java for its version first, which must not wait
    Map<String, String> environment = Map.of("MADOGUCHI_OFFLINE_OPTS", waiting);
    Process launcher = Launcher.begin(output, environment, command);
    await("the debugger's port")
        .until(() -> Files.readString(output).contains("Listening for transport"));
    try (Breakpoint breakpoint = Breakpoint.at(point, port)) {
      assertTrue(Files.readString(output), breakpoint.awaitHit(1, Duration.ofMinutes(3)));
      launcher.descendants().forEach(ProcessHandle::destroyForcibly);
    }
    assertTrue(launcher.waitFor() != 0);
  }

  /**
   * Nothing is fetched or sent before it is said; then all goes on, and nobody is written twice.
   */
  private static void goesOn(Instance restored, Post post, Ledger before) throws Exception {
    secretsAreTheOwners(restored.home().resolve(CHANNEL + ".resting"));
    post.send("late@mail.example", "復元の後で", "お願いします。", "");
    int sent = post.received().size();
    restored.start();
    Api admin = restored.api().login("admin", FirstLogins.PASSWORD);
    Api suzuki = restored.api().login("suzuki", FirstLogins.PASSWORD);
    JsonNode channel = admin.read("/api/channels").get(0);
    assertEquals(channel.toString(), "not-installed", channel.at("/status/state").asText());
    JsonNode doubted = admin.read("/api/channels/outbox?state=in-doubt").get("items");
    assertTrue(doubted.toString(), doubted.size() >= REPLIES_THAT_WAIT);
    assertTrue(doubted.toString(), doubted.toString().contains("バックアップから復元されました"));
    String opened = Calls.openByHand(suzuki, "mihon", "復元の後の電話");
    // the original has told numbers since the backup
    long last = before.items().stream().mapToLong(item -> serial(item.ticket())).max().orElse(0);
    assertTrue(opened, serial(opened) > last + 1_000);
    assertEquals(1, post.waiting());
    assertEquals(sent, post.received().size());

    worked(Launcher.run("connect-channels", "--in", restored.home()));
    await("the mailbox is read").until(() -> post.waiting() == 0);
    drain(restored, post);
    restored.stop();
  }

  private static long serial(String ticket) {
    return ticket.isEmpty() ? 0 : Long.parseLong(ticket.replaceFirst(".*-", ""));
  }

  private static void secretsAreTheOwners(Path file) throws Exception {
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertTrue(Files.readString(file).contains(".inPassword=secret"));
  }

  private static void books(
      DurabilityRun.Database database, Instance instance, Ledger before, Post post)
      throws SQLException {
    try (Connection connection = database.connect()) {
      Books books = new Books(connection, instance.home().resolve("data/blobs"));
      books.compare(before, post.received());
      List<String> faults = new ArrayList<>(books.faults());
      faults.removeIf(fault -> GONE_ON.stream().anyMatch(p -> p.matcher(fault).matches()));
      assertEquals(List.of(), faults);
    } finally {
      database.leave();
    }
  }

  private void move(Instance instance, Ledger before, Post post) throws Exception {
    PostgreSql.Database database = PostgreSql.create();
    Path settings = settings(database, instance.home());
    Object[] command = {"move-to-postgresql", settings, "--in", instance.home()};
    killed("Filling", "complete", command);
    // it is as it was; the books are the same
    books(Derby.of(instance), instance, before, post);
    worked(Launcher.run(command));
    assertFalse(Files.exists(instance.home().resolve("data/derby/madoguchi")));
    books(database::connect, instance, before, post);
    instance.start();
    Api suzuki = instance.api().login("suzuki", FirstLogins.PASSWORD);
    for (Item item : before.items()) {
      if (item.kind() == Kind.TICKET) {
        assertEquals(200, suzuki.get("/api/tickets/" + item.ticket()).statusCode());
      }
    }
    Calls.openByHand(suzuki, "mihon", "移行の後の電話");
    instance.stop();
    Launcher.Ended again = Launcher.run(command);
    assertTrue(again.output(), again.output().contains("移行の対象がありません"));
  }

  private Path settings(PostgreSql.Database database, Path home) throws Exception {
    Path file = folder.newFile().toPath();
    return Files.writeString(file, database.settings(home.resolve("etc/postgresql.cfg.example")));
  }

  private static void worked(Launcher.Ended ended) {
    assertTrue(ended.output(), ended.worked());
  }

  private static void drain(Instance instance, Post post) throws Exception {
    Api admin = instance.api().login("admin", FirstLogins.PASSWORD);
    await("nothing waits")
        .until(
            () ->
                post.waiting()
                        + sum(admin.read("/api/channels"), "/inbox/waiting")
                        + sum(admin.read("/api/channels"), "/outbox/queued")
                        + sum(admin.read("/api/followers"), "/lag")
                    == 0);
  }

  private static long sum(JsonNode list, String number) {
    long sum = 0;
    for (JsonNode element : list) {
      sum += element.at(number).asLong();
    }
    return sum;
  }
}
