package org.madoguchi.web.internal.rest;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import javax.ws.rs.BeanParam;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PathParam;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import org.madoguchi.kernel.access.Refers;

/**
 * An argument of an operation and what it names.
 *
 * @param in {@code path}, {@code query} or {@code body}
 * @param name of a member of a body with dots: {@code citizen.id}; a list's with {@code []}
 * @param to null when it does not say
 */
record Reference(String in, String name, Refers.To to) {
  private static final int DEEPEST = 5;

  /** Every path parameter, and whatever else says what it names. */
  static List<Reference> of(Method method) {
    List<Reference> found = new ArrayList<>();
    for (Parameter parameter : method.getParameters()) {
      if (parameter.isAnnotationPresent(PathParam.class)) {
        found.add(
            new Reference("path", parameter.getAnnotation(PathParam.class).value(), to(parameter)));
      } else if (parameter.isAnnotationPresent(QueryParam.class)) {
        add(found, "query", parameter.getAnnotation(QueryParam.class).value(), to(parameter));
      } else if (parameter.isAnnotationPresent(BeanParam.class)) {
        for (Field field : parameter.getType().getFields()) {
          if (field.isAnnotationPresent(QueryParam.class)) {
            add(found, "query", field.getAnnotation(QueryParam.class).value(), to(field));
          }
        }
      } else if (!parameter.isAnnotationPresent(Context.class)
          && !parameter.isAnnotationPresent(HeaderParam.class)) {
        body(found, "", parameter.getParameterizedType(), 0);
      }
    }
    return found;
  }

  private static void body(List<Reference> found, String prefix, Type type, int depth) {
    if (type instanceof ParameterizedType list) {
      body(found, prefix, list.getActualTypeArguments()[0], depth + 1);
    }
    if (type instanceof Class<?> record && record.isRecord() && depth < DEEPEST) {
      for (RecordComponent member : record.getRecordComponents()) {
        boolean list = member.getType() == List.class;
        String name = prefix + member.getName() + (list ? "[]" : "");
        add(found, "body", name, to(member));
        body(found, name + ".", member.getGenericType(), depth + 1);
      }
    }
  }

  private static void add(List<Reference> found, String in, String name, Refers.To to) {
    if (to != null) {
      found.add(new Reference(in, name, to));
    }
  }

  private static Refers.To to(AnnotatedElement element) {
    Refers refers = element.getAnnotation(Refers.class);
    return refers == null ? null : refers.value();
  }
}
