package org.madoguchi.channel.mail.out;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.madoguchi.channel.mail.Texts;
import org.madoguchi.channel.mail.link.BackOff;
import org.madoguchi.channel.mail.link.LinkFailure;
import org.madoguchi.channel.mail.link.LinkHealth;
import org.madoguchi.channel.mail.link.LinkHealth.Link;
import org.madoguchi.channel.mail.link.MailServer;
import org.madoguchi.channel.mail.link.OpenSockets;
import org.madoguchi.channels.spi.ChannelRejected;
import org.madoguchi.channels.spi.ChannelUnavailable;
import org.madoguchi.channels.spi.DeliveryInDoubt;

/**
 * Sends composed messages down the route and says what became of them. Safe for several threads.
 */
public final class Outbound {
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final Duration AFTER_ABORT = Duration.ofSeconds(5);

  private final SmtpSender sender;
  private final LinkHealth health;
  private final LinkFailure failure;
  private final Texts texts;
  private final BackOff probePause;
  private final OpenSockets probeSockets = new OpenSockets();
  private final ReentrantLock probing = new ReentrantLock();
  private final Set<OutgoingMessage> inFlight = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;

  public Outbound(
      MailServer server,
      String envelopeSender,
      Optional<InternetAddress> archive,
      LinkHealth health,
      Texts texts,
      Duration firstPause) {
    this.sender = new SmtpSender(server, envelopeSender, archive);
    this.health = health;
    this.texts = texts;
    this.failure = new LinkFailure(texts, server, "smtp");
    this.probePause = new BackOff(firstPause, LONGEST_PAUSE);
  }

  public SmtpSender sender() {
    return sender;
  }

  /**
   * While the link is not known to be up: tries to connect, with growing pauses. Called by one
   * timer.
   */
  public void probe() {
    probing.lock();
    try {
      if (!stopped && !health.isUp(Link.SMTP) && probePause.over()) {
        probeNow();
      }
    } finally {
      probing.unlock();
    }
  }

  private void probeNow() {
    try {
      sender.probe(probeSockets);
      probePause.succeeded();
      health.up(Link.SMTP);
    } catch (MessagingException e) {
      probePause.failed();
      health.down(Link.SMTP, failure.reason(e));
    }
  }

  /** From another thread: begins no more probes, ends one that hangs. */
  public void stopProbing() {
    stopped = true;
    probeSockets.cutForGood();
    try {
      if (probing.tryLock(AFTER_ABORT.toMillis(), TimeUnit.MILLISECONDS)) {
        probing.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** From another thread, when nothing new is sent any more: waits for what is, ends the rest. */
  public void finish(Duration longest) {
    long end = System.nanoTime() + longest.toNanos();
    try {
      for (OutgoingMessage message : inFlight) {
        message.awaitEnd(Duration.ofNanos(end - System.nanoTime()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    inFlight.forEach(OutgoingMessage::abort);
  }

  /** Blocks until the server has answered, a time limit is over or the thread is interrupted. */
  public void send(ProducerTemplate template, String route, OutgoingMessage message)
      throws ChannelUnavailable, ChannelRejected, DeliveryInDoubt {
    inFlight.add(message);
    Exception failed;
    try {
      failed = await(template.asyncSend(route, x -> x.getIn().setBody(message)), message);
    } finally {
      inFlight.remove(message);
      message.ended();
    }
    if (failed == null) {
      health.up(Link.SMTP);
      return;
    }
    explain(failed, message);
  }

  /**
   * @return null when the server took the message
   */
  private static Exception await(CompletableFuture<Exchange> sending, OutgoingMessage message) {
    try {
      return outcome(sending);
    } catch (InterruptedException e) {
      message.abort();
      try {
        return sending.get(AFTER_ABORT.toMillis(), TimeUnit.MILLISECONDS).getException();
      } catch (InterruptedException | ExecutionException | TimeoutException again) {
        return again;
      } finally {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Exception outcome(CompletableFuture<Exchange> sending)
      throws InterruptedException {
    try {
      return sending.get().getException();
    } catch (ExecutionException e) {
      return e;
    }
  }

  private void explain(Exception failed, OutgoingMessage message)
      throws ChannelUnavailable, ChannelRejected, DeliveryInDoubt {
    SmtpReply reply = SmtpReply.of(failed);
    if (reply.isPermanent()) {
      health.up(Link.SMTP);
      throw new ChannelRejected(texts.text("send.refused", reply.code()));
    }
    if (reply.isTemporary()) {
      health.up(Link.SMTP);
      throw new ChannelUnavailable(texts.text("send.server-busy", reply.code()));
    }
    if (message.handedOver()) {
      throw new DeliveryInDoubt(texts.text("send.in-doubt"));
    }
    String reason = failure.reason(failed);
    health.down(Link.SMTP, reason);
    throw new ChannelUnavailable(reason);
  }
}
