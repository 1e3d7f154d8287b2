package org.madoguchi.tickets.internal;

import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.tickets.TicketImport.Former;
import org.madoguchi.tickets.internal.domain.Ticket;

/** What tickets were in the system they come from. */
public interface Formers {
  /** Spells an old number as it is kept and looked for. */
  static String spelled(String number) {
    return Normalizer.normalize(number, Normalizer.Form.NFKC).strip();
  }

  /** Under which a ticket of another system is taken once. */
  static String key(String source, String number) {
    return "former/" + source + "/" + spelled(number);
  }

  /** Decided by the unique key when the transaction commits. */
  void add(long ticket, MunicipalityId municipality, Former former, long job);

  Optional<Former> of(long ticket);

  /** The tickets that came by an import and are there still, behind this one, by id. */
  List<Ticket> of(long job, long after, int limit);

  /**
   * Removes tickets that are as the import left them, and what hangs on them; of the others
   * nothing. Citizens who came with them and have no other ticket go, too.
   *
   * @return those that are gone
   */
  Set<Long> removeUntouched(List<Long> tickets);
}
