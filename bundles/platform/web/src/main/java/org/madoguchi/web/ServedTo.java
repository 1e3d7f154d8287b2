package org.madoguchi.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Says at a whiteboard servlet who may read what it serves. Every servlet of the container says it
 * (without Declarative Services: the service property {@link #PROPERTY}); the OpenAPI document
 * lists them under {@code x-madoguchi-servlets}, a test fails on one that does not.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface ServedTo {
  /** With the name of this type it gives {@link #PROPERTY}. */
  String PREFIX_ = "madoguchi.";

  /** The service property. */
  String PROPERTY = "madoguchi.served.to";

  /** Who is served. */
  enum Audience {
    /** Everybody who reaches the port: nothing about citizens, staff or settings. */
    ANYBODY,
    /** Programs on this machine, or with a token of their own: figures of the running product. */
    MONITORING,
    /** Whoever is logged in, each what they may see. Lies below {@code /api}. */
    LOGGED_IN
  }

  Audience value();
}
