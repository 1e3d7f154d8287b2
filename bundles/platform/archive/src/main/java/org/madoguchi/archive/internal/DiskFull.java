package org.madoguchi.archive.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** Whether something failed for want of room, whoever says so in whatever exception. */
public final class DiskFull {
  private static final long NEXT_TO_NOTHING = 1 << 20;

  private DiskFull() {}

  /**
   * A database that broke off may not tell why any more: looks at what room is left, and adds to
   * the failure that there is none.
   *
   * @param where a folder that is there
   */
  public static void note(Exception failure, Path where) {
    if (!isCauseOf(failure) && where.toFile().getUsableSpace() < NEXT_TO_NOTHING) {
      failure.addSuppressed(new IOException("No space left on device: " + where));
    }
  }

  public static boolean isCauseOf(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (message.contains("No space left on device") || message.contains("Disk quota exceeded")) {
        return true;
      }
      for (Throwable suppressed : cause.getSuppressed()) {
        if (isCauseOf(suppressed)) {
          return true;
        }
      }
      if (cause instanceof SQLException sql && isCauseOf(sql.getNextException())) {
        return true;
      }
    }
    return false;
  }
}
