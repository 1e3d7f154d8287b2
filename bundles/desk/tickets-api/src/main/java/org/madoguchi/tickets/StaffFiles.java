package org.madoguchi.tickets;

import java.io.IOException;
import java.io.InputStream;
import org.madoguchi.kernel.MunicipalityId;

/**
 * Takes files of staff for other rooms, by the rules of the municipality that tickets follow too:
 * how large, which kinds, and what the virus scanner says. Blocks; thread-safe.
 */
public interface StaffFiles {
  /**
   * A file in the blob store.
   *
   * @param shownAs the type of a picture a page may show; '' for what is only saved
   */
  record Taken(AttachmentContent file, String shownAs) {}

  /**
   * Not inside a transaction.
   *
   * @throws org.madoguchi.kernel.problem.DomainException body-too-large; attachment-kind-refused;
   *     attachment-infected; attachment-waits, attachment-held where only what was found clean is
   *     let through and it was not; storage-full
   * @throws IOException the content broke off; nothing is kept
   */
  Taken take(MunicipalityId municipality, String fileName, InputStream content) throws IOException;
}
