package org.madoguchi.persistence.internal;

import java.lang.reflect.Field;
import java.sql.Connection;

/**
 * A database that Derby forgot before it had ended it. Threads that meet a full disk together can
 * break off each other's end of it; what is left keeps the database's lock as long as the process
 * lives, and Derby itself has no way to it any more: no shutdown, not even of the whole engine,
 * reaches it. So what is left to do is done here, in Derby's own order. The names are of Derby's
 * inside; a test tells when a newer Derby has others.
 */
final class HalfEndedDerby {
  private static final String[] WAY_TO_THE_STORE = {"tr", "database", "af", "rawstore"};

  private final Object store;

  /**
   * @param connection to it, from when it was whole
   */
  HalfEndedDerby(Connection connection) throws ReflectiveOperationException {
    Object here = connection;
    for (String name : WAY_TO_THE_STORE) {
      here = part(here, name);
    }
    this.store = here;
  }

  /** Nothing can be written through it afterwards, and its lock is free. */
  void end() throws ReflectiveOperationException {
    // pages first: they may need the log
    stop(part(store, "dataFactory"));
    stop(part(store, "logFactory"));
  }

  private static void stop(Object part) throws ReflectiveOperationException {
    part.getClass().getMethod("stop").invoke(part);
  }

  private static Object part(Object of, String name) throws ReflectiveOperationException {
    Class<?> type = of.getClass();
    while (type != null) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          field.setAccessible(true);
          return field.get(of);
        }
      }
      type = type.getSuperclass();
    }
    throw new NoSuchFieldException(of.getClass().getName() + "." + name);
  }
}
