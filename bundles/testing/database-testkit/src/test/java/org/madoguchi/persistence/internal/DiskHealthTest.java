package org.madoguchi.persistence.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.madoguchi.kernel.health.Finding;
import org.madoguchi.kernel.measure.Figures;
import org.madoguchi.kernel.measure.Measure;
import org.madoguchi.kernel.measure.Measures;

public class DiskHealthTest {
  /** More than any disk has. */
  private static final long PLENTY = 1L << 42;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private FileBlobStore blobs() throws IOException {
    return new FileBlobStore(folder.getRoot().toPath().resolve("blobs"), Clock.systemUTC());
  }

  private DiskHealth disk(FileBlobStore blobs, long full, long low) {
    return new DiskHealth(folder.getRoot().toPath(), blobs, full, low);
  }

  private static List<String> codes(DiskHealth disk) {
    return disk.findings(Locale.ENGLISH).stream()
        .map(f -> f.code() + (f.blocks() ? " blocks" : ""))
        .toList();
  }

  static Map<String, Double> told(Measures measures) {
    Map<String, Double> told = new HashMap<>();
    measures.tell(
        new Figures() {
          @Override
          public void value(Measure measure, double value, List<String> labels) {
            told.put(measure.name() + labels, value);
          }

          @Override
          public void durations(
              Measure measure, double[] limits, long[] counts, double sum, List<String> labels) {
            throw new AssertionError("nothing here takes time");
          }
        });
    return told;
  }

  @Test
  public void roomEnoughIsNoFinding() throws IOException {
    DiskHealth disk = disk(blobs(), 0, 0);
    assertEquals(List.of(), codes(disk));
    Map<String, Double> told = told(disk);
    assertEquals(1.0, told.get("madoguchi_blob_writable[]"), 0);
    assertEquals(0.0, told.get("madoguchi_blob_stored_bytes_total[]"), 0);
    for (String name : List.of("[data]", "[blobs]")) {
      double free = told.get("madoguchi_disk_free_bytes" + name);
      assertTrue(name, free > 0 && free <= told.get("madoguchi_disk_total_bytes" + name));
    }
  }

  @Test
  public void littleRoomIsANoticeAndTooLittleBlocks() throws IOException {
    assertEquals(List.of("disk-low"), codes(disk(blobs(), 0, PLENTY)));
    assertEquals(List.of("disk-full blocks"), codes(disk(blobs(), PLENTY, PLENTY)));
    Finding told = disk(blobs(), PLENTY, PLENTY).findings(Locale.JAPANESE).get(0);
    assertTrue(told.text(), told.text().matches("(?s).*\\d.*") && !told.text().contains("{0}"));
  }

  @Test
  public void aFolderThatTakesNothingBlocksWhateverItsPermissionsSay() throws IOException {
    FileBlobStore blobs = blobs();
    Files.delete(blobs.unfinished());
    DiskHealth disk = disk(blobs, 0, 0);
    assertEquals(List.of("blobs blocks"), codes(disk));
    assertEquals(0.0, told(disk).get("madoguchi_blob_writable[]"), 0);
  }

  @Test
  public void aDiskThatCannotBeLookedAtIsNotWritableAndTellsNoFigures() throws IOException {
    FileBlobStore blobs = blobs();
    DiskHealth disk = new DiskHealth(Path.of("/nowhere/at/all"), blobs, 0, 0);
    assertEquals(List.of("blobs blocks"), codes(disk));
    assertEquals(Map.of("madoguchi_blob_stored_bytes_total[]", 0.0), told(disk));
  }
}
