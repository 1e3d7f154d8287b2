package org.madoguchi.tickets;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.store.BlobRef;

/**
 * Reads a mail that lies as a file on a ticket, to be looked at. Nothing of it becomes a ticket.
 * Called outside any transaction; a stranger decides how hard the work is, so it ends in a bounded
 * time.
 */
public interface EnclosedMessages {
  /**
   * @param from name and address as the sender wrote them; '' when there is none
   * @param sentAt as the sender claims
   * @param html sanitised; '' when there is none
   * @param files names of its own attachments; what is inside them stays where it is
   */
  record Enclosed(
      String from,
      String subject,
      Optional<Instant> sentAt,
      String text,
      String html,
      List<String> files) {}

  /**
   * @return empty when it is no mail, cannot be read in time, or no channel that reads mails is
   *     installed
   * @throws IOException the content is missing or damaged
   */
  Optional<Enclosed> read(MunicipalityId municipality, BlobRef content) throws IOException;
}
