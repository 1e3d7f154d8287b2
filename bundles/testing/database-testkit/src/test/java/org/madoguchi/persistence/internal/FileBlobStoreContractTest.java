package org.madoguchi.persistence.internal;

import java.io.IOException;
import java.time.Clock;
import org.junit.Before;
import org.junit.Rule;
import org.junit.rules.TemporaryFolder;
import org.madoguchi.kernel.store.BlobStore;
import org.madoguchi.kernel.testkit.BlobStoreContract;

public class FileBlobStoreContractTest extends BlobStoreContract {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private BlobStore store;

  @Before
  public void open() throws IOException {
    store = new FileBlobStore(folder.getRoot().toPath().resolve("blobs"), Clock.systemUTC());
  }

  @Override
  protected BlobStore store() {
    return store;
  }
}
