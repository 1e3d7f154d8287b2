package org.madoguchi.persistence.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.madoguchi.kernel.store.BlobRef;
import org.madoguchi.kernel.store.BlobStore;
import org.madoguchi.kernel.store.BlobStore.TooLarge;

public class FileBlobStoreTest {
  private static final String SHA_OF_EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path root;
  private FileBlobStore store;

  @Before
  public void open() throws IOException {
    root = folder.getRoot().toPath().resolve("blobs");
    store = new FileBlobStore(root, Clock.systemUTC());
  }

  @Test
  public void theSameContentIsStoredOnce() throws IOException {
    assertEquals(put("原本".getBytes(UTF_8)), put("原本".getBytes(UTF_8)));
    assertEquals(1, files().size());
  }

  @Test
  public void theSameContentFromManyThreadsIsStoredOnce() throws Exception {
    byte[] content = new byte[300_000];
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<BlobRef>> all = Collections.nCopies(16, () -> put(content));
      List<BlobRef> blobs = new ArrayList<>();
      for (Future<BlobRef> one : threads.invokeAll(all)) {
        blobs.add(one.get());
      }
      assertEquals(1, blobs.stream().distinct().count());
    } finally {
      threads.shutdownNow();
    }
    assertEquals(1, files().size());
  }

  @Test
  public void tooLargeContentLeavesNothing() throws IOException {
    put(new byte[100]);
    TooLarge refused = assertThrows(TooLarge.class, () -> put(new byte[101], 100));
    assertEquals(100, refused.limit());
    assertEquals(1, files().size());
  }

  @Test
  public void aSourceThatBreaksLeavesNothing() throws IOException {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection reset");
          }
        };
    assertThrows(IOException.class, () -> store.put(broken, 100));
    assertEquals(List.of(), files());
  }

  @Test
  public void unfinishedFilesOfADeadProcessAreSweptAndFreshOnesKept() throws IOException {
    Path unfinished = root.resolve("unfinished");
    Path torn = Files.write(unfinished.resolve("1.part"), new byte[10]);
    Path fresh = Files.write(unfinished.resolve("2.part"), new byte[10]);
    Clock clock = Clock.systemUTC();
    Files.setLastModifiedTime(torn, FileTime.from(clock.instant().minus(Duration.ofDays(2))));
    BlobRef kept = put(new byte[5]);

    FileBlobStore restarted = new FileBlobStore(root, clock);
    assertFalse(Files.exists(torn));
    assertTrue(Files.exists(fresh));
    restarted.open(kept.sha256()).close();
  }

  @Test
  public void contentTornByAPowerFailureIsReplacedWhenItComesAgain() throws IOException {
    byte[] content = "全文".getBytes(UTF_8);
    put(content);
    Files.write(files().get(0), new byte[] {1});
    BlobRef again = put(content);
    try (InputStream stored = store.open(again.sha256())) {
      assertArrayEquals(content, stored.readAllBytes());
    }
  }

  @Test
  public void contentThatIsCutOffOrAlteredIsNotGivenOut() throws IOException {
    BlobRef cut = put("cut off by a power failure".getBytes(StandardCharsets.UTF_8));
    BlobRef altered = put("altered by a dying disk".getBytes(StandardCharsets.UTF_8));
    Files.write(root.resolve(pathOf(cut)), new byte[3]);
    Files.write(root.resolve(pathOf(altered)), new byte[(int) altered.size()]);

    FileBlobStore restarted = new FileBlobStore(root, Clock.systemUTC());
    assertThrows(BlobStore.Damaged.class, () -> restarted.open(cut.sha256()));
    assertThrows(BlobStore.Damaged.class, () -> restarted.open(altered.sha256()));
  }

  private static String pathOf(BlobRef blob) {
    String name = blob.sha256();
    return name.substring(0, 2) + "/" + name.substring(2, 4) + "/" + name;
  }

  @Test
  public void aStoreThatCannotWriteSaysSoAndTakesContentAgainLater() throws IOException {
    Path unfinished = root.resolve("unfinished");
    Files.delete(unfinished);
    assertThrows(BlobStore.Unwritable.class, () -> put(new byte[10]));
    Files.createDirectory(unfinished);
    store.open(put(new byte[10]).sha256()).close();
  }

  private BlobRef put(byte[] content) throws IOException {
    return put(content, Long.MAX_VALUE);
  }

  private BlobRef put(byte[] content, long maxBytes) throws IOException {
    return store.put(new ByteArrayInputStream(content), maxBytes);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
