package org.madoguchi.tickets.internal.domain;

import java.time.Instant;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.tickets.AttachmentContent;

/**
 * A file on a ticket.
 *
 * @param entry 0 while it is uploaded but not sent; then only its uploader sees it
 * @param uploader NONE when a citizen sent it
 */
public record Attachment(
    long id,
    long ticket,
    long entry,
    StaffId uploader,
    AttachmentContent file,
    FileFinding finding,
    Instant at) {
  public boolean isLoose() {
    return entry == 0;
  }
}
