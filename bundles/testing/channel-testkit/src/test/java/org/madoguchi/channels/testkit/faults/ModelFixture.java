package org.madoguchi.channels.testkit.faults;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.madoguchi.channels.Intake;
import org.madoguchi.channels.spi.ChannelConnector;
import org.madoguchi.channels.testkit.ChannelFixture;
import org.madoguchi.channels.testkit.PeerMessage;
import org.madoguchi.channels.testkit.PeerReceived;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.InboundContact.Nature;

/** A model channel, or a broken one, and its peer. */
final class ModelFixture implements ChannelFixture {
  /** Constructs the channel. */
  interface Construction {
    ModelChannel channel(Intake intake, ModelPeer peer, String municipality);
  }

  private final ModelPeer peer = new ModelPeer();
  private final Construction construction;
  private final Class<?> component;
  private ModelChannel running;

  ModelFixture(Construction construction, Class<?> component) {
    this.construction = construction;
    this.component = component;
  }

  @Override
  public String channel() {
    return ModelChannel.NAME;
  }

  @Override
  public Class<?> component() {
    return component;
  }

  @Override
  public ContactPoint citizen() {
    return new ContactPoint(ContactPoint.Kind.MAIL, "hanako@citizen.example");
  }

  @Override
  public ChannelConnector start(Intake intake) throws Exception {
    ModelChannel starting = construction.channel(intake, peer, "mihon");
    running = starting;
    starting.begin();
    return starting;
  }

  @Override
  public void stop() throws Exception {
    if (running != null) {
      running.end();
      running = null;
    }
  }

  @Override
  public Optional<BadStart> startMisconfigured(Intake intake) throws Exception {
    running = construction.channel(intake, peer, "");
    running.begin();
    return Optional.of(new BadStart(running, "municipality"));
  }

  @Override
  public void deliver(PeerMessage message) {
    peer.put(ModelForm.write(message, Nature.PERSON));
  }

  @Override
  public void deliverMalformed() {
    peer.put(ModelForm.MALFORMED);
  }

  @Override
  public boolean deliverAutomatic(Nature nature) {
    peer.put(ModelForm.write(PeerMessage.from(citizen(), "robot@citizen.example"), nature));
    return true;
  }

  @Override
  public int unacknowledged() {
    return peer.waiting();
  }

  @Override
  public List<PeerReceived> received() {
    return peer.received();
  }

  @Override
  public boolean peer(Peer behaviour) {
    peer.behave(behaviour);
    return true;
  }

  @Override
  public OptionalInt attempts() {
    return OptionalInt.of(peer.attempts());
  }

  @Override
  public Duration watch() {
    return Duration.ofMillis(150);
  }

  @Override
  public Set<String> secrets() {
    return Set.of(ModelChannel.PASSWORD);
  }

  @Override
  public void close() {
    peer.close();
  }
}
