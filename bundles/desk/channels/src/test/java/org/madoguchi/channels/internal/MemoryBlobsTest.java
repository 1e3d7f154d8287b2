package org.madoguchi.channels.internal;

import org.madoguchi.kernel.store.BlobStore;
import org.madoguchi.kernel.testkit.BlobStoreContract;

public class MemoryBlobsTest extends BlobStoreContract {
  private final BlobStore store = new MemoryBlobs();

  @Override
  protected BlobStore store() {
    return store;
  }
}
