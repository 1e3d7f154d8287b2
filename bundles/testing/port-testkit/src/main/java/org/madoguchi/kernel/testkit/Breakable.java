package org.madoguchi.kernel.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * A port that can be made to fail in every call, as when the database is away.
 *
 * @param <T> the port's interface
 */
public final class Breakable<T> {
  private final T port;
  private volatile boolean broken;

  public Breakable(Class<T> type, T real) {
    port =
        type.cast(
            Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> {
                  if (broken) {
                    throw new IllegalStateException("broken down on purpose");
                  }
                  try {
                    return method.invoke(real, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                }));
  }

  public T port() {
    return port;
  }

  public void breakDown() {
    broken = true;
  }

  public void repair() {
    broken = false;
  }
}
