package org.madoguchi.tickets.internal.files;

import java.util.List;
import org.madoguchi.tickets.internal.domain.Attachment;
import org.madoguchi.tickets.internal.domain.FileFinding;

/** How far files on tickets are judged. */
public interface FileStates {
  /** What waits for the scanner, from the newest on. */
  List<Attachment> waiting(int limit);

  /**
   * Notes what the scanner found, and what kind of file it is.
   *
   * @return false when somebody else has noted it, or the file is gone
   */
  boolean judged(long attachment, FileFinding finding);

  /** How many wait; counted exactly up to {@code most}. */
  int countWaiting(int most);

  /** Files of one entry that not everybody may open, or that wait. */
  List<Attachment> notOpen(long ticket, long entry);
}
