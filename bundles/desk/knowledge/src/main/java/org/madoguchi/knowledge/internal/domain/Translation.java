package org.madoguchi.knowledge.internal.domain;

/**
 * An article in another language.
 *
 * @param language BCP 47, other than the original's
 * @param checked whether somebody has read over what a machine made, or made it by hand
 * @param behind whether the original was changed since
 */
public record Translation(
    String language,
    boolean checked,
    String question,
    String conclusion,
    String body,
    boolean behind) {

  Translation with(boolean isBehind) {
    return new Translation(language, checked, question, conclusion, body, isBehind);
  }

  /** Whoever checks what is behind says by that that it is not any more. */
  boolean saysTheSame(Translation other) {
    return language.equals(other.language)
        && checked == other.checked
        && question.equals(other.question)
        && conclusion.equals(other.conclusion)
        && body.equals(other.body);
  }
}
