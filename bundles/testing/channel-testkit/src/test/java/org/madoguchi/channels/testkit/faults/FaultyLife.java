package org.madoguchi.channels.testkit.faults;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.madoguchi.channels.Intake;
import org.madoguchi.channels.RawDelivery;
import org.madoguchi.channels.spi.ChannelDescriptor;
import org.madoguchi.channels.spi.ChannelStatus.State;
import org.madoguchi.channels.spi.InboundMessage;
import org.madoguchi.channels.spi.UnreadableDelivery;

/** Channels whose defect is in how they poll, come and go. */
final class FaultyLife {
  private static final Duration NEVER = Duration.ofDays(1);

  private FaultyLife() {}

  static final class AcknowledgesTheRefused extends ModelChannel {
    AcknowledgesTheRefused(Intake intake, ModelPeer peer, String municipality) {
      super(intake, peer, municipality);
    }

    @Override
    void take(ModelPeer.Held held) {
      // an interrupted one is given back: only the inbox's refusal is overheard
      if (accepted(held) || !Thread.currentThread().isInterrupted()) {
        peer.acknowledge(held);
      }
    }
  }

  static final class SwallowsTheUnreadable extends ModelChannel {
    SwallowsTheUnreadable(Intake intake, ModelPeer peer, String municipality) {
      super(intake, peer, municipality);
    }

    @Override
    public List<InboundMessage> read(RawDelivery delivery) {
      try {
        return super.read(delivery);
      } catch (UnreadableDelivery e) {
        return List.of();
      }
    }
  }

  static final class StopsAtTheUnreadable extends ModelChannel {
    StopsAtTheUnreadable(Intake intake, ModelPeer peer, String municipality) {
      super(intake, peer, municipality);
    }

    @Override
    void take(ModelPeer.Held held) {
      super.take(held);
      if (Arrays.equals(held.content(), ModelForm.MALFORMED)) {
        throw new IllegalStateException("what is this?");
      }
    }
  }

  static final class HasItsOwnName extends ModelChannel {
    HasItsOwnName(Intake intake, ModelPeer peer, String municipality) {
      super(intake, peer, municipality);
    }

    @Override
    public ChannelDescriptor descriptor() {
      ChannelDescriptor right = super.descriptor();
      return new ChannelDescriptor(
          "Model Channel", right.kind(), right.municipality(), right.address(), right.sends());
    }
  }

  /** Only its descriptor is looked at: OSGI-INF/…NeedsNoConfiguration.xml. */
  static final class NeedsNoConfiguration {}

  static final class ClearsTheMailbox extends ModelChannel {
    ClearsTheMailbox(Intake intake, ModelPeer peer, String municipality) {
      super(intake, peer, municipality);
    }

    @Override
    void end() throws InterruptedException {
      peer.acknowledgeAll();
      super.end();
    }
  }

  static final class LogsEveryAttempt extends ModelChannel {
    LogsEveryAttempt(Intake intake, ModelPeer peer, String municipality) {
      super(intake, peer, municipality);
    }

    @Override
    Duration turn() {
      Duration next = super.turn();
      if (status().state() == State.OFFLINE) {
        LOG.warn("channel {} is still offline", NAME);
      }
      return next;
    }
  }

  static final class GivesUp extends ModelChannel {
    private boolean wasOnline;

    GivesUp(Intake intake, ModelPeer peer, String municipality) {
      super(intake, peer, municipality);
    }

    @Override
    Duration turn() {
      Duration next = super.turn();
      wasOnline |= status().state() == State.ONLINE;
      return wasOnline && status().state() == State.OFFLINE ? NEVER : next;
    }
  }

  static final class Hammers extends ModelChannel {
    Hammers(Intake intake, ModelPeer peer, String municipality) {
      super(intake, peer, municipality);
    }

    @Override
    Duration turn() {
      Duration next = super.turn();
      return status().state() == State.OFFLINE ? Duration.ZERO : next;
    }
  }

  static final class BlocksItsActivation extends ModelChannel {
    BlocksItsActivation(Intake intake, ModelPeer peer, String municipality) {
      super(intake, peer, municipality);
    }

    @Override
    void begin() throws InterruptedException {
      if (peer.awaitReachable()) {
        super.begin();
      }
    }
  }

  static final class LeavesAThread extends ModelChannel {
    LeavesAThread(Intake intake, ModelPeer peer, String municipality) {
      super(intake, peer, municipality);
    }

    @Override
    void begin() throws InterruptedException {
      super.begin();
      new Thread(this::stay, "left-behind").start();
    }

    private void stay() {
      try {
        peer.awaitClosed();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  static final class LogsItsPassword extends ModelChannel {
    LogsItsPassword(Intake intake, ModelPeer peer, String municipality) {
      super(intake, peer, municipality);
    }

    @Override
    void begin() throws InterruptedException {
      LOG.info("channel {} logs in with {}", NAME, PASSWORD);
      super.begin();
    }
  }
}
