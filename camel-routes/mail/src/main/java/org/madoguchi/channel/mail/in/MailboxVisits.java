package org.madoguchi.channel.mail.in;

import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.madoguchi.channel.mail.Texts;
import org.madoguchi.channel.mail.link.BackOff;
import org.madoguchi.channel.mail.link.FolderUnavailable;
import org.madoguchi.channel.mail.link.LinkFailure;
import org.madoguchi.channel.mail.link.LinkHealth;
import org.madoguchi.channel.mail.link.LinkHealth.Link;
import org.madoguchi.channel.mail.link.OpenSockets;
import org.madoguchi.channels.Intake;
import org.madoguchi.kernel.store.Leases;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what lies in the mailbox, one visit at a time. A message is put away only after the intake
 * has committed it; one that cannot be taken is left and tried again later, and the others are not
 * held back. Nothing is thrown: what is wrong shows in the status.
 */
public final class MailboxVisits {
  private static final Logger LOG = LoggerFactory.getLogger(MailboxVisits.class);

  /** Commits a letter; an exception means it was not. */
  @FunctionalInterface
  interface Taker {
    void take(Letter letter) throws IOException;
  }

  /** So many refusals in a row are no longer about single messages: the inbox is down. */
  private static final int REFUSALS_MEAN_DOWN = 3;

  private static final int MOST_KEPT = 10_000;
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(10);
  private static final Duration LEASE = Duration.ofMinutes(3);

  private final String channel;
  private final int maxMessages;
  private final OpenSockets sockets = new OpenSockets();
  private final ReentrantLock visiting = new ReentrantLock();
  private final Mailbox mailbox;
  private final LinkHealth health;
  private final LinkFailure failure;
  private final String intakeDown;
  private final Leases leases;
  private final Retries retries;
  private final BackOff pause;
  // too large to take and not ours to delete: left where they are
  private final Set<String> kept = new HashSet<>();
  // the status does not recover until something could be moved again
  private boolean movesFail;

  public MailboxVisits(
      String channel, MailboxSettings settings, LinkHealth health, Texts texts, Leases leases) {
    this.channel = channel;
    this.maxMessages = settings.maxMessagesPerPoll();
    this.mailbox = mailbox(settings);
    this.health = health;
    this.failure = new LinkFailure(texts, settings.server(), "inUser");
    this.intakeDown = texts.text("intake.down");
    this.leases = leases;
    this.retries = new Retries(settings.pollEvery());
    this.pause = new BackOff(settings.pollEvery(), LONGEST_PAUSE);
  }

  private Mailbox mailbox(MailboxSettings settings) {
    return settings.server().protocol().equals("pop3")
        ? new PopMailbox(settings.server(), sockets)
        : new ImapMailbox(
            settings.server(), settings.folder(), settings.processedFolder(), sockets);
  }

  /**
   * @return how many messages were taken
   */
  int visit(Taker taker, BooleanSupplier mayGoOn) {
    visiting.lock();
    try {
      return pause.over() && mayVisit() ? visitNow(taker, mayGoOn) : 0;
    } finally {
      visiting.unlock();
    }
  }

  private int visitNow(Taker taker, BooleanSupplier mayGoOn) {
    try {
      mailbox.open();
      int taken = takeAll(taker, mayGoOn);
      mailbox.leave();
      return taken;
    } catch (MessagingException | RuntimeException e) {
      mailbox.drop();
      if (mayGoOn.getAsBoolean()) {
        pause.failed();
        health.down(Link.MAILBOX, failure.reason(e));
      }
      return 0;
    }
  }

  private boolean mayVisit() {
    try {
      if (leases.hold(lease(), LEASE)) {
        return true;
      }
      // another node visits this mailbox; here there is nothing to be offline from
      mailbox.drop();
      health.up(Link.MAILBOX);
    } catch (RuntimeException e) {
      pause.failed();
      health.down(Link.MAILBOX, intakeDown);
    }
    return false;
  }

  private String lease() {
    return "poll/" + channel;
  }

  private boolean stillHoldsLease() {
    try {
      return leases.hold(lease(), LEASE);
    } catch (RuntimeException e) {
      return false; // the next visit finds out why
    }
  }

  /** What happened to the messages of one visit. */
  private static final class Tally {
    private final List<Mailbox.Waiting> taken = new ArrayList<>();
    private final List<String> newlyRefused = new ArrayList<>();
    private Exception lastRefusal;
    private int refusedInARow;

    boolean inboxIsDown() {
      return refusedInARow >= REFUSALS_MEAN_DOWN;
    }

    /** One or two refusals alone prove neither that the inbox works nor that it is down. */
    boolean provesNothing() {
      return taken.isEmpty() && lastRefusal != null;
    }
  }

  private int takeAll(Taker taker, BooleanSupplier mayGoOn) throws MessagingException {
    Tally tally = takeEach(taker, mayGoOn);
    Optional<FolderUnavailable> stuck = putAway(tally.taken);
    if (stuck.isPresent()) {
      movesFail = true;
      mailbox.leave();
      mailbox.drop(); // connecting anew looks for the folder and creates it
      down(failure.reason(stuck.get()));
    } else if (tally.inboxIsDown()) {
      down(reason(tally.lastRefusal));
    } else {
      movesFail = movesFail && tally.taken.isEmpty();
      warnOf(tally.newlyRefused);
      if (!movesFail && !tally.provesNothing()) {
        pause.succeeded();
        health.up(Link.MAILBOX);
      }
    }
    return tally.taken.size();
  }

  private void down(String reason) {
    pause.failed();
    health.down(Link.MAILBOX, reason);
  }

  private void warnOf(List<String> refused) {
    refused.forEach(
        key -> LOG.warn("Channel {}: {} stays in the mailbox and is tried again", channel, key));
  }

  private Tally takeEach(Taker taker, BooleanSupplier mayGoOn) throws MessagingException {
    Tally tally = new Tally();
    for (Mailbox.Waiting message : waiting()) {
      if (tally.inboxIsDown() || !mayGoOn.getAsBoolean() || !stillHoldsLease()) {
        break;
      }
      Optional<Exception> refusal = take(message, taker, tally.taken);
      if (refusal.isEmpty()) {
        tally.refusedInARow = 0;
      } else {
        tally.refusedInARow++;
        tally.lastRefusal = refusal.get();
        if (retries.failed(message.key())) {
          tally.newlyRefused.add(message.key());
        }
      }
    }
    return tally;
  }

  /**
   * All at once, because each command costs a round trip; one by one when the server refuses that.
   *
   * @return why some could not be moved
   */
  private Optional<FolderUnavailable> putAway(List<Mailbox.Waiting> taken)
      throws MessagingException {
    if (taken.isEmpty()) {
      return Optional.empty();
    }
    try {
      mailbox.putAway(taken);
      taken.forEach(message -> retries.succeeded(message.key()));
      return Optional.empty();
    } catch (FolderUnavailable e) {
      return putAwayOneByOne(taken);
    }
  }

  private Optional<FolderUnavailable> putAwayOneByOne(List<Mailbox.Waiting> taken)
      throws MessagingException {
    FolderUnavailable reason = null;
    for (Mailbox.Waiting message : taken) {
      try {
        mailbox.putAway(List.of(message));
        retries.succeeded(message.key());
      } catch (FolderUnavailable e) {
        // it is safe in the inbox, which will know it again; the others must not wait for it
        retries.failed(message.key());
        reason = e;
      }
    }
    return Optional.ofNullable(reason);
  }

  /**
   * Messages not tried yet come first, so that those that fail again and again are never in front.
   */
  private List<Mailbox.Waiting> waiting() throws MessagingException {
    List<Mailbox.Waiting> waiting =
        new ArrayList<>(
            mailbox.oldest(maxMessages, key -> !kept.contains(key) && !retries.has(key)));
    if (waiting.size() < maxMessages && retries.isAnyDue()) {
      waiting.addAll(mailbox.oldest(maxMessages - waiting.size(), retries::isDue));
    }
    return waiting;
  }

  private String reason(Exception refusal) {
    return refusal instanceof MessagingException ? failure.reason(refusal) : intakeDown;
  }

  /**
   * @return why this message could not be taken now; empty when it was
   */
  private Optional<Exception> take(
      Mailbox.Waiting message, Taker taker, List<Mailbox.Waiting> taken) throws MessagingException {
    try {
      boolean whole = message.message().getSize() <= Intake.MAX_BYTES && takeWhole(message, taker);
      if (!whole) {
        takeHeader(message, taker);
      }
      if (whole || !mailbox.deletes()) {
        taken.add(message);
      } else {
        keep(message);
      }
      return Optional.empty();
    } catch (MessageRemovedException e) {
      // another mail program took it away
      return Optional.empty();
    } catch (MessagingException e) {
      if (!message.message().getFolder().isOpen()) {
        throw e;
      }
      return Optional.of(e);
    } catch (IOException | RuntimeException e) {
      return Optional.of(e);
    }
  }

  /**
   * @return false when it turned out larger than the inbox takes
   */
  private boolean takeWhole(Mailbox.Waiting message, Taker taker)
      throws MessagingException, IOException {
    try (Spool spool = new Spool(Intake.MAX_BYTES)) {
      if (!fetch(message, spool)) {
        return false;
      }
      String key = message.key();
      if (message.reusable()) {
        key += "/" + spool.sha256().substring(0, 16);
      }
      try (InputStream content = spool.content()) {
        taker.take(new Letter(key, Map.of(), content));
      }
    }
    return true;
  }

  private static boolean fetch(Mailbox.Waiting message, Spool spool)
      throws MessagingException, IOException {
    try {
      message.message().writeTo(spool);
      return true;
    } catch (Spool.Full e) {
      return false;
    } catch (IOException e) {
      if (spool.diskFailed()) {
        throw e;
      }
      if (message.message().isExpunged()) {
        throw new MessageRemovedException("gone while it was fetched", e);
      }
      throw new MessagingException("the message could not be fetched", e);
    }
  }

  /** Too large: people shall know that it came, and it must not be lost. */
  private void takeHeader(Mailbox.Waiting message, Taker taker)
      throws MessagingException, IOException {
    byte[] header = Headers.of(message.message());
    long size = Math.max(message.message().getSize(), Intake.MAX_BYTES + 1);
    String key = message.key();
    if (message.reusable()) {
      key += "/" + SourceKeys.sha256(header).substring(0, 16);
    }
    Map<String, String> marker = Map.of(Letter.OVERSIZE, Long.toString(size));
    taker.take(new Letter(key, marker, new ByteArrayInputStream(header)));
  }

  private void keep(Mailbox.Waiting message) {
    retries.succeeded(message.key());
    if (kept.size() < MOST_KEPT) {
      kept.add(message.key());
    }
  }

  /** From another thread: ends a visit that hangs, and all later ones, and disconnects. */
  void stop() {
    sockets.cutForGood();
    try {
      if (visiting.tryLock(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        mailbox.drop();
        visiting.unlock();
      }
      leases.release(lease());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.debug("Channel {}: the lease ends by itself", channel, e);
    }
  }
}
