package org.madoguchi.search.internal.lucene;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.store.FSDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The indexes on disk: the file {@code current} names the folder that is searched; one that is
 * being filled lies beside it; one that was corrupt is set aside as {@code corrupt}, the newest
 * only.
 */
final class Shelves {
  private static final Logger LOG = LoggerFactory.getLogger(Shelves.class);
  private static final String CURRENT = "current";
  private static final String CORRUPT = "corrupt";
  private static final String INDEX = "index-";

  /**
   * An opened index.
   *
   * @param reason why it has to be filled anew; '' when it has not
   */
  record Opened(Shelf shelf, String name, String reason) {}

  private final Path folder;
  private final Documents documents;

  Shelves(Path folder, Documents documents) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.documents = documents;
  }

  /** Opens the index that is searched, or a new one when there is none that can be read. */
  Opened open() throws IOException {
    removeAllBut(List.of(currentName(), CURRENT, CORRUPT));
    return openAgain();
  }

  /** The same while another one may be being filled beside it. */
  Opened openAgain() throws IOException {
    String name = currentName();
    if (name.isEmpty()) {
      return begin("first-start");
    }
    try {
      Shelf shelf = new Shelf(FSDirectory.open(folder.resolve(name)), documents, true);
      return new Opened(shelf, name, shelf.isOfPresentAnalysis() ? "" : "other-analysis");
    } catch (IOException | RuntimeException e) {
      if (!isAboutContent(e)) {
        throw e; // no room, no right, used by another process: the files are as they were
      }
      LOG.error(
          "the search index cannot be read: it is set aside as {}/corrupt and filled anew",
          folder,
          e);
      setAside(name);
      return begin("corrupt");
    }
  }

  /** What Lucene throws for files that are cut short, changed, missing or another version's. */
  private static boolean isAboutContent(Exception e) {
    return e instanceof CorruptIndexException
        || e instanceof IndexFormatTooOldException
        || e instanceof IndexFormatTooNewException
        || e instanceof IndexNotFoundException
        || e instanceof EOFException
        || e instanceof FileNotFoundException
        || e instanceof NoSuchFileException
        || e instanceof RuntimeException;
  }

  private Opened begin(String reason) throws IOException {
    Opened fresh = fresh(reason);
    makeCurrent(fresh.name());
    return fresh;
  }

  /** A new index beside the present one. */
  Opened fresh(String reason) throws IOException {
    String name = INDEX + nextNumber();
    Shelf shelf = new Shelf(FSDirectory.open(folder.resolve(name)), documents, false);
    return new Opened(shelf, name, reason);
  }

  private long nextNumber() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return 1
          + files
              .map(file -> file.getFileName().toString())
              .filter(file -> file.matches(INDEX + "[0-9]{1,18}"))
              .mapToLong(file -> Long.parseLong(file.substring(INDEX.length())))
              .max()
              .orElse(0);
    }
  }

  /** From now on the index of this name is opened after a start. */
  void makeCurrent(String name) throws IOException {
    Path next = folder.resolve(CURRENT + ".next");
    Files.writeString(next, name, StandardCharsets.UTF_8);
    Files.move(
        next,
        folder.resolve(CURRENT),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private String currentName() throws IOException {
    try {
      String name = Files.readString(folder.resolve(CURRENT)).strip();
      boolean there = name.startsWith(INDEX) && Files.isDirectory(folder.resolve(name));
      return there ? name : "";
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  private void setAside(String name) throws IOException {
    remove(folder.resolve(CORRUPT));
    Files.move(folder.resolve(name), folder.resolve(CORRUPT));
  }

  void remove(String name) {
    try {
      remove(folder.resolve(name));
    } catch (IOException e) {
      LOG.warn("the old search index {} could not be removed", name, e); // the next start tries
    }
  }

  /** What a sudden end left behind while an index was being filled. */
  private void removeAllBut(List<String> names) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (!names.contains(file.getFileName().toString())) {
          remove(file);
        }
      }
    }
  }

  private static void remove(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(path)) {
      for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
