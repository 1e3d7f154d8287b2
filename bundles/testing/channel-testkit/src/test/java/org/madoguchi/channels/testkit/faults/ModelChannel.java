package org.madoguchi.channels.testkit.faults;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.madoguchi.channels.Intake;
import org.madoguchi.channels.RawDelivery;
import org.madoguchi.channels.spi.ChannelConnector;
import org.madoguchi.channels.spi.ChannelDescriptor;
import org.madoguchi.channels.spi.ChannelRejected;
import org.madoguchi.channels.spi.ChannelStatus;
import org.madoguchi.channels.spi.ChannelStatus.State;
import org.madoguchi.channels.spi.ChannelUnavailable;
import org.madoguchi.channels.spi.DeliveryInDoubt;
import org.madoguchi.channels.spi.InboundMessage;
import org.madoguchi.channels.spi.OutboundMessage;
import org.madoguchi.channels.spi.SendReceipt;
import org.madoguchi.channels.spi.UnreadableDelivery;
import org.madoguchi.channels.testkit.PeerMessage;
import org.madoguchi.channels.testkit.PeerReceived;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.tickets.ContactPoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small channel that keeps the whole contract: it polls a mailbox and sends. {@link Faults} break
 * it, each in one place.
 */
class ModelChannel implements ChannelConnector {
  static final Logger LOG = LoggerFactory.getLogger(ModelChannel.class);
  static final String NAME = "model-mihon";
  static final String PASSWORD = "model-passw0rd";
  private static final long POLLED = 10;
  private static final long LONGEST_PAUSE = 100;

  final Intake intake;
  final ModelPeer peer;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private volatile ChannelStatus status;
  private volatile boolean ending;
  private long pause = POLLED;

  /**
   * @param municipality the only setting; must not be empty
   */
  ModelChannel(Intake intake, ModelPeer peer, String municipality) {
    this.intake = intake;
    this.peer = peer;
    this.status =
        municipality.isEmpty()
            ? status(State.MISCONFIGURED, "municipality is missing")
            : status(State.STARTING, "");
  }

  private static ChannelStatus status(State state, String reason) {
    return new ChannelStatus(state, reason, Instant.now());
  }

  void begin() throws InterruptedException {
    if (status.state() == State.STARTING) {
      timer.execute(this::turnAgain);
    }
  }

  void end() throws InterruptedException {
    ending = true;
    timer.shutdownNow();
    timer.awaitTermination(1, TimeUnit.MINUTES);
  }

  private void turnAgain() {
    Duration next = turn();
    try {
      timer.schedule(this::turnAgain, next.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // ended meanwhile
    }
  }

  /** Polls once. @return how long to wait before the next time */
  Duration turn() {
    try {
      for (ModelPeer.Held held : peer.fetch()) {
        if (!ending) {
          take(held);
        }
      }
      pause = POLLED;
      enter(State.ONLINE, "");
    } catch (ConnectException e) {
      pause = Math.min(LONGEST_PAUSE, pause * 2);
      enter(State.OFFLINE, "the mailbox cannot be reached");
    }
    return Duration.ofMillis(pause);
  }

  private void enter(State state, String reason) {
    if (status.state() != state) {
      status = status(state, reason);
      if (state == State.OFFLINE) {
        LOG.warn("channel {} is offline: {}", NAME, reason);
      }
    }
  }

  /** Acknowledged only when the inbox has it. */
  void take(ModelPeer.Held held) {
    if (accepted(held)) {
      peer.acknowledge(held);
    }
  }

  final boolean accepted(ModelPeer.Held held) {
    try (InputStream content = new ByteArrayInputStream(held.content())) {
      intake.accept(new RawDelivery(NAME, held.uid(), Map.of(), content, Instant.now()));
      return true;
    } catch (IOException e) {
      return false; // the peer keeps it
    }
  }

  @Override
  public ChannelDescriptor descriptor() {
    return new ChannelDescriptor(
        NAME, "model", new MunicipalityId("mihon"), "madoguchi@mihon.example", true);
  }

  @Override
  public ChannelStatus status() {
    return status;
  }

  @Override
  public List<InboundMessage> read(RawDelivery delivery) throws UnreadableDelivery {
    try {
      return List.of(ModelForm.read(delivery.content()));
    } catch (IOException e) {
      throw new UnreadableDelivery("not in the form of the model", e);
    }
  }

  @Override
  public SendReceipt send(OutboundMessage message)
      throws ChannelUnavailable, ChannelRejected, DeliveryInDoubt {
    refuseLineBreaks(message);
    String reference = message.reference() + "@mihon.example";
    try {
      peer.take(sent(message, reference));
    } catch (ConnectException e) {
      throw new ChannelUnavailable("the peer cannot be reached", e);
    } catch (ModelPeer.Refused e) {
      throw new ChannelRejected("the peer refuses the message", e);
    } catch (EOFException | InterruptedException e) {
      throw new DeliveryInDoubt("the peer did not answer", e);
    } catch (IOException e) {
      throw new ChannelUnavailable("an attachment cannot be read", e);
    }
    return new SendReceipt(reference);
  }

  private static void refuseLineBreaks(OutboundMessage message) throws ChannelRejected {
    List<String> headers = new ArrayList<>(List.of(message.subject(), message.recipientName()));
    message.recipients().forEach(to -> headers.add(to.value()));
    if (headers.stream().anyMatch(h -> h.chars().anyMatch(Character::isISOControl))) {
      throw new ChannelRejected("a line break in a header");
    }
  }

  private static PeerReceived sent(OutboundMessage message, String reference) throws IOException {
    List<PeerMessage.File> files = new ArrayList<>();
    for (InboundMessage.Attachment a : message.attachments()) {
      try (InputStream content = a.content().open()) {
        files.add(new PeerMessage.File(a.fileName(), a.mediaType(), content.readAllBytes()));
      }
    }
    return new PeerReceived(
        reference,
        message.recipients().stream().map(ContactPoint::value).toList(),
        message.subject(),
        message.text(),
        files,
        message.automatic());
  }
}
