package org.madoguchi.channel.loopback;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.madoguchi.channels.Intake;
import org.madoguchi.channels.RawDelivery;
import org.madoguchi.channels.spi.ChannelConnector;
import org.madoguchi.channels.spi.ChannelDescriptor;
import org.madoguchi.channels.spi.ChannelRejected;
import org.madoguchi.channels.spi.ChannelStatus;
import org.madoguchi.channels.spi.ChannelUnavailable;
import org.madoguchi.channels.spi.DeliveryInDoubt;
import org.madoguchi.channels.spi.InboundMessage;
import org.madoguchi.channels.spi.OutboundMessage;
import org.madoguchi.channels.spi.SendReceipt;
import org.madoguchi.channels.spi.UnreadableDelivery;
import org.madoguchi.kernel.store.BlobStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * A channel without anybody at the other end: what is pushed in comes in, what is sent is
 * remembered.
 */
@Component(
    service = {ChannelConnector.class, LoopbackChannel.class},
    configurationPid = "org.madoguchi.channel.loopback",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = LoopbackConfig.class, factory = true)
public final class LoopbackChannel implements ChannelConnector {
  private static final int LARGEST_ATTACHMENT = 25 * 1024 * 1024;

  private final Intake intake;
  private final Clock clock;
  private final LoopbackPeer peer;
  private final LoopbackSettings settings;
  private volatile Instant since;

  @Activate
  public LoopbackChannel(
      @Reference Intake intake,
      @Reference Clock clock,
      LoopbackConfig config,
      Map<String, Object> properties) {
    this(
        intake,
        clock,
        LoopbackSettings.of(config, String.valueOf(properties.get("service.pid"))),
        new LoopbackPeer(config.keepMessages()));
  }

  LoopbackChannel(Intake intake, Clock clock, LoopbackSettings settings, LoopbackPeer peer) {
    this.intake = intake;
    this.clock = clock;
    this.settings = settings;
    this.peer = peer;
    this.since = clock.instant();
  }

  /** Ends sends that wait for a silent peer. */
  @Deactivate
  void stop() {
    if (peer.behaviour() == Behaviour.SILENT) {
      peer.behave(Behaviour.BREAKS_OFF);
    }
  }

  @Override
  public ChannelDescriptor descriptor() {
    return settings.descriptor();
  }

  @Override
  public ChannelStatus status() {
    if (!settings.problem().isEmpty()) {
      return new ChannelStatus(ChannelStatus.State.MISCONFIGURED, settings.problem(), since);
    }
    return peer.behaviour() == Behaviour.AWAY
        ? new ChannelStatus(
            ChannelStatus.State.OFFLINE, "the loopback peer is switched away", since)
        : new ChannelStatus(ChannelStatus.State.ONLINE, "", since);
  }

  /** Changes how the imagined peer acts. */
  void behave(Behaviour next) {
    boolean awayChanges = (peer.behaviour() == Behaviour.AWAY) != (next == Behaviour.AWAY);
    peer.behave(next);
    if (awayChanges) {
      since = clock.instant();
    }
  }

  Behaviour behaviour() {
    return peer.behaviour();
  }

  /** What was sent, oldest first. */
  List<SentMessage> sent() {
    return peer.messages();
  }

  /**
   * Takes pushed content, readable or not, as a web hook would: the same content twice is one
   * delivery.
   *
   * @throws ChannelUnavailable while the peer is switched away
   */
  Intake.Outcome push(byte[] content) throws IOException, ChannelUnavailable {
    if (peer.behaviour() == Behaviour.AWAY) {
      throw new ChannelUnavailable("the loopback peer is switched away");
    }
    if (content.length > Intake.MAX_BYTES) {
      throw new BlobStore.TooLarge(Intake.MAX_BYTES);
    }
    return intake.accept(
        new RawDelivery(
            descriptor().name(),
            "sha256:" + sha256(content),
            Map.of(),
            new ByteArrayInputStream(content),
            clock.instant()));
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public List<InboundMessage> read(RawDelivery delivery) throws UnreadableDelivery {
    return List.of(LoopbackContent.parse(delivery.content()).message(delivery.receivedAt()));
  }

  @Override
  public SendReceipt send(OutboundMessage message)
      throws ChannelUnavailable, ChannelRejected, DeliveryInDoubt {
    refuseLineBreaks(message);
    SentMessage sent =
        new SentMessage(
            message.key(),
            message.reference() + "@" + descriptor().name() + ".loopback",
            message.recipientName(),
            message.recipients(),
            message.subject(),
            message.text(),
            attachments(message),
            message.inReplyTo(),
            message.references(),
            message.automatic(),
            clock.instant());
    return new SendReceipt(peer.take(sent).reference());
  }

  private static void refuseLineBreaks(OutboundMessage message) throws ChannelRejected {
    List<String> headers = new ArrayList<>();
    headers.add(message.reference());
    headers.add(message.subject());
    headers.add(message.recipientName());
    headers.add(message.inReplyTo());
    headers.addAll(message.references());
    message.recipients().forEach(to -> headers.add(to.value()));
    if (headers.stream().anyMatch(h -> h.chars().anyMatch(Character::isISOControl))) {
      throw new ChannelRejected("a header holds a line break or another control character");
    }
  }

  private static List<SentMessage.Attachment> attachments(OutboundMessage message)
      throws ChannelUnavailable, ChannelRejected {
    List<SentMessage.Attachment> attachments = new ArrayList<>();
    for (InboundMessage.Attachment a : message.attachments()) {
      try (InputStream content = a.content().open()) {
        byte[] bytes = content.readNBytes(LARGEST_ATTACHMENT + 1);
        if (bytes.length > LARGEST_ATTACHMENT) {
          throw new ChannelRejected("an attachment is larger than 25 MiB");
        }
        attachments.add(new SentMessage.Attachment(a.fileName(), a.mediaType(), bytes));
      } catch (IOException e) {
        throw new ChannelUnavailable("an attachment cannot be read", e);
      }
    }
    return attachments;
  }
}
