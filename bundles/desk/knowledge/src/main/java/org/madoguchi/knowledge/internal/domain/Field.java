package org.madoguchi.knowledge.internal.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What of an article can be edited, as events and addresses call it. */
public enum Field {
  SECTION,
  REVIEW_MONTHS,
  CATEGORY,
  LANGUAGE,
  QUESTION,
  CONCLUSION,
  BODY,
  WORDS,
  VISIBILITY,
  SECTIONS,
  SCOPE,
  SCOPE_NOTE,
  TRANSLATIONS,
  RELATED,
  VALID_FROM,
  VALID_UNTIL;

  /** {@code reviewMonths} */
  public String written() {
    String[] parts = name().toLowerCase(Locale.ROOT).split("_");
    StringBuilder name = new StringBuilder(parts[0]);
    for (int i = 1; i < parts.length; i++) {
      name.append(Character.toUpperCase(parts[i].charAt(0))).append(parts[i].substring(1));
    }
    return name.toString();
  }

  public Object of(Details details) {
    Content c = details.content();
    return switch (this) {
      case SECTION -> details.section().value();
      case REVIEW_MONTHS -> details.reviewMonths();
      case CATEGORY -> c.category();
      case LANGUAGE -> c.language();
      case QUESTION -> c.question();
      case CONCLUSION -> c.conclusion();
      case BODY -> c.body();
      case WORDS -> c.words();
      case VISIBILITY -> c.visibility();
      case SECTIONS -> c.sections();
      case SCOPE -> c.scope();
      case SCOPE_NOTE -> c.scopeNote();
      case TRANSLATIONS -> c.translations();
      case RELATED -> c.related().stream().map(String::valueOf).toList();
      case VALID_FROM -> c.from().map(Object::toString).orElse("");
      case VALID_UNTIL -> c.until().map(Object::toString).orElse("");
    };
  }

  public static List<String> changed(Details before, Details after) {
    List<String> fields = new ArrayList<>();
    for (Field field : values()) {
      if (!field.of(before).equals(field.of(after))) {
        fields.add(field.written());
      }
    }
    return fields;
  }
}
