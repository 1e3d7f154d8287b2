package org.madoguchi.knowledge.internal.domain;

import java.time.Instant;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessTag;

/**
 * Somebody found an article missing or wrong. It is a task of the section until it is done or
 * declined, and its proposer sees what became of it.
 *
 * @param article the one that is wrong; 0 for none
 * @param ticket where it was noticed, as tickets are written; '' for nowhere
 * @param answer what the section says to the proposer
 * @param result the article that answers it; 0 for none
 * @param version the sequence of its last event
 */
public record Proposal(
    long id,
    MunicipalityId municipality,
    SectionId section,
    Wanted wanted,
    long article,
    String ticket,
    String question,
    String text,
    State state,
    String answer,
    long result,
    Making making,
    StaffId editor,
    Instant editedAt,
    long version) {

  /** What the proposer wants. */
  public enum Wanted {
    NEW,
    CORRECTION
  }

  /** What became of it. */
  public enum State {
    OPEN,
    /** Somebody works on it. */
    TAKEN,
    DONE,
    DECLINED
  }

  /** How it came into being. */
  public record Making(StaffId proposer, Instant at, String requestId) {}

  /**
   * What its owners decide.
   *
   * @param section another one hands it over
   */
  public record Decision(State state, SectionId section, String answer, long result) {}

  public Proposal decided(Decision decision, StaffId who, Instant at) {
    return new Proposal(
        id,
        municipality,
        decision.section(),
        wanted,
        article,
        ticket,
        question,
        text,
        decision.state(),
        decision.answer(),
        decision.result(),
        making,
        who,
        at,
        version + 1);
  }

  public Decision decision() {
    return new Decision(state, section, answer, result);
  }

  public AccessTag tag() {
    return Article.tag(municipality, section);
  }
}
