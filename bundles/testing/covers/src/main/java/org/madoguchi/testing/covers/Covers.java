package org.madoguchi.testing.covers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which requirements a test shows, for example {@code @Covers({"F1", "K1"})}. {@code
 * docs/coverage.md} is generated from the tests that ran and passed.
 */
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Covers {
  /** Ids of requirements: a letter and a number. */
  String[] value();
}
