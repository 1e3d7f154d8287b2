package org.madoguchi.kernel.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Stands at a REST method that is about nobody but the caller: whoever is logged in may call it,
 * and no argument of it can name somebody else. See {@link Needs} for all others.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OwnOnly {
  /**
   * Whether the person must be there in person, with a session: an API token must not be able to
   * change its owner's account, least of all to issue a token that reaches further or lives longer.
   */
  boolean inPerson() default false;
}
