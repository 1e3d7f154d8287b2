package org.madoguchi.search.internal.lucene;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.madoguchi.search.DocumentKey;
import org.madoguchi.search.SearchDocument;
import org.madoguchi.search.internal.text.Dictionary;

public class DurabilityTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void whatWasFollowedIsSearchableAtOnceAndThereAgainAfterAnEnd() throws Exception {
    Path path = folder.getRoot().toPath();
    try (Desk desk = new Desk(path)) {
      desk.put(Desk.article("1", "住民票").build());
      assertEquals(List.of("1"), desk.ids("住民票"));
      desk.put(Desk.article("2", "住民票の写し").build());
      desk.remove("1");
      assertEquals(List.of("2"), desk.ids("住民票"));
    }
    try (Desk again = new Desk(path)) {
      assertEquals(List.of("2"), again.ids("住民票"));
      assertEquals(Optional.of(3L), again.engine.position(again.source));
      assertFalse(again.engine.state().rebuilding());
    }
  }

  /** A process is killed while it writes: its index opens, and knows how far it is. */
  @Test
  public void aKilledProcessLeavesAnIndexThatKnowsHowFarItIs() throws Exception {
    Path path = folder.getRoot().toPath();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                path.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long told = 0;
    try (var lines = process.inputReader()) {
      while (told < 5) {
        told = Long.parseLong(lines.readLine());
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    try (Desk desk = new Desk(path)) {
      long reached = desk.engine.position(desk.source).orElseThrow();
      assertTrue(reached >= told);
      // document n was committed with position n
      assertEquals(reached, desk.search("住民票").total());
    }
  }

  /** Writes documents until it is killed, and tells the position of each commit. */
  public static final class Writer {
    public static void main(String[] arguments) throws Exception {
      try (Desk desk = new Desk(Path.of(arguments[0]))) {
        for (int i = 1; ; i++) {
          desk.put(Desk.article(Integer.toString(i), "住民票 " + i).build());
          System.out.println(i);
        }
      }
    }
  }

  @Test
  public void aCorruptIndexIsSetAsideAndFilledAnew() throws Exception {
    Path path = folder.getRoot().toPath();
    MemorySource source = new MemorySource("articles");
    SearchDocument article = Desk.article("1", "住民票").build();
    source.put(article);
    try (Desk desk = new Desk(path)) {
      desk.engine.fill(source, 7, () -> false);
    }
    spoil(path);
    try (Desk desk = new Desk(path)) {
      assertEquals("corrupt", desk.engine.state().reason());
      assertEquals(Optional.empty(), desk.engine.position(source));
      assertTrue(Files.isDirectory(path.resolve("corrupt")));
      desk.engine.fill(source, 9, () -> false);
      assertEquals("", desk.engine.state().reason());
      assertEquals(List.of("1"), desk.ids("住民票"));
    }
    try (Desk desk = new Desk(path)) {
      assertEquals(Optional.of(9L), desk.engine.position(source));
    }
  }

  private static void spoil(Path path) throws Exception {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".cfs")).toList()) {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
          bytes.seek(bytes.length() / 2);
          int there = bytes.read();
          bytes.seek(bytes.length() / 2);
          bytes.write(there ^ 0xff);
        }
      }
    }
  }

  @Test
  public void aLostIndexBeginsEmptyAndSaysSo() throws Exception {
    Path path = folder.getRoot().toPath();
    try (Desk desk = new Desk(path)) {
      desk.put(Desk.article("1", "住民票").build());
    }
    Files.delete(path.resolve("current"));
    try (Desk desk = new Desk(path)) {
      assertEquals("first-start", desk.engine.state().reason());
      assertEquals(0, desk.search("住民票").total());
    }
  }

  /** While the new index is being filled, the old one answers, and changes reach both. */
  @Test
  public void searchingAndFollowingGoOnWhileItIsFilledAnew() throws Exception {
    try (Desk desk = new Desk(folder.getRoot().toPath())) {
      for (int i = 0; i < 3; i++) {
        desk.put(Desk.article("old" + i, "住民票 " + i).build());
      }
      CountDownLatch reading = new CountDownLatch(1);
      CountDownLatch goOn = new CountDownLatch(1);
      MemorySource slow =
          new MemorySource("articles") {
            @Override
            public List<DocumentKey> keys(Optional<DocumentKey> after, int limit) {
              if (after.isPresent()) {
                reading.countDown();
                await(goOn);
              }
              return desk.source.keys(after, limit);
            }

            @Override
            public List<SearchDocument> documents(List<DocumentKey> keys) {
              return desk.source.documents(keys);
            }
          };
      List<Exception> failures = new ArrayList<>();
      Thread rebuilding =
          new Thread(
              () -> {
                try {
                  desk.engine.rebuild(List.of(slow), "asked");
                } catch (Exception e) {
                  failures.add(e);
                }
              });
      rebuilding.start();
      await(reading);
      assertTrue(desk.engine.state().rebuilding());
      assertEquals(3, desk.search("住民票").total());
      desk.put(Desk.article("new", "住民票 新しい").build(), Desk.article("old0", "転出届").build());
      desk.remove("old1");
      assertEquals(2, desk.search("住民票").total());
      goOn.countDown();
      rebuilding.join(TimeUnit.SECONDS.toMillis(120));
      assertEquals(List.of(), failures);
      assertFalse(desk.engine.state().rebuilding());
      assertEquals(2, desk.search("住民票").total());
      assertEquals(List.of("old0"), desk.ids("転出届"));
      assertEquals(Optional.of(5L), desk.engine.position(desk.source));
    }
    try (Desk again = new Desk(folder.getRoot().toPath())) {
      assertEquals(2, again.search("住民票").total());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(120, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  public void aHalfFilledIndexIsForgottenAfterAnEnd() throws Exception {
    Path path = folder.getRoot().toPath();
    try (Desk desk = new Desk(path)) {
      desk.put(Desk.article("1", "住民票").build());
    }
    Shelves shelves = new Shelves(path, new Documents(Dictionary.WORDS));
    Shelves.Opened half = shelves.fresh("asked");
    half.shelf().put(Desk.article("2", "住民票").build());
    half.shelf().close();
    assertTrue(Files.exists(path.resolve(half.name())));
    try (Desk desk = new Desk(path)) {
      assertEquals(List.of("1"), desk.ids("住民票"));
      assertFalse(Files.exists(path.resolve(half.name())));
    }
  }

  /** What is read is old by the time it is written: what was followed in between stays. */
  @Test
  public void anOldReadingNeverOverwritesWhatWasFollowed() throws Exception {
    try (Desk desk = new Desk(folder.getRoot().toPath())) {
      desk.put(Desk.article("1", "住民票").build(), Desk.article("2", "住民票").build());
      MemorySource late =
          new MemorySource("articles") {
            @Override
            public List<DocumentKey> keys(Optional<DocumentKey> after, int limit) {
              return desk.source.keys(after, limit);
            }

            @Override
            public List<SearchDocument> documents(List<DocumentKey> keys) {
              List<SearchDocument> read = desk.source.documents(keys);
              try {
                desk.put(Desk.article("1", "転出届").build());
                desk.remove("2");
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              return read;
            }
          };
      assertTrue(desk.engine.rebuild(List.of(late), "asked"));
      assertEquals(List.of("1"), desk.ids("転出届"));
      assertEquals(0, desk.search("住民票").total());
    }
  }

  @Test
  public void whatSeveralSourcesHaveIsFilledAnew() throws Exception {
    try (Desk desk = new Desk(folder.getRoot().toPath())) {
      MemorySource other = new MemorySource("others");
      desk.source.put(Desk.article("1", "住民票").build());
      for (int i = 0; i < 250; i++) {
        other.put(Desk.article("other" + i, "転出届 " + i).build());
      }
      assertTrue(desk.engine.rebuild(List.of(desk.source, other, desk.source), "asked"));
      assertEquals(1, desk.search("住民票").total());
      assertEquals(250, desk.search("転出届").total());
    }
  }

  @Test
  public void aSourceThatGoesWhileItIsReadIsFilledAnotherTime() throws Exception {
    try (Desk desk = new Desk(folder.getRoot().toPath())) {
      desk.source.put(Desk.article("1", "住民票").build());
      desk.engine.fill(desk.source, 7, () -> true);
      assertEquals(Optional.empty(), desk.engine.position(desk.source));
      desk.engine.fill(desk.source, 7, () -> false);
      assertEquals(Optional.of(7L), desk.engine.position(desk.source));
    }
  }

  /** As when the disk was full, or somebody deleted the files. */
  @Test
  public void anIndexThatCannotBeWrittenIsOpenedAgain() throws Exception {
    Path path = folder.getRoot().toPath();
    try (Desk desk = new Desk(path)) {
      desk.put(Desk.article("1", "住民票").build());
      Path index = path.resolve(Files.readString(path.resolve("current")));
      Path away = path.resolveSibling(folder.getRoot().getName() + "-away");
      Files.move(index, away);
      assertThrows(Exception.class, () -> desk.put(Desk.article("2", "住民票").build()));
      Files.move(away, index);
      assertEquals(Optional.of(1L), desk.engine.position(desk.source));
      desk.put(Desk.article("3", "住民票").build());
      assertEquals(List.of("1", "3"), desk.ids("住民票").stream().sorted().toList());
    }
  }
}
