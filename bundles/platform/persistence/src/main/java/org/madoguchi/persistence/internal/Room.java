package org.madoguchi.persistence.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether so much fits into a folder: tried, not asked for, since a quota tells nobody. */
record Room(Path folder, int mebibytes) {
  private static final Logger LOG = LoggerFactory.getLogger(Room.class);
  private static final int MEBIBYTE = 1024 * 1024;

  boolean isThere() {
    Path probe = folder.resolve("room.probe");
    try {
      write(probe);
      return true;
    } catch (IOException e) {
      return false;
    } finally {
      remove(probe);
    }
  }

  private void write(Path probe) throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(MEBIBYTE);
    try (FileChannel file =
        FileChannel.open(
            probe,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      for (int i = 0; i < mebibytes; i++) {
        piece.clear();
        while (piece.hasRemaining()) {
          file.write(piece);
        }
      }
      // some file systems find out only now
      file.force(true);
    }
  }

  private static void remove(Path probe) {
    try {
      Files.deleteIfExists(probe);
    } catch (IOException e) {
      LOG.warn("{} stays behind", probe, e);
    }
  }
}
