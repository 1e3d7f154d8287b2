package org.madoguchi.web.internal.rest;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.util.Iterator;
import java.util.Set;
import java.util.function.Supplier;
import org.madoguchi.web.internal.json.Json;
import org.madoguchi.web.internal.json.WrittenRecord;

/** Makes swagger see types the way our JSON writes them. */
final class SwaggerTypes {
  private SwaggerTypes() {}

  /** Runs {@code work} with our types known to swagger, whose registry is global. One at a time. */
  static synchronized <T> T reading(Supplier<T> work) {
    ModelConverters registry = ModelConverters.getInstance();
    ModelConverter types = new ModelResolver(Json.mapper(), new NestedNames());
    ModelConverter strings = new RecordsAsStrings();
    registry.addConverter(types);
    registry.addConverter(strings);
    try {
      return work.get();
    } finally {
      registry.removeConverter(strings);
      registry.removeConverter(types);
    }
  }

  /**
   * {@code Outer.Inner} for nested types, so that two rows of two outer types do not become one.
   */
  private static final class NestedNames extends TypeNameResolver {
    @Override
    protected String nameForClass(Class<?> type, Set<Options> options) {
      Class<?> outer = type.getDeclaringClass();
      return outer == null
          ? super.nameForClass(type, options)
          : nameForClass(outer, options) + "." + type.getSimpleName();
    }
  }

  private static final class RecordsAsStrings implements ModelConverter {
    @Override
    public Schema<?> resolve(
        AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
      JavaType java = Json.mapper().constructType(type.getType());
      if (WrittenRecord.is(java.getRawClass())) {
        return new StringSchema();
      }
      return chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
    }
  }
}
