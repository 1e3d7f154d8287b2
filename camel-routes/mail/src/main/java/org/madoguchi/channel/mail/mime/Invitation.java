package org.madoguchi.channel.mail.mime;

import java.time.LocalDateTime;
import java.util.Optional;

/**
 * What people want to know of a calendar entry.
 *
 * @param organizer name and address, as far as known
 */
public record Invitation(
    boolean cancelled,
    String title,
    Optional<When> start,
    Optional<When> end,
    String place,
    String organizer,
    boolean repeats) {
  /**
   * @param at in Japan's time where the entry's zone is known
   * @param zone of an entry whose zone is not known; '' otherwise
   */
  public record When(LocalDateTime at, boolean wholeDay, String zone) {}
}
