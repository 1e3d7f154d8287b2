package org.madoguchi.tickets.internal.jpa;

import java.util.function.Supplier;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import org.madoguchi.persistence.JpaTransactions;
import org.madoguchi.persistence.Races;
import org.madoguchi.tickets.internal.TicketTransactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The persistence unit of this room. */
@Component(service = {TicketUnit.class, TicketTransactions.class})
public final class TicketUnit implements TicketTransactions {
  private final JpaTransactions transactions;

  @Activate
  public TicketUnit(
      @Reference(target = "(osgi.unit.name=madoguchi-tickets)") EntityManagerFactory factory) {
    this.transactions = new JpaTransactions(factory);
  }

  @Override
  public <T> T decide(Supplier<T> command) {
    return Races.repeated(() -> transactions.write(command));
  }

  @Override
  public <T> T read(Supplier<T> query) {
    return Races.repeated(() -> transactions.read(query));
  }

  EntityManager manager() {
    return transactions.entityManager();
  }

  JpaTransactions transactions() {
    return transactions;
  }
}
