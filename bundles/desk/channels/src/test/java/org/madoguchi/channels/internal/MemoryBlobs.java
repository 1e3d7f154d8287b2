package org.madoguchi.channels.internal;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.madoguchi.kernel.store.BlobRef;
import org.madoguchi.kernel.store.BlobStore;

/** Content in memory. */
final class MemoryBlobs implements BlobStore {
  private final Map<String, byte[]> contents = new ConcurrentHashMap<>();
  volatile boolean full;

  @Override
  public BlobRef put(InputStream content, long maxBytes) throws IOException {
    byte[] bytes = content.readNBytes((int) Math.min(maxBytes, Integer.MAX_VALUE - 1) + 1);
    if (bytes.length > maxBytes) {
      throw new TooLarge(maxBytes);
    }
    if (full) {
      throw new IOException("disk full");
    }
    BlobRef ref = new BlobRef(sha256(bytes), bytes.length);
    contents.put(ref.sha256(), bytes);
    return ref;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public InputStream open(String sha256) throws IOException {
    byte[] bytes = sha256 == null ? null : contents.get(sha256);
    if (bytes == null) {
      throw new FileNotFoundException();
    }
    return new ByteArrayInputStream(bytes);
  }

  int size() {
    return contents.size();
  }
}
