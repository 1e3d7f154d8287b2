package org.madoguchi.kernel.store;

import java.io.IOException;
import java.io.InputStream;

/**
 * Content-addressed storage of raw deliveries and attachments. The same content is stored once.
 * Content is on disk (fsync of file and directory) when {@link #put} returns, so a row that refers
 * to it may be committed.
 */
public interface BlobStore {
  /**
   * Stores everything {@code content} yields; the caller closes it.
   *
   * @throws TooLarge when more than {@code maxBytes} come; nothing is stored then
   * @throws Unwritable disk full or gone; nothing is stored then
   * @throws IOException unreadable source; nothing is stored then
   */
  BlobRef put(InputStream content, long maxBytes) throws IOException;

  /**
   * Opens content for reading; the caller closes it.
   *
   * @throws java.io.FileNotFoundException when there is none
   * @throws Damaged when it is not what was stored
   */
  InputStream open(String sha256) throws IOException;

  /**
   * The first bytes, at most {@code most}: to see what kind of content it is, no more. What is
   * damaged further behind goes unnoticed.
   *
   * @throws java.io.FileNotFoundException when there is none
   */
  default byte[] head(String sha256, int most) throws IOException {
    try (InputStream content = open(sha256)) {
      return content.readNBytes(most);
    }
  }

  /** The store itself cannot take anything now: full, read-only or gone. */
  final class Unwritable extends IOException {
    private static final long serialVersionUID = 1L;

    public Unwritable(IOException cause) {
      super("content cannot be stored", cause);
    }
  }

  /** The content is cut off or altered; only a backup still has it. */
  final class Damaged extends IOException {
    private static final long serialVersionUID = 1L;

    public Damaged(String sha256) {
      super("content " + sha256 + " is damaged");
    }
  }

  /** More than the permitted size was sent. */
  final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;
    private final long limit;

    public TooLarge(long limit) {
      super("more than " + limit + " bytes");
      this.limit = limit;
    }

    public long limit() {
      return limit;
    }
  }
}
