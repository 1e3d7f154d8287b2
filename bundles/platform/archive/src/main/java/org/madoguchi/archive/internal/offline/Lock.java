package org.madoguchi.archive.internal.offline;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.madoguchi.archive.internal.Installation;
import org.madoguchi.archive.internal.Refused;

/** The lock a running installation holds; who has it is sure that it does not run, nor start. */
final class Lock implements Closeable {
  private final FileChannel channel;

  Lock(Installation installation) throws IOException, Refused {
    Path file = installation.home().resolve("lock");
    channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      throw new Refused("runs", installation.home());
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
