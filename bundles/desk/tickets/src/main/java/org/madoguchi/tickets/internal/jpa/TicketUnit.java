package org.madoguchi.tickets.internal.jpa;

import java.util.function.Supplier;
import javax.persistence.EntityManagerFactory;
import org.madoguchi.persistence.PersistenceUnit;
import org.madoguchi.persistence.Races;
import org.madoguchi.tickets.internal.TicketTransactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The persistence unit of this room. */
@Component(service = {TicketUnit.class, TicketTransactions.class})
public final class TicketUnit extends PersistenceUnit implements TicketTransactions {
  @Activate
  public TicketUnit(
      @Reference(target = "(osgi.unit.name=madoguchi-tickets)") EntityManagerFactory factory) {
    super(factory);
  }

  @Override
  public <T> T read(Supplier<T> query) {
    return Races.repeated(() -> super.read(query));
  }
}
