package org.madoguchi.web.internal.json;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.ReferenceType;
import com.fasterxml.jackson.databind.type.TypeBindings;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.type.TypeModifier;
import java.lang.reflect.Type;
import java.util.Optional;

/** Tells Jackson that an Optional refers to something that may be absent. */
final class OptionalType extends TypeModifier {
  @Override
  public JavaType modifyType(
      JavaType type, Type declared, TypeBindings bindings, TypeFactory factory) {
    return type.getRawClass() == Optional.class && !type.isReferenceType()
        ? ReferenceType.upgradeFrom(type, type.containedTypeOrUnknown(0))
        : type;
  }
}
