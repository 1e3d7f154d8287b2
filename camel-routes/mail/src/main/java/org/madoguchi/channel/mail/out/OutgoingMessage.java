package org.madoguchi.channel.mail.out;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.madoguchi.channel.mail.link.OpenSockets;

/**
 * A composed message on its way out. It is sent byte by byte as composed, so its Message-ID stays
 * what it is, and it knows whether all of it has been handed to the server.
 */
public final class OutgoingMessage extends MimeMessage {
  private final String id;
  private final InternetAddress recipient;
  private final OpenSockets sockets = new OpenSockets();
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean handedOver;

  /**
   * @param id its Message-ID
   */
  public OutgoingMessage(Session session, String id, byte[] message, InternetAddress recipient)
      throws MessagingException {
    super(session, new ByteArrayInputStream(message));
    this.id = id;
    this.recipient = recipient;
  }

  String id() {
    return id;
  }

  InternetAddress recipient() {
    return recipient;
  }

  /** The connections it is sent by. */
  OpenSockets sockets() {
    return sockets;
  }

  /** Its sending is over, well or not. */
  void ended() {
    over.countDown();
  }

  /** From another thread: waits until its sending is over, at most this long. */
  void awaitEnd(Duration longest) throws InterruptedException {
    over.await(longest.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** From another thread: gives up; the sending ends with an exception soon. */
  void abort() {
    sockets.cutForGood();
  }

  /**
   * Whether the server has had everything but the final dot, so that it may have taken the message.
   */
  boolean handedOver() {
    return handedOver;
  }

  @Override
  public void writeTo(OutputStream server, String[] ignored)
      throws IOException, MessagingException {
    super.writeTo(server, ignored);
    handedOver = true;
  }
}
