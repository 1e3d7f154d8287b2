package org.madoguchi.templates.internal.domain;

import java.util.Locale;
import java.util.function.Function;

/** A field of {@link Details}, in the order of forms and files. */
public enum Field {
  SECTION(d -> d.section().value()),
  SHORTCUT(Details::shortcut),
  TITLE(Details::title),
  TEXT(Details::text),
  LANGUAGE(Details::language),
  ORDER(Details::order),
  ACTIVE(Details::active),
  /** In no file: a file holds texts. */
  MACRO(d -> d.macro().<Object>map(steps -> steps).orElse(""));

  private final Function<Details, Object> value;

  Field(Function<Details, Object> value) {
    this.value = value;
  }

  public Object of(Details details) {
    return value.apply(details);
  }

  /** Its name in JSON and in the header of a file. */
  public String written() {
    return name().toLowerCase(Locale.ROOT);
  }
}
