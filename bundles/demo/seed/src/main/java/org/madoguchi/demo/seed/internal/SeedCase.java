package org.madoguchi.demo.seed.internal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/** A hand-written case of the demonstration: what citizens ask, and how the city answers. */
@JsonIgnoreProperties(ignoreUnknown = true)
record SeedCase(
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
    String handledBy,
    Followup followup) {

  /** A citizen's words. */
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

  boolean isSpoken() {
    return "phone".equals(channel) || "counter".equals(channel) || "chat".equals(channel);
  }
}
