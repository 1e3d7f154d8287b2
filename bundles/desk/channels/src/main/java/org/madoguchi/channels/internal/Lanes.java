package org.madoguchi.channels.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker's lanes, kept in step with the connectors that are there. Used by the worker's loop
 * only.
 */
final class Lanes {
  private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

  private final String purpose;
  private final int width;
  private final Timing timing;
  private final ConnectedChannels channels;
  private final boolean interruptAtEnd;
  private final Map<String, Lane> open = new HashMap<>();
  private final List<Lane> ending = new ArrayList<>();

  /**
   * @param interruptAtEnd whether calls are interrupted as soon as their connector goes (reading is
   *     repeatable)
   */
  Lanes(
      String purpose,
      int width,
      Timing timing,
      ConnectedChannels channels,
      boolean interruptAtEnd) {
    this.purpose = purpose;
    this.width = width;
    this.timing = timing;
    this.channels = channels;
    this.interruptAtEnd = interruptAtEnd;
  }

  /**
   * The lanes of the connectors that are there now. @param opened told each new one, before it is
   * used
   */
  List<Lane> current(Consumer<Connected> opened) {
    open.values().removeIf(this::endIfGone);
    ending.removeIf(lane -> lane.awaitEnd(Duration.ZERO));
    for (Connected connected : channels.all()) {
      if (!open.containsKey(connected.name())) {
        opened.accept(connected);
        open.put(connected.name(), new Lane(connected, purpose, width, timing.grace()));
      }
    }
    return List.copyOf(open.values());
  }

  private boolean endIfGone(Lane lane) {
    if (channels.has(lane.connected())) {
      return false;
    }
    end(lane);
    return true;
  }

  private void end(Lane lane) {
    lane.close();
    if (interruptAtEnd) {
      lane.interruptCalls();
    }
    ending.add(lane);
  }

  /** Ends all lanes: first patiently, then by interrupting the connectors' calls. */
  void close() {
    open.values().forEach(this::end);
    open.clear();
    ending.removeIf(lane -> lane.awaitEnd(timing.grace()));
    ending.forEach(Lane::interruptCalls);
    for (Lane lane : ending) {
      if (!lane.awaitEnd(timing.grace().multipliedBy(2))) {
        LOG.warn("{} of channel {} does not end", purpose, lane.connected().name());
      }
    }
  }
}
