package org.madoguchi.testing.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** Notes every statement that is executed on another data source. */
public final class CountingDataSource {
  private static final Set<String> EXECUTES =
      Set.of("execute", "executeQuery", "executeUpdate", "executeBatch");

  private final List<String> statements = Collections.synchronizedList(new ArrayList<>());
  private final DataSource dataSource;

  public CountingDataSource(DataSource real) {
    dataSource = proxy(DataSource.class, real, "");
  }

  /** What is to be used in place of the real one. */
  public DataSource dataSource() {
    return dataSource;
  }

  /** How many statements are executed meanwhile, on whatever thread. */
  public int during(Runnable work) {
    int before = statements.size();
    work.run();
    return statements.size() - before;
  }

  private <T> T proxy(Class<T> type, Object real, String sql) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> call(real, method, arguments, sql)));
  }

  private Object call(Object real, Method method, Object[] arguments, String sql) throws Throwable {
    if (real instanceof PreparedStatement && EXECUTES.contains(method.getName())) {
      statements.add(sql);
    }
    try {
      Object result = method.invoke(real, arguments);
      if (result instanceof PreparedStatement statement) {
        return proxy(PreparedStatement.class, statement, (String) arguments[0]);
      }
      return result instanceof Connection ? proxy(Connection.class, result, "") : result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
