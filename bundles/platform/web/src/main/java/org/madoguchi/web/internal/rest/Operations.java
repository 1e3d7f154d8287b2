package org.madoguchi.web.internal.rest;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.ws.rs.HttpMethod;
import javax.ws.rs.Path;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.OwnOnly;

/** The operations of a resource class, each with what it says about its callers. */
final class Operations {
  private Operations() {}

  /** One operation as the OpenAPI document names it. */
  record Key(String method, String path) {}

  static Map<Key, Method> of(Class<?> resource) {
    Map<Key, Method> operations = new LinkedHashMap<>();
    for (Method method : resource.getMethods()) {
      verb(method).ifPresent(verb -> operations.put(new Key(verb, path(resource, method)), method));
    }
    return operations;
  }

  /**
   * @throws IllegalArgumentException naming every operation that does not say who may call it, and
   *     every path parameter that does not say what it refers to
   */
  static void requireClassified(Class<?> resource) {
    StringBuilder missing = new StringBuilder();
    of(resource)
        .forEach(
            (key, method) -> {
              if (method.isAnnotationPresent(Needs.class)
                  == method.isAnnotationPresent(OwnOnly.class)) {
                missing.append(' ').append(key).append(" has not one of @Needs and @OwnOnly;");
              }
              Reference.of(method).stream()
                  .filter(r -> r.in().equals("path") && r.to() == null)
                  .forEach(
                      r ->
                          missing
                              .append(' ')
                              .append(key)
                              .append(": ")
                              .append(r.name())
                              .append(" has no @Refers;"));
            });
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(resource.getName() + ":" + missing);
    }
  }

  private static Optional<String> verb(Method method) {
    if (Modifier.isStatic(method.getModifiers())) {
      return Optional.empty();
    }
    return Stream.of(method.getAnnotations())
        .map(a -> a.annotationType().getAnnotation(HttpMethod.class))
        .filter(Objects::nonNull)
        .map(HttpMethod::value)
        .findFirst();
  }

  private static String path(Class<?> resource, Method method) {
    return normal(
        written(resource.getAnnotation(Path.class))
            + "/"
            + written(method.getAnnotation(Path.class)));
  }

  private static String written(Path path) {
    return path == null ? "" : path.value();
  }

  static String normal(String path) {
    String single = ("/" + path).replaceAll("/+", "/");
    return single.length() > 1 && single.endsWith("/")
        ? single.substring(0, single.length() - 1)
        : single;
  }
}
