package org.madoguchi.channels.internal.rest;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.madoguchi.channels.internal.ChannelDesk;
import org.madoguchi.channels.internal.ChannelOverview;
import org.madoguchi.channels.internal.InboxEntry;
import org.madoguchi.channels.internal.OutboxEntry;
import org.madoguchi.channels.internal.Reasons;
import org.madoguchi.channels.spi.ChannelStatus;

/** The JSON of the channels room. */
public final class Views {
  private Views() {}

  /**
   * @param since absent when unknown
   */
  public record Status(ChannelStatus.State state, String reason, Instant since) {}

  /** What is in the inbox of a channel. */
  public record InboxCounts(long waiting, long quarantined) {}

  /** What is in the outbox of a channel. */
  public record OutboxCounts(long queued, long failed, long inDoubt) {}

  /**
   * @param municipality absent while nobody has seen the instance
   */
  public record Channel(
      String name,
      String kind,
      String municipality,
      String address,
      boolean sends,
      Status status,
      InboxCounts inbox,
      OutboxCounts outbox) {
    static Channel of(ChannelOverview.Instance i) {
      return new Channel(
          i.name(),
          i.kind(),
          i.municipality().map(Object::toString).orElse(null),
          i.address(),
          i.sends(),
          new Status(i.status().state(), i.status().reason(), i.status().since().orElse(null)),
          new InboxCounts(i.waiting(), i.quarantined()),
          new OutboxCounts(i.queued(), i.failed(), i.inDoubt()));
    }
  }

  /**
   * @param municipality absent while nobody knows whose the instance is; @param nextAttemptAt only
   *     when it waits
   */
  public record Delivery(
      String id,
      String channel,
      String municipality,
      InboxEntry.State state,
      Instant receivedAt,
      long size,
      int attempts,
      String reason,
      Instant nextAttemptAt,
      List<String> tickets) {
    static Delivery of(ChannelDesk.Delivered delivered, Locale locale) {
      InboxEntry e = delivered.entry();
      String municipality = e.access().municipality().value();
      return new Delivery(
          Long.toString(e.id()),
          e.channel(),
          municipality.equals("*") ? null : municipality,
          e.state(),
          e.receivedAt(),
          e.content().size(),
          e.attempts(),
          Reasons.text(e.reason(), locale),
          e.state() == InboxEntry.State.WAITING ? e.nextAttemptAt() : null,
          delivered.tickets());
    }
  }

  /**
   * @param nextAttemptAt only while it is queued
   */
  public record Message(
      String id,
      String channel,
      String municipality,
      OutboxEntry.State state,
      String ticket,
      Instant queuedAt,
      int attempts,
      String reason,
      Instant nextAttemptAt) {
    static Message of(OutboxEntry e, Locale locale) {
      return new Message(
          Long.toString(e.id()),
          e.channel().isEmpty() ? e.source() : e.channel(),
          e.access().municipality().value(),
          e.state(),
          e.ticket().toString(),
          e.queuedAt(),
          e.attempts(),
          Reasons.text(e.reason(), locale),
          e.state() == OutboxEntry.State.QUEUED ? e.nextAttemptAt() : null);
    }
  }

  /**
   * @param next the cursor of the next page; absent on the last one
   */
  public record Page<T>(List<T> items, String next) {}

  /**
   * @param reason for those who ask later
   */
  public record Discard(String reason) {}

  /**
   * @param delivered whether the citizen has it; required
   */
  public record Settlement(Boolean delivered) {}
}
