package org.madoguchi.persistence.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.madoguchi.kernel.health.Finding;
import org.madoguchi.kernel.health.HealthCheck;
import org.madoguchi.kernel.measure.Figures;
import org.madoguchi.kernel.measure.Measure;
import org.madoguchi.kernel.measure.Measures;
import org.madoguchi.kernel.measure.Recent;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Whether content can be stored, and how much room is left. */
@Component(
    configurationPid = "org.madoguchi.disk",
    service = {HealthCheck.class, Measures.class})
@Designate(ocd = DiskHealth.Config.class)
public final class DiskHealth implements HealthCheck, Measures {
  private static final Duration AGE = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMillis(1_500);
  private static final long MEBIBYTE = 1024 * 1024;

  private static final Measure FREE =
      Measure.gauge(
          "madoguchi_disk_free_bytes", "Room left where the folder lies: data or blobs.", "folder");
  private static final Measure TOTAL =
      Measure.gauge("madoguchi_disk_total_bytes", "Size of the disk the folder lies on.", "folder");
  private static final Measure STORED =
      Measure.counter(
          "madoguchi_blob_stored_bytes_total", "Bytes of new content stored by this node.");
  private static final Measure WRITABLE =
      Measure.gauge("madoguchi_blob_writable", "1 while content can be stored.");

  /** When the disk is too full. */
  @ObjectClassDefinition(name = "%disk.name", localization = "OSGI-INF/l10n/blobs")
  public @interface Config {
    /** With less room than this nobody is let in any more. */
    @AttributeDefinition(name = "%full.name", description = "%full.description", min = "1")
    int fullMebibytes() default 256;

    /** With less room than this somebody should act. */
    @AttributeDefinition(name = "%low.name", description = "%low.description", min = "1")
    int lowMebibytes() default 2048;
  }

  private record Disk(String folder, long free, long total) {}

  private record Seen(boolean writable, List<Disk> disks) {}

  private final FileBlobStore blobs;
  private final Path data;
  private final long full;
  private final long low;
  private final Recent<Seen> seen;

  @Activate
  public DiskHealth(Config config, BundleContext context, @Reference FileBlobStore blobs) {
    this(folder(context), blobs, config.fullMebibytes(), config.lowMebibytes());
  }

  DiskHealth(Path data, FileBlobStore blobs, long fullMebibytes, long lowMebibytes) {
    this.blobs = blobs;
    this.data = data;
    this.full = MEBIBYTE * fullMebibytes;
    this.low = MEBIBYTE * lowMebibytes;
    this.seen = new Recent<>(AGE, PATIENCE, this::look);
  }

  private static Path folder(BundleContext context) {
    String data = context.getProperty("karaf.data");
    return data == null ? context.getDataFile("").toPath() : Path.of(data);
  }

  private Seen look() {
    try {
      return new Seen(
          isWritable(), List.of(disk("data", data), disk("blobs", blobs.unfinished().getParent())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tried, not asked for: a disk that was remounted read-only keeps its permissions. */
  private boolean isWritable() {
    try {
      Files.delete(Files.createTempFile(blobs.unfinished(), "health", ".part"));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static Disk disk(String folder, Path path) throws IOException {
    var store = Files.getFileStore(path);
    return new Disk(folder, store.getUsableSpace(), store.getTotalSpace());
  }

  @Override
  public List<Finding> findings(Locale locale) {
    Seen now = seen.get().orElse(new Seen(false, List.of()));
    List<Finding> findings = new ArrayList<>();
    if (!now.writable()) {
      findings.add(new Finding("blobs", true, HealthTexts.text("blobs", locale)));
    }
    long free = now.disks().stream().mapToLong(Disk::free).min().orElse(Long.MAX_VALUE);
    if (free < low) {
      String code = free < full ? "disk-full" : "disk-low";
      String text = HealthTexts.text(code, locale, free / MEBIBYTE);
      findings.add(new Finding(code, free < full, text));
    }
    return findings;
  }

  @Override
  public void tell(Figures figures) {
    figures.value(STORED, blobs.stored(), List.of());
    seen.get()
        .ifPresent(
            now -> {
              figures.value(WRITABLE, now.writable() ? 1 : 0, List.of());
              for (Disk disk : now.disks()) {
                figures.value(FREE, disk.free(), List.of(disk.folder()));
                figures.value(TOTAL, disk.total(), List.of(disk.folder()));
              }
            });
  }
}
