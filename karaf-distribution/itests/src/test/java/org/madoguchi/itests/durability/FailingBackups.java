package org.madoguchi.itests.durability;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.itests.container.Waiting.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.madoguchi.itests.container.Api;
import org.madoguchi.itests.instance.FirstLogins;
import org.madoguchi.itests.instance.Instance;
import org.madoguchi.itests.instance.Launcher;
import org.madoguchi.kernel.testkit.FreePorts;

/**
 * Whatever ends a backup of a running installation midway: no half file under its name, a reason,
 * nothing left behind, and the next one works. Whether the installation goes on answering is seen
 * by whoever works on it meanwhile.
 */
final class FailingBackups {
  private final Instance city;
  private final Path backups;
  private final Path folder;
  private final int debugger = FreePorts.next();

  /**
   * @param city on Derby; not started yet
   * @param folder for the files
   */
  FailingBackups(Instance city, Path folder) throws IOException {
    this.city = city.jvmOption(Breakpoint.jvmOption(debugger));
    this.backups = city.home().resolve("data/backup");
    this.folder = Files.createDirectories(folder);
  }

  void whileItWorks() throws Exception {
    whoAskedIsKilled();
    try (SmallMount disk = SmallMount.at(folder.resolve("small"), "32k").orElse(null)) {
      if (disk == null) {
        System.out.println("backup: full disks were not tried, only root may mount small ones");
        return;
      }
      withoutRoom(disk, folder.resolve("small/file.zip"));
    }
    try (SmallMount disk = SmallMount.at(backups, "64k").orElseThrow()) {
      withoutRoom(disk, folder.resolve("copy.zip"));
    }
  }

  private void whoAskedIsKilled() throws Exception {
    Path file = folder.resolve("asker-killed.zip");
    Process asker = ask(file);
    await("it waits").until(() -> Files.readString(askerLog()).contains("Backing up"));
    await("it is made").until(() -> state().contains(file.getFileName().toString()));
    asker.descendants().forEach(ProcessHandle::destroyForcibly);
    asker.destroyForcibly().waitFor();
    await("made").until(() -> state().contains("phase=VERIFIED"));
    nothingIsLeft(file);
  }

  private void withoutRoom(SmallMount disk, Path file) throws Exception {
    Launcher.Ended full = Launcher.run("backup", file, "--from", city.home());
    assertFalse(full.output(), full.worked());
    assertTrue(full.output(), full.output().contains("空き容量がない"));
    assertFalse(Files.exists(file));
    nothingIsLeft(file);
    disk.grow("500m");
    works(file);
    nothingIsLeft(file);
  }

  /** Ends with the city running again. */
  void theProgramIsKilled() throws Exception {
    Path file = folder.resolve("killed.zip");
    FaultPoint point =
        new FaultPoint(
            FaultPoint.Deed.MAIL, "", "org.madoguchi.archive.internal.ArchiveWriter", "table", "");
    Process asker;
    // armed before it is asked for: a small backup is made sooner than a debugger is attached
    try (Breakpoint breakpoint = Breakpoint.at(point, debugger)) {
      asker = ask(file);
      assertTrue("fewer tables", breakpoint.awaitHit(5, Duration.ofMinutes(3)));
      assertTrue("no half file", Files.exists(part(file)));
      city.kill();
    }
    assertTrue("a backup that was killed worked", asker.waitFor() != 0);
    assertFalse("a file under its name", Files.exists(file));
    city.start();
    // backups may come a little later than what the city is ready with
    Api admin = city.api().login("admin", FirstLogins.PASSWORD);
    JsonNode last =
        await("it is told that it failed")
            .until(
                () -> admin.read("/api/backups").get("last"),
                told -> told.get("state").asText().equals("failed"));
    nothingIsLeft(file);
    assertFalse(last.toString(), last.get("reason").asText().isEmpty());
    works(file);
  }

  /** Not even for the software, at first. */
  void restoreWithoutRoom(Path file) throws Exception {
    Path home = folder.resolve("small-home");
    try (SmallMount disk = SmallMount.at(home, "20m").orElse(null)) {
      if (disk == null) {
        return;
      }
      Launcher.Ended full = Launcher.run("restore", file, "--to", home);
      assertFalse(full.output(), full.worked());
      assertTrue(full.output(), full.output().contains("No space left on device"));
      disk.grow("1g");
      Launcher.Ended next = Launcher.run("restore", file, "--to", home);
      assertTrue(next.output(), next.worked());
      assertTrue(Files.isDirectory(home.resolve("data/derby/madoguchi")));
      assertFalse(Files.exists(home.resolve("restoring")));
    }
  }

  private Process ask(Path file) throws IOException {
    return Launcher.begin(askerLog(), Map.of(), "backup", file, "--from", city.home());
  }

  private Path askerLog() {
    return folder.resolve("asker.log");
  }

  private void works(Path file) throws Exception {
    Launcher.Ended next = Launcher.run("backup", file, "--from", city.home());
    assertTrue(next.output(), next.worked());
    assertTrue(Files.size(file) > 0);
  }

  private String state() throws IOException {
    return Files.readString(backups.resolve("state"));
  }

  private void nothingIsLeft(Path file) throws IOException {
    assertFalse("the half file is left", Files.exists(part(file)));
    try (Stream<Path> left = Files.list(backups)) {
      assertEquals(List.of(backups.resolve("state")), left.toList());
    }
  }

  private static Path part(Path file) {
    return file.resolveSibling(file.getFileName() + ".part");
  }
}
