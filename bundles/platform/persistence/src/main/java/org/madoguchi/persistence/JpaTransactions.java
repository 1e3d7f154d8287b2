package org.madoguchi.persistence;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import org.madoguchi.kernel.store.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transactions of one persistence unit (RESOURCE_LOCAL): one entity manager per transaction,
 * bound to the thread. A capability creates one over its {@code EntityManagerFactory} and gives it
 * to its repositories.
 */
public final class JpaTransactions implements Transactions {
  private static final Logger LOG = LoggerFactory.getLogger(JpaTransactions.class);

  private static final class Running {
    final EntityManager manager;
    final boolean writes;
    final List<Runnable> afterCommit = new ArrayList<>();

    Running(EntityManager manager, boolean writes) {
      this.manager = manager;
      this.writes = writes;
    }
  }

  private final EntityManagerFactory factory;
  private final ThreadLocal<Running> running = new ThreadLocal<>();

  public JpaTransactions(EntityManagerFactory factory) {
    this.factory = factory;
  }

  @Override
  public <T> T write(Supplier<T> command) {
    Running outer = running.get();
    if (outer == null) {
      return begin(command, true);
    }
    if (!outer.writes) {
      throw new IllegalStateException("a write cannot join a read");
    }
    return command.get();
  }

  @Override
  public <T> T read(Supplier<T> query) {
    return running.get() == null ? begin(query, false) : query.get();
  }

  @Override
  public void afterCommit(Runnable action) {
    current().afterCommit.add(action);
  }

  /** The entity manager of the running transaction. @throws IllegalStateException when none runs */
  public EntityManager entityManager() {
    return current().manager;
  }

  /**
   * The JDBC connection of the running write transaction, for bulk work; never close or commit it.
   */
  public Connection connection() {
    Running now = current();
    if (!now.writes) {
      throw new IllegalStateException("no write transaction runs");
    }
    return now.manager.unwrap(Connection.class);
  }

  private Running current() {
    Running now = running.get();
    if (now == null) {
      throw new IllegalStateException("no transaction runs");
    }
    return now;
  }

  /**
   * An interrupt waits until the transaction has ended: Derby takes it for an order to stop, and a
   * database that starts meanwhile would be left half started.
   */
  private <T> T begin(Supplier<T> work, boolean writes) {
    boolean interrupted = Thread.interrupted();
    try {
      return uninterrupted(work, writes);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private <T> T uninterrupted(Supplier<T> work, boolean writes) {
    Running now = new Running(factory.createEntityManager(), writes);
    running.set(now);
    T result;
    try {
      now.manager.getTransaction().begin();
      if (writes) {
        // taken at once: EclipseLink would borrow and commit another connection for each query that
        // runs before the first write
        now.manager.unwrap(Connection.class);
      }
      result = work.get();
      now.manager.getTransaction().commit();
    } catch (RuntimeException | Error e) {
      rollback(now, e);
      throw e;
    } finally {
      running.remove();
      now.manager.close();
    }
    now.afterCommit.forEach(JpaTransactions::runCommitted);
    return result;
  }

  /** The command is committed; a failing action must not make it look rolled back. */
  private static void runCommitted(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      LOG.error("an action after a commit failed", e);
    }
  }

  private static void rollback(Running now, Throwable cause) {
    try {
      if (now.manager.getTransaction().isActive()) {
        now.manager.getTransaction().rollback();
      }
    } catch (RuntimeException e) {
      LOG.debug("rollback after {} failed too", cause.toString(), e);
    }
  }
}
