package org.madoguchi.channels.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Content as the inbox hands it out, from a file: once closed it cannot be read any more. */
public final class StoredContent extends ByteArrayInputStream {
  private boolean closed;

  public StoredContent(byte[] content) {
    super(content);
  }

  @Override
  public synchronized int read(byte[] buffer, int from, int length) {
    refuseAfterClose();
    return super.read(buffer, from, length);
  }

  @Override
  public synchronized int read() {
    refuseAfterClose();
    return super.read();
  }

  @Override
  public void close() throws IOException {
    closed = true;
  }

  private void refuseAfterClose() {
    if (closed) {
      throw new IllegalStateException("read after close");
    }
  }
}
