package org.madoguchi.channel.mail.in;

import java.util.ArrayList;
import java.util.List;
import org.madoguchi.channel.mail.in.Mailbox.Waiting;

/** What happened to the messages of one visit. */
final class Tally {
  /** So many refusals in a row are no longer about single messages: the inbox is down. */
  private static final int REFUSALS_MEAN_DOWN = 3;

  private final List<Waiting> taken = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private final List<String> kept = new ArrayList<>();
  private Exception lastRefusal;
  private int refusedInARow;

  void taken(List<Waiting> messages) {
    taken.addAll(messages);
    refusedInARow = 0;
  }

  /** Its header was taken; it stays where it is. */
  void kept(Waiting message) {
    kept.add(message.key());
    refusedInARow = 0;
  }

  void refused(Waiting message, Exception why) {
    refused.add(message.key());
    lastRefusal = why;
    refusedInARow++;
  }

  List<Waiting> taken() {
    return taken;
  }

  List<String> refused() {
    return refused;
  }

  List<String> kept() {
    return kept;
  }

  Exception lastRefusal() {
    return lastRefusal;
  }

  boolean inboxIsDown() {
    return refusedInARow >= REFUSALS_MEAN_DOWN;
  }

  /** One or two refusals alone prove neither that the inbox works nor that it is down. */
  boolean provesNothing() {
    return taken.isEmpty() && lastRefusal != null;
  }
}
