package org.madoguchi.persistence.internal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A data source whose database can be made unreachable. */
final class Outage {
  private final DataSource real;
  private final AtomicInteger refusals = new AtomicInteger();
  private final List<Connection> given = new CopyOnWriteArrayList<>();
  private volatile boolean on;

  Outage(DataSource real) {
    this.real = real;
  }

  void begin() {
    on = true;
  }

  void end() {
    on = false;
  }

  int refusals() {
    return refusals.get();
  }

  void closeGivenConnections() throws SQLException {
    for (Connection connection : given) {
      if (!connection.isClosed()) {
        connection.rollback();
        connection.close();
      }
    }
  }

  DataSource proxy() {
    return (DataSource)
        Proxy.newProxyInstance(
            Outage.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              if (on && method.getName().equals("getConnection")) {
                refusals.incrementAndGet();
                throw new SQLTransientConnectionException("unreachable", "08001");
              }
              try {
                Object result = method.invoke(real, arguments);
                if (result instanceof Connection connection) {
                  given.add(connection);
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
