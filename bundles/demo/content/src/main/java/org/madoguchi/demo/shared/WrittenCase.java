package org.madoguchi.demo.shared;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A hand-written case: what citizens ask, and how the city answers. Read from {@code
 * demo/<slug>/cases-*.json}.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record WrittenCase(
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
  public record Wording(String subject, String body) {}

  /** The citizen's second message and its answer. */
  public record Followup(String body, String answer) {}

  public WrittenCase {
    category = category == null ? "" : category;
    language = language == null ? "ja" : language;
    variants = variants == null ? List.of() : List.copyOf(variants);
    note = note == null ? "" : note;
  }

  /** How often the case comes in a month (1–12), relative to others. */
  public double weightIn(int month) {
    return weight * (season == null || season.length != 12 ? 1 : season[month - 1]);
  }

  public Wording wording(int index) {
    return index == 0 || index > variants.size()
        ? new Wording(subject, body)
        : variants.get(index - 1);
  }

  public int wordings() {
    return 1 + variants.size();
  }

  public boolean answeredBySection() {
    return "section".equals(handledBy);
  }

  public boolean isSpoken() {
    return "phone".equals(channel) || "counter".equals(channel) || "chat".equals(channel);
  }

  /** The same case, what citizens write in other words. */
  public WrittenCase asked(UnaryOperator<String> words) {
    return new WrittenCase(
        id,
        kind,
        channel,
        section,
        category,
        language,
        season,
        weight,
        subject,
        words.apply(body),
        variants.stream().map(v -> new Wording(v.subject(), words.apply(v.body()))).toList(),
        note,
        answer,
        result,
        handledBy,
        answerHours,
        followup);
  }
}
