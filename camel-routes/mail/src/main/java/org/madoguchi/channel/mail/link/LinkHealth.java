package org.madoguchi.channel.mail.link;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.madoguchi.channels.spi.ChannelStatus;
import org.madoguchi.channels.spi.ChannelStatus.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the links of one instance are, as one status. Logs a change once, however often an attempt
 * fails.
 */
public final class LinkHealth {
  private static final Logger LOG = LoggerFactory.getLogger(LinkHealth.class);

  /** The two ways an instance is connected. */
  public enum Link {
    MAILBOX,
    SMTP
  }

  private record Condition(State state, String reason) {}

  private final String channel;
  private final Clock clock;
  private final Map<Link, Condition> links = new EnumMap<>(Link.class);
  private volatile ChannelStatus status;

  /**
   * @param used the links this instance has; all are STARTING until told otherwise
   */
  public LinkHealth(String channel, Set<Link> used, String startingReason, Clock clock) {
    this.channel = channel;
    this.clock = clock;
    used.forEach(link -> links.put(link, new Condition(State.STARTING, startingReason)));
    status = new ChannelStatus(State.STARTING, startingReason, clock.instant());
  }

  public ChannelStatus status() {
    return status;
  }

  public synchronized boolean isUp(Link link) {
    Condition condition = links.get(link);
    return condition != null && condition.state() == State.ONLINE;
  }

  public void up(Link link) {
    change(link, new Condition(State.ONLINE, ""));
  }

  /**
   * @param reason for people, without secrets and addresses
   */
  public void down(Link link, String reason) {
    change(link, new Condition(State.OFFLINE, reason));
  }

  private synchronized void change(Link link, Condition condition) {
    if (condition.equals(links.put(link, condition))) {
      return;
    }
    State state = together();
    String reason = state == State.ONLINE ? "" : reasons(state);
    boolean changed = state != status.state();
    Instant since = changed ? clock.instant() : status.since();
    status = new ChannelStatus(state, reason, since);
    if (changed) {
      log(state, reason);
    }
  }

  private State together() {
    if (any(State.OFFLINE)) {
      return State.OFFLINE;
    }
    return any(State.STARTING) ? State.STARTING : State.ONLINE;
  }

  private boolean any(State state) {
    return links.values().stream().anyMatch(c -> c.state() == state);
  }

  private String reasons(State state) {
    return links.values().stream()
        .filter(c -> c.state() == state)
        .map(Condition::reason)
        .distinct()
        .collect(Collectors.joining(" / "));
  }

  private void log(State state, String reason) {
    if (state == State.OFFLINE) {
      LOG.warn("Channel {} is offline: {}", channel, reason);
    } else {
      LOG.info("Channel {} is {}", channel, state.name().toLowerCase(Locale.ROOT));
    }
  }
}
