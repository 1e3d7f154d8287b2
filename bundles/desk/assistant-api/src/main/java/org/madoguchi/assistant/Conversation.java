package org.madoguchi.assistant;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.madoguchi.kernel.MunicipalityId;

/**
 * What was said in one matter.
 *
 * @param subject '' when there is none
 * @param turns oldest first
 * @param personal what names the citizen or reaches them, as far as it is known: names, their
 *     readings, numbers, addresses. An assistant outside the house gets none of it
 * @param longest how many characters a summary has at most
 */
public record Conversation(
    MunicipalityId municipality,
    String subject,
    List<Turn> turns,
    Set<String> personal,
    int longest) {
  /** Who said it. */
  public enum Speaker {
    CITIZEN,
    /** Whoever answers, to the citizen. */
    STAFF,
    /** Whoever answers, for colleagues: the notes of a call, for example. */
    NOTE
  }

  /**
   * One message or note, as it was written: it may have many lines. The notes of a call may have
   * turns of their own, {@code 市民：} and {@code センター：} before each.
   */
  public record Turn(Speaker speaker, String text) {
    public Turn {
      Objects.requireNonNull(speaker);
      Objects.requireNonNull(text);
    }
  }

  /** The usual limit of a summary. */
  public static final int USUAL_LENGTH = 200;

  public Conversation {
    Objects.requireNonNull(municipality);
    Objects.requireNonNull(subject);
    turns = List.copyOf(turns);
    personal = Set.copyOf(personal);
    if (longest < 1) {
      throw new IllegalArgumentException("a summary of " + longest + " characters");
    }
  }
}
