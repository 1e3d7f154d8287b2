package org.madoguchi.persistence.internal;

import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;

/**
 * A database that Derby began to end and did not end. Threads that meet a full disk together can
 * break off each other's end of it: what is left keeps the database's lock as long as the process
 * lives. Or the one that ends it waits for a page that another one had latched and will never
 * release, as Derby broke that one off. No shutdown, not even of the whole engine, reaches either.
 * So what is left to do is done here, in Derby's own way for a store that it cannot trust any more:
 * its log is closed, its pages are thrown away, its lock is freed, and the next start recovers
 * everything committed from the log. The names are of Derby's inside; a test tells when a newer
 * Derby has others.
 */
final class HalfEndedDerby {
  private static final String CONTEXTS = "org.apache.derby.iapi.services.context.ContextService";
  private static final String FAULT = "org.apache.derby.shared.common.error.StandardException";

  private final Object database;
  private final Object store;
  private final Object pages;

  /**
   * @param connection to it, while it is whole
   */
  HalfEndedDerby(Connection connection) throws ReflectiveOperationException {
    this.database = part(part(connection, "tr"), "database");
    this.store = part(part(database, "af"), "rawstore");
    this.pages = part(part(store, "dataFactory"), "pageCache");
  }

  /**
   * Nothing can be written through it afterwards, its lock is free, and nobody waits for its pages.
   *
   * @param reason which Derby is told
   */
  void end(SQLException reason) throws ReflectiveOperationException {
    Collection<Object> latched = latched();
    Class<?> fault = derbys(FAULT);
    Object told =
        fault
            .getMethod("newException", String.class, Throwable.class, Object[].class)
            .invoke(null, reason.getSQLState(), reason, new Object[0]);
    store.getClass().getMethod("markCorrupt", fault).invoke(store, told);
    for (Object page : latched) {
      release(page);
    }
  }

  /**
   * Derby keeps the contexts of connections that ended with their database, and with them the whole
   * database in memory, for ever. Called when it has ended.
   */
  void forget() throws ReflectiveOperationException {
    Object service = derbys(CONTEXTS).getMethod("getFactory").invoke(null);
    synchronized (service) {
      Iterator<?> contexts = ((Collection<?>) part(service, "allContexts")).iterator();
      while (contexts.hasNext()) {
        if (part(contexts.next(), "finder") == database) {
          contexts.remove();
        }
      }
    }
  }

  private Class<?> derbys(String name) throws ClassNotFoundException {
    return Class.forName(name, true, store.getClass().getClassLoader());
  }

  private Collection<Object> latched() throws ReflectiveOperationException {
    Collection<Object> latched = new ArrayList<>();
    for (Object entry : ((Map<?, ?>) part(pages, "cache")).values()) {
      Object page = part(entry, "cacheable");
      if (page != null && part(page, "owner") != null) {
        latched.add(page);
      }
    }
    return latched;
  }

  private static void release(Object page) throws ReflectiveOperationException {
    synchronized (page) {
      field(page, "owner").set(page, null);
      page.notifyAll();
    }
  }

  private static Object part(Object of, String name) throws ReflectiveOperationException {
    return field(of, name).get(of);
  }

  private static Field field(Object of, String name) throws ReflectiveOperationException {
    Class<?> type = of.getClass();
    while (type != null) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          field.setAccessible(true);
          return field;
        }
      }
      type = type.getSuperclass();
    }
    throw new NoSuchFieldException(of.getClass().getName() + "." + name);
  }
}
