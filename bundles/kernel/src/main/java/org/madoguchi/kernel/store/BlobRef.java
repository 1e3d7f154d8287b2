package org.madoguchi.kernel.store;

/**
 * Stored content.
 *
 * @param sha256 64 hexadecimal digits, lower case; also the address
 * @param size in bytes
 */
public record BlobRef(String sha256, long size) {
  public BlobRef {
    if (sha256 == null || !sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not a SHA-256 in hexadecimal");
    }
  }
}
