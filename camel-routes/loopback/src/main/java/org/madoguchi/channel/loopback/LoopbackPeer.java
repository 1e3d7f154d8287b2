package org.madoguchi.channel.loopback;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.madoguchi.channels.spi.ChannelRejected;
import org.madoguchi.channels.spi.ChannelUnavailable;
import org.madoguchi.channels.spi.DeliveryInDoubt;

/**
 * The other side of a loopback channel: a bounded memory of what was sent to it. Safe for several
 * threads.
 */
final class LoopbackPeer {
  private final int most;
  private final Map<String, SentMessage> byKey = new LinkedHashMap<>();
  private Behaviour behaviour = Behaviour.UP;

  /**
   * @param most how many messages are remembered
   */
  LoopbackPeer(int most) {
    this.most = most;
  }

  synchronized Behaviour behaviour() {
    return behaviour;
  }

  synchronized void behave(Behaviour next) {
    behaviour = next;
    notifyAll();
  }

  synchronized List<SentMessage> messages() {
    return List.copyOf(byKey.values());
  }

  /**
   * Takes a message; the same key again is the same message. @return the one that was taken first
   */
  synchronized SentMessage take(SentMessage message)
      throws ChannelUnavailable, ChannelRejected, DeliveryInDoubt {
    switch (behaviour) {
      case AWAY -> throw new ChannelUnavailable("the loopback peer is switched away");
      case REFUSES -> throw new ChannelRejected("the loopback peer refuses every message");
      case BREAKS_OFF -> throw new DeliveryInDoubt("the loopback peer broke off");
      case SILENT -> keepSilent();
      case UP -> {}
    }
    SentMessage known = byKey.putIfAbsent(message.key(), message);
    while (byKey.size() > most) {
      byKey.remove(byKey.keySet().iterator().next());
    }
    return known == null ? message : known;
  }

  private void keepSilent() throws DeliveryInDoubt {
    try {
      while (behaviour == Behaviour.SILENT) {
        wait();
      }
    } catch (InterruptedException e) {
      throw new DeliveryInDoubt("the loopback peer did not answer", e);
    }
    if (behaviour != Behaviour.UP) {
      throw new DeliveryInDoubt("the loopback peer broke off");
    }
  }
}
