package org.madoguchi.channel.loopback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.madoguchi.channels.Intake;
import org.madoguchi.channels.spi.ChannelConnector;
import org.madoguchi.channels.spi.ChannelUnavailable;
import org.madoguchi.channels.testkit.ChannelFixture;
import org.madoguchi.channels.testkit.PeerMessage;
import org.madoguchi.channels.testkit.PeerReceived;
import org.madoguchi.channels.testkit.RetryingPeer;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.InboundContact.Nature;

/** A loopback instance and somebody who pushes into it. */
final class LoopbackFixture implements ChannelFixture {
  private static final String NAME = "loopback-mihon";

  private final RetryingPeer pushing = new RetryingPeer();
  private final LoopbackPeer peer = new LoopbackPeer(100);
  private volatile LoopbackChannel running;

  @Override
  public String channel() {
    return NAME;
  }

  @Override
  public Class<?> component() {
    return LoopbackChannel.class;
  }

  @Override
  public ContactPoint citizen() {
    return new ContactPoint(ContactPoint.Kind.MAIL, "hanako@citizen.example");
  }

  @Override
  public ChannelConnector start(Intake intake) {
    running =
        new LoopbackChannel(
            intake,
            Clock.systemUTC(),
            LoopbackSettings.of(NAME, "mihon", "loopback", "", true),
            peer);
    return running;
  }

  @Override
  public void stop() {
    LoopbackChannel ending = running;
    running = null;
    if (ending != null) {
      ending.stop();
    }
  }

  @Override
  public Optional<BadStart> startMisconfigured(Intake intake) {
    LoopbackSettings bad = LoopbackSettings.of(NAME, "", "loopback", "", true);
    return Optional.of(
        new BadStart(new LoopbackChannel(intake, Clock.systemUTC(), bad, peer), "municipality"));
  }

  @Override
  public void deliver(PeerMessage message) {
    push(json(message, Nature.PERSON));
  }

  @Override
  public void deliverMalformed() {
    push("{\"id\": \"oops\", \"text\"".getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public boolean deliverAutomatic(Nature nature) {
    push(json(PeerMessage.from(citizen(), "robot@citizen.example"), nature));
    return true;
  }

  private void push(byte[] content) {
    pushing.offer(
        () -> {
          LoopbackChannel now = running;
          if (now == null) {
            throw new ChannelUnavailable("not started");
          }
          return now.push(content);
        });
  }

  private static byte[] json(PeerMessage m, Nature nature) {
    List<Map<String, Object>> attachments = new ArrayList<>();
    for (PeerMessage.File file : m.attachments()) {
      attachments.add(
          Map.of(
              "fileName",
              file.name(),
              "mediaType",
              file.mediaType(),
              "content",
              Base64.getEncoder().encodeToString(file.content())));
    }
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("id", m.id());
    content.put("name", m.senderName());
    content.put("contact", Map.of("kind", "mail", "value", m.sender().value()));
    content.put("nature", nature.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    content.put("subject", m.subject());
    content.put("text", m.text());
    content.put("references", m.references());
    content.put("attachments", attachments);
    try {
      return new ObjectMapper().writeValueAsBytes(content);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public int unacknowledged() {
    return pushing.held();
  }

  @Override
  public List<PeerReceived> received() {
    return peer.messages().stream().map(LoopbackFixture::received).toList();
  }

  private static PeerReceived received(SentMessage m) {
    return new PeerReceived(
        m.reference(),
        m.recipients().stream().map(ContactPoint::value).toList(),
        m.subject(),
        m.text(),
        m.attachments().stream()
            .map(a -> new PeerMessage.File(a.fileName(), a.mediaType(), a.content()))
            .toList(),
        m.automatic());
  }

  @Override
  public boolean peer(Peer behaviour) {
    Behaviour next = Behaviour.valueOf(behaviour.name());
    LoopbackChannel now = running;
    if (now == null) {
      peer.behave(next);
    } else {
      now.behave(next);
    }
    return true;
  }

  @Override
  public boolean isPeerThread(Thread thread) {
    return RetryingPeer.owns(thread);
  }

  @Override
  public void close() {
    pushing.close();
  }
}
