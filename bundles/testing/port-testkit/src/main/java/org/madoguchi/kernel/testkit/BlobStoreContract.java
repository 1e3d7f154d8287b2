package org.madoguchi.kernel.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Test;
import org.madoguchi.kernel.store.BlobRef;
import org.madoguchi.kernel.store.BlobStore;
import org.madoguchi.kernel.store.BlobStore.TooLarge;

/** Content goes in once and comes back as it was. */
public abstract class BlobStoreContract {
  private static final String SHA_OF_EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  private static final String SHA_OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  /** The store of this clause, empty at first; the same at every call. */
  protected abstract BlobStore store();

  @Test
  public void contentComesBackByteByByte() throws IOException {
    byte[] content = new byte[1_000_003];
    new Random(7).nextBytes(content);
    BlobRef blob = put(content);
    assertEquals(content.length, blob.size());
    assertArrayEquals(content, stored(blob.sha256()));
    assertArrayEquals("and again", content, stored(blob.sha256()));
  }

  @Test
  public void addressIsTheSha256OfTheContent() throws IOException {
    assertEquals(new BlobRef(SHA_OF_ABC, 3), put("abc".getBytes(UTF_8)));
    assertEquals("empty content is content too", new BlobRef(SHA_OF_EMPTY, 0), put(new byte[0]));
    assertArrayEquals(new byte[0], stored(SHA_OF_EMPTY));
  }

  @Test
  public void sameContentFromManyThreadsIsOneBlob() throws Exception {
    byte[] content = new byte[300_000];
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<BlobRef>> all = Collections.nCopies(16, () -> put(content));
      List<BlobRef> blobs = new ArrayList<>();
      for (Future<BlobRef> one : threads.invokeAll(all)) {
        blobs.add(one.get());
      }
      assertEquals(1, blobs.stream().distinct().count());
      assertArrayEquals(content, stored(blobs.get(0).sha256()));
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  public void tooLargeContentLeavesNothing() throws IOException {
    byte[] content = "abc".getBytes(UTF_8);
    TooLarge refused =
        assertThrows(
            TooLarge.class,
            () -> store().put(new ByteArrayInputStream(content), content.length - 1));
    assertEquals(content.length - 1, refused.limit());
    assertThrows(FileNotFoundException.class, () -> stored(SHA_OF_ABC));
    store().put(new ByteArrayInputStream(content), content.length);
    assertArrayEquals("the limit itself is allowed", content, stored(SHA_OF_ABC));
  }

  @Test
  public void sourceThatBreaksLeavesNothing() {
    InputStream broken =
        new InputStream() {
          private final byte[] begun = "abc".getBytes(UTF_8);
          private int read;

          @Override
          public int read() throws IOException {
            if (read == begun.length) {
              throw new IOException("connection reset");
            }
            return begun[read++];
          }
        };
    assertThrows(IOException.class, () -> store().put(broken, 100));
    assertThrows(FileNotFoundException.class, () -> stored(SHA_OF_ABC));
  }

  @Test
  public void headIsTheBeginningOrAllThereIs() throws IOException {
    BlobRef blob = put("abcdef".getBytes(UTF_8));
    assertArrayEquals("abc".getBytes(UTF_8), store().head(blob.sha256(), 3));
    assertArrayEquals("abcdef".getBytes(UTF_8), store().head(blob.sha256(), 100));
    assertThrows(FileNotFoundException.class, () -> store().head(SHA_OF_EMPTY, 1));
  }

  @Test
  public void unknownAndMalformedAddressesAreNotFound() {
    for (String address : new String[] {SHA_OF_EMPTY, "", "../../../../etc/passwd", null}) {
      assertThrows(FileNotFoundException.class, () -> store().open(address));
    }
  }

  private BlobRef put(byte[] content) throws IOException {
    return store().put(new ByteArrayInputStream(content), Long.MAX_VALUE);
  }

  private byte[] stored(String sha256) throws IOException {
    try (InputStream stored = store().open(sha256)) {
      return stored.readAllBytes();
    }
  }
}
