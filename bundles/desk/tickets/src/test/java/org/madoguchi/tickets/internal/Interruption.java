package org.madoguchi.tickets.internal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;

/**
 * A data source that breaks off: at a statement, at the commit, or right after it, when the caller
 * does not learn that it was committed. Whatever follows is as it would be after a crash there.
 */
final class Interruption {
  private static final Set<String> STEPS =
      Set.of("execute", "executeQuery", "executeUpdate", "executeBatch", "commit");

  private final DataSource dataSource;
  private int steps;
  private int last = Integer.MAX_VALUE;

  Interruption(DataSource real) {
    dataSource = proxy(DataSource.class, real);
  }

  DataSource dataSource() {
    return dataSource;
  }

  /**
   * Does the work and breaks off at its n-th step, of which the commit is two.
   *
   * @return whether the work came to its end before that
   */
  boolean survives(int step, Runnable work) {
    steps = 0;
    last = step;
    try {
      work.run();
      return true;
    } catch (RuntimeException e) {
      return false;
    } finally {
      last = Integer.MAX_VALUE;
    }
  }

  private <T> T proxy(Class<T> type, Object real) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> call(real, method, arguments)));
  }

  private Object call(Object real, Method method, Object[] arguments) throws Throwable {
    boolean step = !(real instanceof DataSource) && STEPS.contains(method.getName());
    if (step) {
      passOn();
    }
    try {
      Object result = method.invoke(real, arguments);
      if (step && method.getName().equals("commit")) {
        passOn();
      }
      if (result instanceof PreparedStatement) {
        return proxy(PreparedStatement.class, result);
      }
      return result instanceof Connection ? proxy(Connection.class, result) : result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private void passOn() throws SQLException {
    if (++steps >= last) {
      throw new SQLException("broken off at step " + steps, "08006");
    }
  }
}
