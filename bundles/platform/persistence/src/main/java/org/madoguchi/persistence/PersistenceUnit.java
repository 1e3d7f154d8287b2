package org.madoguchi.persistence;

import java.util.function.Supplier;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import org.madoguchi.kernel.store.RoomTransactions;

/** The persistence unit of one room: the one holder of its transactions. */
public abstract class PersistenceUnit implements RoomTransactions {
  private final JpaTransactions transactions;

  protected PersistenceUnit(EntityManagerFactory factory) {
    this.transactions = new JpaTransactions(factory);
  }

  @Override
  public <T> T decide(Supplier<T> command) {
    return Races.repeated(() -> transactions.write(command));
  }

  @Override
  public <T> T read(Supplier<T> query) {
    return transactions.read(query);
  }

  @Override
  public final JpaTransactions transactions() {
    return transactions;
  }

  /** Of the running transaction. @throws IllegalStateException when none runs */
  public final EntityManager manager() {
    return transactions.entityManager();
  }

  /**
   * Loads or, where there is none yet, makes the row of this key and gives it to the transaction.
   */
  public final <T> T findOrAdd(Class<T> type, Object key, Supplier<T> fresh) {
    T row = manager().find(type, key);
    if (row != null) {
      return row;
    }
    T added = fresh.get();
    manager().persist(added);
    return added;
  }
}
