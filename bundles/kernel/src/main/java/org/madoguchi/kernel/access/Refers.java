package org.madoguchi.kernel.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Stands at an argument of a REST method (a parameter, a field of a parameter bean, a component of
 * a body's record) that names something access is decided on. Every path parameter has one; the
 * OpenAPI document tells them, and the tests put foreign values there.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.RECORD_COMPONENT})
public @interface Refers {
  /** What an argument names. */
  enum To {
    MUNICIPALITY,
    SECTION,
    STAFF,
    TICKET,
    ENTRY,
    ATTACHMENT,
    CITIZEN,
    CATEGORY,
    TEMPLATE,
    CHANNEL,
    DELIVERY,
    MESSAGE,
    TOKEN,
    SESSION,
    PLUGIN,
    SPECIAL_DAY,
    BULK_JOB,
    VIEW,
    ALERT,
    IMPORT_JOB,
    NOTICE,
    CHANGE,
    PROBLEM,
    STAFF_CHANGE,
    ARTICLE,
    ARTICLE_FILE,
    ARTICLE_IMPORT,
    PROPOSAL,
    PINNED_ANSWER,
    SYNONYMS,
    SEARCH,
    /** No record: a choice, such as the kind of a file. */
    NOTHING
  }

  To value();
}
