package org.madoguchi.demo.content.internal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * A hand-written case: what citizens ask, and how the city answers. Read from {@code
 * demo/<slug>/cases-*.json}.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record DemoCase(
    String id,
    String kind,
    String channel,
    String section,
    String category,
    String language,
    double[] season,
    double weight,
    String subject,
    String body,
    List<Wording> variants,
    String note,
    String answer,
    String result,
    String handledBy,
    int[] answerHours,
    Followup followup) {

  /** Another citizen's words for the same thing. */
  record Wording(String subject, String body) {}

  /** The citizen's second message and its answer. */
  record Followup(String body, String answer) {}

  /** How often the case comes in a month (1–12), relative to others. */
  double weightIn(int month) {
    return weight * (season == null || season.length != 12 ? 1 : season[month - 1]);
  }

  Wording wording(int index) {
    return index == 0 || variants == null || index > variants.size()
        ? new Wording(subject, body)
        : variants.get(index - 1);
  }

  int wordings() {
    return 1 + (variants == null ? 0 : variants.size());
  }

  boolean answeredBySection() {
    return "section".equals(handledBy);
  }
}
