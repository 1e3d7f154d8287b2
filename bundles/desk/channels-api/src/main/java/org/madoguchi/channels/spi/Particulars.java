package org.madoguchi.channels.spi;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a channel noticed about a message besides its words. None of it is needed to take the
 * message.
 *
 * @param forwarded whom a forwarded message is from, so that a person may answer the citizen and
 *     not the colleague
 * @param nonDelivery present when the message reports that one of ours was not delivered
 * @param folds parts of the text that a screen may fold away, in order, never overlapping; the text
 *     itself stays whole
 */
public record Particulars(
    Optional<Forwarded> forwarded,
    Optional<NonDelivery> nonDelivery,
    Set<Protection> protections,
    List<Fold> folds) {
  public static final Particulars NONE =
      new Particulars(Optional.empty(), Optional.empty(), Set.of(), List.of());

  /**
   * @param name as written; '' when only the address is known
   */
  public record Forwarded(String name, String address) {}

  /**
   * @param permanent another attempt is useless; otherwise the address may work again
   * @param delayed the server still tries; nothing has failed yet
   * @param originalReference the undelivered message's reference, without brackets; '' when the
   *     report does not name it
   * @param recipients the addresses that failed; empty when the report names none
   * @param status the enhanced status code, for example {@code 5.1.1}; '' when there is none
   */
  public record NonDelivery(
      boolean permanent,
      boolean delayed,
      String originalReference,
      List<String> recipients,
      String status) {
    /** Nobody tries any more. */
    public NonDelivery(
        boolean permanent, String originalReference, List<String> recipients, String status) {
      this(permanent, false, originalReference, recipients, status);
    }

    public NonDelivery {
      recipients = List.copyOf(recipients);
    }
  }

  /** How the sender protected the message. Nothing was verified or decrypted. */
  public enum Protection {
    SMIME_SIGNED,
    SMIME_ENCRYPTED,
    PGP_SIGNED,
    PGP_ENCRYPTED
  }

  /**
   * Lines of the text, counted from 0.
   *
   * @param to the first line after it
   */
  public record Fold(Kind kind, int from, int to) {
    /** Why it may be folded. */
    public enum Kind {
      QUOTE,
      SIGNATURE
    }
  }

  public Particulars {
    protections = Set.copyOf(protections);
    folds = List.copyOf(folds);
  }
}
