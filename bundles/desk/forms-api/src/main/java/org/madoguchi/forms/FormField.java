package org.madoguchi.forms;

import java.util.List;
import java.util.Optional;

/**
 * One thing a form asks.
 *
 * @param key under which the answer is sent: 1 to 40 of a–z, 0–9 and underscore
 * @param label the question
 * @param help below it; '' when there is none
 * @param required an answer is needed, as far as the field is shown
 * @param longest how many characters an answer has at most; of {@link Kind#NUMBER} the largest
 *     number; of {@link Kind#FILES} how many files
 * @param options of {@link Kind#CHOICE} and {@link Kind#CHOICES}, each once; empty for others
 * @param shownWhen asked only then; a field named there stands before this one
 */
public record FormField(
    String key,
    Kind kind,
    String label,
    String help,
    boolean required,
    int longest,
    List<String> options,
    Optional<ShownWhen> shownWhen) {
  /** What an answer is. */
  public enum Kind {
    TEXT,
    /** Several lines. The first one of a form is the message; the others are told below it. */
    LINES,
    /** The sender's name, told apart for the citizen's record; at most one of a form. */
    NAME,
    /** How it is read, in katakana; at most one of a form. */
    KANA,
    /** Where the answer goes; at most one of a form. */
    MAIL,
    /** At most one of a form. */
    PHONE,
    CHOICE,
    /** Several of the options. */
    CHOICES,
    /** As {@code 2026-04-01}. */
    DATE,
    /** Whole and not negative. */
    NUMBER,
    /** One box to tick, answered {@code yes}. */
    CONSENT,
    FILES
  }

  /** Another field's answer is, or is among its answers, this option. */
  public record ShownWhen(String key, String option) {}

  public FormField {
    options = List.copyOf(options);
  }
}
