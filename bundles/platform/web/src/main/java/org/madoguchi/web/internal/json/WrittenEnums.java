package org.madoguchi.web.internal.json;

import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import org.madoguchi.kernel.problem.Checks;

/**
 * Enum constants are written lower case with hyphens, as values and as keys, in both directions.
 */
final class WrittenEnums extends JacksonAnnotationIntrospector {
  private static final long serialVersionUID = 1L;

  @Override
  public String[] findEnumValues(
      MapperConfig<?> config, AnnotatedClass type, Enum<?>[] constants, String[] names) {
    String[] named = super.findEnumValues(config, type, constants, names);
    for (int i = 0; i < constants.length; i++) {
      if (named[i] == null) {
        named[i] = Checks.written(constants[i]);
      }
    }
    return named;
  }

  /** What swagger still asks. */
  @Override
  @SuppressWarnings("deprecation") // swagger has no other way to learn how constants are written
  public String[] findEnumValues(Class<?> type, Enum<?>[] constants, String[] names) {
    String[] named = super.findEnumValues(type, constants, names);
    for (int i = 0; i < constants.length; i++) {
      if (named[i] == null || named[i].equals(constants[i].name())) {
        named[i] = Checks.written(constants[i]);
      }
    }
    return named;
  }
}
