package org.madoguchi.kernel.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Stands at a REST method: the caller holds one of these permissions somewhere, or is refused
 * before the method runs. Which records the permission reaches is decided by the use case, with the
 * caller's {@link AccessScope}: this is the outer door and never replaces that. A method with
 * neither this nor {@link OwnOnly} is not served at all.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Needs {
  /** Any one of them will do. */
  Permission[] value();

  /** Whether it must be held in every municipality: the method is about the whole installation. */
  boolean everywhere() default false;
}
