package org.madoguchi.notices.internal.jpa;

import java.sql.SQLException;
import java.util.function.Supplier;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.persistence.OptimisticLockException;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.kernel.store.Transactions;
import org.madoguchi.notices.internal.NoticeTransactions;
import org.madoguchi.persistence.JpaTransactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The persistence unit of this room. */
@Component(service = {NoticeUnit.class, NoticeTransactions.class})
public final class NoticeUnit implements NoticeTransactions {
  private static final int TRIES = 20;

  private final JpaTransactions transactions;

  @Activate
  public NoticeUnit(
      @Reference(target = "(osgi.unit.name=madoguchi-notices)") EntityManagerFactory factory) {
    this.transactions = new JpaTransactions(factory);
  }

  @Override
  public <T> T decide(Supplier<T> command) {
    for (int i = 0; i < TRIES; i++) {
      try {
        return transactions.write(command);
      } catch (RuntimeException e) {
        if (!lostRace(e)) {
          throw e;
        }
      }
    }
    throw new DomainException(Problems.CONFLICT);
  }

  @Override
  public <T> T read(Supplier<T> query) {
    return transactions.read(query);
  }

  @Override
  public Transactions transactions() {
    return transactions;
  }

  EntityManager manager() {
    return transactions.entityManager();
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

  /** The unique index refused the row, or a deadlock or lock time-out was broken at our expense. */
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
