package org.madoguchi.web.internal.json;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Optional;

/**
 * A record that is one string in JSON: it wraps a single String {@code value}, or it has a static
 * {@code parse(String)} that is the opposite of its {@code toString()}.
 */
public final class WrittenRecord {
  /** Reads the string; throws IllegalArgumentException when it is not one of the type's. */
  private interface Reading {
    Object read(String text) throws ReflectiveOperationException;
  }

  private final Reading reading;

  private WrittenRecord(Reading reading) {
    this.reading = reading;
  }

  public static boolean is(Class<?> type) {
    return type.isRecord() && (wrapsValue(type) || parser(type).isPresent());
  }

  /** How {@code type} is read; empty when it is an object in JSON. */
  static Optional<WrittenRecord> of(Class<?> type) {
    if (!type.isRecord()) {
      return Optional.empty();
    }
    if (wrapsValue(type)) {
      return Optional.of(new WrittenRecord(text -> constructor(type).newInstance(text)));
    }
    return parser(type).map(parse -> new WrittenRecord(text -> parsed(parse.invoke(null, text))));
  }

  /**
   * The string of a value of such a record: its {@code toString()}, which for a wrapped value is
   * the value.
   */
  static String written(Object record) {
    try {
      if (wrapsValue(record.getClass())) {
        Method accessor = record.getClass().getRecordComponents()[0].getAccessor();
        accessor.setAccessible(true);
        return (String) accessor.invoke(record);
      }
      return record.toString();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  Object read(String text) {
    try {
      return reading.read(text);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object parsed(Object result) {
    Object value = result instanceof Optional<?> optional ? optional.orElse(null) : result;
    if (value == null) {
      throw new IllegalArgumentException("not parsed");
    }
    return value;
  }

  private static boolean wrapsValue(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    return components.length == 1
        && components[0].getName().equals("value")
        && components[0].getType() == String.class;
  }

  private static Constructor<?> constructor(Class<?> type) throws NoSuchMethodException {
    Constructor<?> constructor = type.getDeclaredConstructor(String.class);
    constructor.setAccessible(true);
    return constructor;
  }

  private static Optional<Method> parser(Class<?> type) {
    try {
      Method parse = type.getMethod("parse", String.class);
      boolean fits =
          Modifier.isStatic(parse.getModifiers())
              && (parse.getReturnType() == type || parse.getReturnType() == Optional.class);
      return fits ? Optional.of(parse) : Optional.empty();
    } catch (NoSuchMethodException e) {
      return Optional.empty();
    }
  }
}
