package org.madoguchi.directory.internal.jpa;

import java.util.function.Supplier;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import org.madoguchi.directory.internal.store.DirectoryUnit;
import org.madoguchi.kernel.store.Transactions;
import org.madoguchi.persistence.JpaTransactions;
import org.madoguchi.persistence.Races;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The one holder of the unit's transactions. */
@Component(service = {DirectoryUnit.class, JpaDirectoryUnit.class})
public final class JpaDirectoryUnit implements DirectoryUnit {
  private final JpaTransactions transactions;

  @Activate
  public JpaDirectoryUnit(
      @Reference(target = "(osgi.unit.name=madoguchi-directory)") EntityManagerFactory factory) {
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

  /**
   * Loads or, where there is none yet, makes the row of this key and gives it to the transaction.
   */
  <T> T findOrAdd(Class<T> type, Object key, Supplier<T> fresh) {
    T row = entityManager().find(type, key);
    if (row != null) {
      return row;
    }
    T added = fresh.get();
    entityManager().persist(added);
    return added;
  }
}
