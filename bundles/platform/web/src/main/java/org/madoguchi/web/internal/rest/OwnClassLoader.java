package org.madoguchi.web.internal.rest;

import java.util.function.Supplier;

/** Runs what looks its parts up through the thread context class loader: CXF and swagger. */
final class OwnClassLoader {
  private OwnClassLoader() {}

  static <T> T call(Supplier<T> work) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(OwnClassLoader.class.getClassLoader());
    try {
      return work.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
