package org.madoguchi.tickets.internal.imports;

import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.store.BlobRef;

/**
 * A row or a mail of a file.
 *
 * @param line in the file, from 1
 * @param number the old number as it is compared
 * @param cells of a row; of a mail its Message-ID, sender, subject and date as they are written
 * @param mail empty for a row
 */
public record Part(long line, String number, List<String> cells, Optional<BlobRef> mail) {
  /** No row is longer, no number either. */
  static final int LONGEST = 100_000;

  static final int LONGEST_NUMBER = 200;
}
