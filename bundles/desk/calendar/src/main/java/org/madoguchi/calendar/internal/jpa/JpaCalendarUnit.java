package org.madoguchi.calendar.internal.jpa;

import java.util.function.Supplier;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import org.madoguchi.calendar.internal.store.CalendarUnit;
import org.madoguchi.kernel.store.Transactions;
import org.madoguchi.persistence.JpaTransactions;
import org.madoguchi.persistence.Races;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The one holder of the unit's transactions. */
@Component(service = {CalendarUnit.class, JpaCalendarUnit.class})
public final class JpaCalendarUnit implements CalendarUnit {
  private final JpaTransactions transactions;

  @Activate
  public JpaCalendarUnit(
      @Reference(target = "(osgi.unit.name=madoguchi-calendar)") EntityManagerFactory factory) {
    transactions = new JpaTransactions(factory);
  }

  @Override
  public Transactions transactions() {
    return transactions;
  }

  @Override
  public <T> T decide(Supplier<T> command) {
    return Races.repeated(() -> transactions.write(command));
  }

  EntityManager entityManager() {
    return transactions.entityManager();
  }

  /** Loads or, where there is none yet, makes the row of this key and gives it to the store. */
  <T> T findOrAdd(Class<T> type, Object key, Supplier<T> fresh) {
    T row = entityManager().find(type, key);
    if (row != null) {
      return row;
    }
    T added = fresh.get();
    entityManager().persist(added);
    return added;
  }

  void removeIfThere(Class<?> type, Object key) {
    Object row = entityManager().find(type, key);
    if (row != null) {
      entityManager().remove(row);
    }
  }
}
