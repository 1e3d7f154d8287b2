package org.madoguchi.channels.testkit.faults;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import org.madoguchi.channels.testkit.ChannelFixture.Peer;
import org.madoguchi.channels.testkit.PeerReceived;

/** The other side of a {@link ModelChannel}: a mailbox, and somebody who takes messages. */
final class ModelPeer implements AutoCloseable {
  /** A message the peer keeps until it is acknowledged. */
  record Held(String uid, byte[] content) {}

  /** The peer said no. */
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private final List<Held> mailbox = new ArrayList<>();
  private final List<PeerReceived> received = new ArrayList<>();
  private Peer behaviour = Peer.UP;
  private int put;
  private int attempts;
  private boolean closed;

  synchronized void put(byte[] content) {
    mailbox.add(new Held("uid-" + ++put, content));
  }

  synchronized List<Held> fetch() throws ConnectException {
    attempts++;
    refuseWhenAway();
    return List.copyOf(mailbox);
  }

  private void refuseWhenAway() throws ConnectException {
    if (behaviour == Peer.AWAY) {
      throw new ConnectException("connection refused");
    }
  }

  synchronized void acknowledge(Held held) {
    mailbox.remove(held);
  }

  synchronized void acknowledgeAll() {
    mailbox.clear();
  }

  synchronized int waiting() {
    return mailbox.size();
  }

  synchronized int attempts() {
    return attempts;
  }

  synchronized void take(PeerReceived message) throws IOException, InterruptedException {
    refuseWhenAway();
    if (behaviour == Peer.REFUSES) {
      throw new Refused();
    }
    while (behaviour == Peer.SILENT && !closed) {
      wait();
    }
    if (behaviour != Peer.UP) {
      throw new EOFException("no answer");
    }
    received.add(message);
  }

  synchronized List<PeerReceived> received() {
    return List.copyOf(received);
  }

  synchronized void behave(Peer next) {
    behaviour = next;
    notifyAll();
  }

  /** Waits until the peer can be reached. @return false when that will never be */
  synchronized boolean awaitReachable() throws InterruptedException {
    while (behaviour == Peer.AWAY && !closed) {
      wait();
    }
    return !closed;
  }

  synchronized void awaitClosed() throws InterruptedException {
    while (!closed) {
      wait();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
