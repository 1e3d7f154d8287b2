package org.madoguchi.directory.internal.imports;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.madoguchi.directory.DirectoryImport.Kind;
import org.madoguchi.directory.internal.municipality.Municipalities;
import org.madoguchi.directory.internal.municipality.MunicipalityFile;
import org.madoguchi.directory.internal.secret.Secrets;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.tables.CsvBody;
import org.madoguchi.tables.Outcome;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the CSV files of a municipality's folder when the municipality becomes ready and a file
 * differs from the one taken last. Works on a thread of its own, so that no start waits for it.
 */
@Component(service = FolderImports.class, immediate = true)
public final class FolderImports {
  private static final Logger LOG = LoggerFactory.getLogger(FolderImports.class);

  /** How many bad lines one warning names. */
  private static final int LINES_NAMED = 20;

  private final CsvDirectoryImport imports;
  private final Municipalities municipalities;
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "directory-folder-import");
            thread.setDaemon(true);
            return thread;
          });
  private final Consumer<MunicipalityFile> watcher = file -> worker.execute(() -> take(file));

  @Activate
  public FolderImports(
      @Reference CsvDirectoryImport imports, @Reference Municipalities municipalities) {
    this.imports = imports;
    this.municipalities = municipalities;
    municipalities.watch(watcher);
  }

  @Deactivate
  public void close() {
    municipalities.unwatch(watcher);
    worker.shutdown();
  }

  /** Whether everything taken up before {@link #close} is done. */
  boolean isIdle() {
    return worker.isTerminated();
  }

  private void take(MunicipalityFile file) {
    MunicipalityId municipality = new MunicipalityId(file.slug());
    // Staff and categories name sections, so the organisation comes first.
    for (Kind kind : List.of(Kind.SECTIONS, Kind.STAFF, Kind.CATEGORIES)) {
      Path csv = file.folder().resolve(kind.name().toLowerCase(Locale.ROOT) + ".csv");
      try {
        if (Files.isRegularFile(csv)) {
          take(municipality, kind, csv);
        }
      } catch (DomainException e) {
        LOG.warn("{} is not taken: {}", csv, e.type().name());
      } catch (IOException | RuntimeException e) {
        LOG.warn("{} is not taken and is tried again at the next start", csv, e);
      }
    }
  }

  private void take(MunicipalityId municipality, Kind kind, Path csv) throws IOException {
    byte[] content = Files.readAllBytes(csv);
    String sha256 = Secrets.sha256(content);
    if (imports.isTaken(municipality, kind, sha256)) {
      return;
    }
    String text = CsvBody.text(content);
    Outcome outcome = imports.takeFile(municipality, kind, new StringReader(text), sha256);
    if (outcome.isSound()) {
      LOG.info(
          "{} is taken: {} lines, {} added, {} changed, {} removed",
          csv,
          outcome.lines(),
          outcome.added(),
          outcome.changed(),
          outcome.removed());
    } else {
      LOG.warn("{} is not taken, correct {}", csv, named(outcome));
    }
  }

  private static String named(Outcome outcome) {
    String named =
        outcome.badLines().stream()
            .limit(LINES_NAMED)
            .map(b -> "line " + b.line() + " " + b.column() + " (" + b.code() + ")")
            .collect(Collectors.joining(", "));
    int more = outcome.bad() - LINES_NAMED;
    return more <= 0 ? named : named + " and " + more + " more";
  }
}
