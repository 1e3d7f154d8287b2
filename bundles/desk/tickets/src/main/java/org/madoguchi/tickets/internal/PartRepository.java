package org.madoguchi.tickets.internal;

import java.util.List;
import org.madoguchi.tickets.internal.domain.Part;

/** How far contributing sections are; a ticket has one part for each of them. */
public interface PartRepository {
  /** In no order. */
  List<Part> of(long ticket);

  /** Instead of what it was; nothing where that section does not contribute. */
  void put(long ticket, Part part);
}
