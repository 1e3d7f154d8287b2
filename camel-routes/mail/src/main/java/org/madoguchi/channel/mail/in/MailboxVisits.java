package org.madoguchi.channel.mail.in;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
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

  private static final int MOST_KEPT = 10_000;
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(10);
  // what is committed but not put away by then is known again by its key
  private static final Duration LONGEST_UNIT = Duration.ofSeconds(2);
  private static final Duration LEASE = Duration.ofMinutes(3);

  private final String channel;
  private final int maxMessages;
  private final OpenSockets sockets = new OpenSockets();
  private final ReentrantLock visiting = new ReentrantLock();
  private final UnderWay underWay = new UnderWay();
  private final Mailbox mailbox;
  private final Taking taking;
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
    this.taking = new Taking(mailbox);
    this.health = health;
    this.failure = new LinkFailure(texts, settings.server(), "in");
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
  int visit(Taking.Taker taker, BooleanSupplier isRunning) {
    BooleanSupplier mayGoOn = () -> !underWay.isEnding() && isRunning.getAsBoolean();
    visiting.lock();
    try {
      return mayGoOn.getAsBoolean() && pause.over() && mayVisit() ? visitNow(taker, mayGoOn) : 0;
    } finally {
      visiting.unlock();
    }
  }

  private int visitNow(Taking.Taker taker, BooleanSupplier mayGoOn) {
    try {
      mailbox.open();
      int taken = takeAll(taker, mayGoOn);
      mailbox.leave();
      return taken;
    } catch (MessagingException | RuntimeException e) {
      mailbox.drop();
      taking.linkBroke().ifPresent(retries::failed);
      if (mayGoOn.getAsBoolean()) {
        pause.failed();
        health.down(Link.MAILBOX, failure.reason(e));
      }
      return 0;
    } finally {
      underWay.end();
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

  private int takeAll(Taking.Taker taker, BooleanSupplier mayGoOn) throws MessagingException {
    Tally tally = new Tally();
    BooleanSupplier goOn = () -> mayGoOn.getAsBoolean() && stillHoldsLease();
    List<Mailbox.Waiting> fresh =
        mailbox.oldest(maxMessages, key -> !kept.contains(key) && !retries.has(key));
    Optional<FolderUnavailable> stuck = takeAndPutAway(fresh, taker, goOn, tally);
    if (stuck.isEmpty() && fresh.size() < maxMessages && retries.isAnyDue()) {
      // those that failed come last and apart: one of them may be what breaks the link
      stuck =
          takeAndPutAway(
              mailbox.oldest(maxMessages - fresh.size(), retries::isDue), taker, goOn, tally);
    }
    if (!mayGoOn.getAsBoolean()) {
      return tally.taken().size(); // what was not taken any more is no failure
    }
    List<String> newlyRefused = tally.refused().stream().filter(retries::failed).toList();
    tally.kept().forEach(this::keep);
    if (stuck.isPresent()) {
      movesFail = true;
      mailbox.leave();
      mailbox.drop(); // connecting anew looks for the folder and creates it
      down(failure.reason(stuck.get()));
    } else if (tally.inboxIsDown()) {
      down(reason(tally.lastRefusal()));
    } else {
      movesFail = movesFail && tally.taken().isEmpty();
      warnOf(newlyRefused);
      if (!movesFail && !tally.provesNothing()) {
        pause.succeeded();
        health.up(Link.MAILBOX);
      }
    }
    return tally.taken().size();
  }

  private Optional<FolderUnavailable> takeAndPutAway(
      List<Mailbox.Waiting> messages, Taking.Taker taker, BooleanSupplier goOn, Tally tally)
      throws MessagingException {
    int before = tally.taken().size();
    taking.take(messages, bag -> handOver(bag, taker), goOn, tally);
    return putAway(tally.taken().subList(before, tally.taken().size()));
  }

  private void handOver(Mailbag bag, Taking.Taker taker) throws IOException {
    underWay.begin();
    taker.take(bag);
  }

  private void down(String reason) {
    pause.failed();
    health.down(Link.MAILBOX, reason);
  }

  private void warnOf(List<String> refused) {
    refused.forEach(
        key -> LOG.warn("Channel {}: {} stays in the mailbox and is tried again", channel, key));
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

  private String reason(Exception refusal) {
    return refusal instanceof MessagingException ? failure.reason(refusal) : intakeDown;
  }

  private void keep(String key) {
    retries.succeeded(key);
    if (kept.size() < MOST_KEPT) {
      kept.add(key);
    }
  }

  /**
   * From another thread: takes nothing more from now on, lets the unit in hand end, cuts what
   * hangs, and disconnects.
   */
  public void stop() {
    try {
      underWay.finish(LONGEST_UNIT);
      sockets.cutForGood();
      if (visiting.tryLock(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        mailbox.drop();
        visiting.unlock();
      }
      leases.release(lease());
    } catch (InterruptedException e) {
      sockets.cutForGood();
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.debug("Channel {}: the lease ends by itself", channel, e);
    }
  }
}
