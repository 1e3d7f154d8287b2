package org.madoguchi.web.internal.json;

import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.std.ReferenceTypeSerializer;
import com.fasterxml.jackson.databind.type.ReferenceType;
import com.fasterxml.jackson.databind.util.NameTransformer;
import java.util.Optional;

/** Writes what an Optional holds; an empty one is an absent member. */
final class OptionalWriter extends ReferenceTypeSerializer<Optional<?>> {
  private static final long serialVersionUID = 1L;

  OptionalWriter(ReferenceType type, TypeSerializer typed, JsonSerializer<Object> content) {
    super(type, true, typed, content);
  }

  private OptionalWriter(
      OptionalWriter base,
      BeanProperty property,
      TypeSerializer typed,
      JsonSerializer<?> content,
      NameTransformer unwrapper,
      Object suppressed,
      boolean suppressNulls) {
    super(base, property, typed, content, unwrapper, suppressed, suppressNulls);
  }

  @Override
  protected ReferenceTypeSerializer<Optional<?>> withResolved(
      BeanProperty property,
      TypeSerializer typed,
      JsonSerializer<?> content,
      NameTransformer unwrapper) {
    return new OptionalWriter(
        this, property, typed, content, unwrapper, _suppressableValue, _suppressNulls);
  }

  @Override
  public ReferenceTypeSerializer<Optional<?>> withContentInclusion(
      Object suppressed, boolean suppressNulls) {
    return new OptionalWriter(
        this,
        _property,
        _valueTypeSerializer,
        _valueSerializer,
        _unwrapper,
        suppressed,
        suppressNulls);
  }

  @Override
  protected boolean _isValuePresent(Optional<?> value) {
    return value.isPresent();
  }

  @Override
  protected Object _getReferenced(Optional<?> value) {
    return value.get();
  }

  @Override
  protected Object _getReferencedIfPresent(Optional<?> value) {
    return value.orElse(null);
  }
}
