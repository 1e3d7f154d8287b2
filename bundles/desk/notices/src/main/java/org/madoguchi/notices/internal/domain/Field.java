package org.madoguchi.notices.internal.domain;

import java.util.function.Function;

/** A field of {@link Details}, in the order of forms. */
public enum Field {
  SECTION("section", d -> d.section().value()),
  TITLE("title", Details::title),
  TEXT("text", Details::text),
  IMPORTANCE("importance", Details::importance),
  PINNED("pinned", Details::pinned),
  FROM("from", Details::from),
  TO("to", Details::to),
  PROBLEM("problem", d -> d.problem() == 0 ? "" : Long.toString(d.problem()));

  private final String written;
  private final Function<Details, Object> value;

  Field(String written, Function<Details, Object> value) {
    this.written = written;
    this.value = value;
  }

  public Object of(Details details) {
    return value.apply(details);
  }

  /** Its name in JSON. */
  public String written() {
    return written;
  }
}
