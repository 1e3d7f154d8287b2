package org.madoguchi.benchmarks;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TablesTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void figuresStandBesideTheirFloorsAndTheTextAroundThemStays() throws IOException {
    Path page = folder.newFile("page.md").toPath();
    Files.writeString(
        page,
        "before\n<!-- figures: written by ./madoguchi bench -->\nold\n<!-- end of figures -->\nafter\n");
    Results results = new Results(folder.newFolder("2026-11-22-m").toPath());
    results.machine(Map.of("cores", 2));
    results.add("floors", row("commit-8", "derby", "9,000/s", ""));
    results.add("floors", row("http-8", "", "50,000/s", ""));
    results.add("create", row("create-8", "derby", "3,000/s", "commit-8"));
    results.add("reading", row("view-8", "derby", "2,000/s", "http-8"));
    Tables.write(results.folder(), page);
    Tables.write(results.folder(), page);

    String text = Files.readString(page);
    assertTrue(text, text.startsWith("before\n") && text.endsWith("\nafter\n"));
    assertTrue(text, text.contains("| create-8 | derby | 3,000/s | 9,000/s |  |\n"));
    assertTrue(text, text.contains("| view-8 | derby | 2,000/s | 50,000/s |  |\n"));
    assertTrue(text, text.contains("cores 2"));
    assertEquals(-1, text.indexOf("old"));
  }

  private static Results.Row row(String id, String database, String figure, String floor) {
    return new Results.Row(id, id, database, figure, floor, "", Map.of());
  }
}
