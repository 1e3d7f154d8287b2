package org.madoguchi.channels.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.madoguchi.channels.Intake;
import org.madoguchi.channels.spi.ChannelConnector;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.InboundContact.Nature;

/**
 * One instance of a channel and its peer (a mail server, a web client), for one test. Created
 * before each clause with the peer up and empty, closed after it. Written by the author of a
 * plug-in; polling intervals and back-offs should be set to fractions of a second.
 */
public interface ChannelFixture extends AutoCloseable {
  /** What the peer does from now on. */
  enum Peer {
    /** Takes and gives what it is asked to. */
    UP,
    /** Cannot be reached: connections are refused. */
    AWAY,
    /** Can be reached and refuses every message for good (mail: 550). */
    REFUSES,
    /** Takes the content of a message and hangs up without an answer. */
    BREAKS_OFF,
    /** Takes the connection (or the content) and stays silent. */
    SILENT
  }

  /** What not every channel can carry. */
  enum Feature {
    SENDER_NAME,
    SUBJECT,
    ATTACHMENTS,
    THREAD_REFERENCE,
    AUTOMATIC_MARK
  }

  /** An instance started on purpose with a bad value at {@code key}. */
  record BadStart(ChannelConnector connector, String key) {}

  /** The instance's name, for example {@code mail-mihon}. */
  String channel();

  /** The Declarative Services component of the plug-in that needs a configuration to exist. */
  Class<?> component();

  /** A citizen as this channel knows citizens. */
  ContactPoint citizen();

  /**
   * Does what Declarative Services do when the configuration appears: constructs the component. May
   * be called again after {@link #stop}; the peer keeps its messages meanwhile.
   */
  ChannelConnector start(Intake intake) throws Exception;

  /**
   * Deactivates the running component; returns when {@code @Deactivate} does. Nothing when none
   * runs.
   */
  void stop() throws Exception;

  /** Starts an instance with a bad configuration; empty when nothing can be configured wrongly. */
  default Optional<BadStart> startMisconfigured(Intake intake) throws Exception {
    return Optional.empty();
  }

  /**
   * Puts a message into the peer and returns; it keeps the message and offers it again until the
   * connector acknowledges it. For pushed channels {@link RetryingPeer} does that.
   */
  void deliver(PeerMessage message) throws Exception;

  /** Puts something into the peer that the connector takes in and cannot read. */
  void deliverMalformed() throws Exception;

  /** Puts a robot's message into the peer. @return false when the channel knows no such robots */
  default boolean deliverAutomatic(Nature nature) throws Exception {
    return false;
  }

  /** How many messages the peer still holds, unacknowledged. */
  int unacknowledged() throws Exception;

  /** What the peer got, in order. */
  List<PeerReceived> received() throws Exception;

  /**
   * Changes the peer. @return false when this peer cannot be made to act so: the clause is skipped
   */
  boolean peer(Peer behaviour) throws Exception;

  /**
   * How often the connector has tried to reach the peer; empty when this peer cannot count attempts
   * while it is {@link Peer#AWAY}, or when the channel is pushed and tries nothing.
   */
  default OptionalInt attempts() {
    return OptionalInt.empty();
  }

  /**
   * How long the kit watches for what must not happen: several of the instance's retry intervals.
   */
  default Duration watch() {
    return Duration.ofSeconds(2);
  }

  default boolean carries(Feature feature) {
    return true;
  }

  /**
   * Texts that must never be logged: passwords, and everything citizens wrote is added by the kit.
   */
  default Set<String> secrets() {
    return Set.of();
  }

  /** Whether a thread belongs to the peer and so may outlive the connector. */
  default boolean isPeerThread(Thread thread) {
    return false;
  }
}
