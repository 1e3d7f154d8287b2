package org.madoguchi.tickets.internal.jpa;

import java.sql.SQLException;
import java.util.function.Supplier;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.persistence.OptimisticLockException;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.persistence.JpaTransactions;
import org.madoguchi.tickets.internal.TicketTransactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The persistence unit of this room. */
@Component(service = {TicketUnit.class, TicketTransactions.class})
public final class TicketUnit implements TicketTransactions {
  /** Every lost race means that another command committed; so many in a row is not bad luck. */
  private static final int TRIES = 50;

  private final JpaTransactions transactions;

  @Activate
  public TicketUnit(
      @Reference(target = "(osgi.unit.name=madoguchi-tickets)") EntityManagerFactory factory) {
    this.transactions = new JpaTransactions(factory);
  }

  @Override
  public <T> T decide(Supplier<T> command) {
    return repeatedly(() -> transactions.write(command));
  }

  @Override
  public <T> T read(Supplier<T> query) {
    return repeatedly(() -> transactions.read(query));
  }

  EntityManager manager() {
    return transactions.entityManager();
  }

  JpaTransactions transactions() {
    return transactions;
  }

  private static <T> T repeatedly(Supplier<T> transaction) {
    for (int i = 0; i < TRIES; i++) {
      try {
        return transaction.get();
      } catch (RuntimeException e) {
        if (!lostRace(e)) {
          throw e;
        }
      }
    }
    throw new DomainException(Problems.CONFLICT);
  }

  private static boolean lostRace(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof OptimisticLockException
          || t instanceof EventLog.ConcurrentAppend
          || t instanceof SQLException e && gaveWay(e)) {
        return true;
      }
    }
    return false;
  }

  /** A unique index refused the row, or a deadlock or lock time-out was broken at our expense. */
  private static boolean gaveWay(SQLException first) {
    for (SQLException e = first; e != null; e = e.getNextException()) {
      String state = e.getSQLState();
      if (state != null && (state.equals("23505") || state.startsWith("40"))) {
        return true;
      }
    }
    return false;
  }
}
