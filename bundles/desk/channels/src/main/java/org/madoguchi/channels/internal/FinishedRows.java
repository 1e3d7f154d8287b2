package org.madoguchi.channels.internal;

import java.time.Clock;
import java.time.Duration;
import org.madoguchi.kernel.store.Leases;
import org.madoguchi.persistence.Doorbell;
import org.madoguchi.persistence.UpkeepTurn;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts rows away that are finished for long, a few at a time, one node for all. What waits for a
 * person (quarantine, failed, in doubt) stays.
 *
 * <p>Their keys are kept without limit. A delivery that its peer hands over again, even years
 * later, is not read again: a discarded one would ask for the same decision once more. A mail that
 * comes under another number, after its mailbox was numbered anew (UIDVALIDITY), is recognised by
 * the tickets room, which never forgets an external id. And an event followed again, as after a
 * restored cursor, must never send a reply twice.
 */
@Component(
    service = FinishedRows.class,
    immediate = true,
    configurationPid = "org.madoguchi.channels")
@Designate(ocd = FinishedRows.Config.class)
public final class FinishedRows {
  private static final Logger LOG = LoggerFactory.getLogger(FinishedRows.class);
  private static final String LEASE = "channels/finished";
  private static final Duration LEASE_TIME = Duration.ofMinutes(2);
  private static final Duration PERIOD = Duration.ofMinutes(10);

  /** Far below the number of rows at which Derby locks the whole table instead. */
  private static final int BATCH = 100;

  /** How long finished rows are kept. */
  @ObjectClassDefinition(name = "%finished.name", localization = "OSGI-INF/l10n/channels")
  public @interface Config {
    /** Days after which a delivery that was read or discarded is removed. */
    @AttributeDefinition(
        name = "%inbox.name",
        description = "%inbox.description",
        min = "1",
        max = "36500")
    int inbox_keepDays() default 90;

    /** Days after which a message that was sent is removed. */
    @AttributeDefinition(
        name = "%outbox.name",
        description = "%outbox.description",
        min = "1",
        max = "36500")
    int outbox_keepDays() default 90;
  }

  private final ChannelStore store;
  private final Clock clock;
  private final Duration keepInbox;
  private final Duration keepOutbox;
  private final UpkeepTurn turn;

  @Activate
  public FinishedRows(
      Config config,
      @Reference ChannelStore store,
      @Reference Leases leases,
      @Reference Clock clock) {
    this(
        store,
        leases,
        clock,
        days("inbox.keepDays", config.inbox_keepDays()),
        days("outbox.keepDays", config.outbox_keepDays()),
        PERIOD);
  }

  FinishedRows(
      ChannelStore store,
      Leases leases,
      Clock clock,
      Duration keepInbox,
      Duration keepOutbox,
      Duration period) {
    this.store = store;
    this.clock = clock;
    this.keepInbox = keepInbox;
    this.keepOutbox = keepOutbox;
    this.turn =
        new UpkeepTurn(leases, LEASE, LEASE_TIME, new Doorbell(), period, this::mayHaveMore);
    turn.start();
  }

  /** A mistake must not remove more than was wanted: nothing is removed until it is mended. */
  static Duration days(String key, int days) {
    if (days < 1 || days > 36_500) {
      throw new IllegalArgumentException(
          "org.madoguchi.channels: " + key + " must be 1 to 36500; nothing is removed");
    }
    return Duration.ofDays(days);
  }

  @Deactivate
  public void stop() {
    turn.stop();
  }

  private boolean mayHaveMore() {
    var now = clock.instant();
    int inbox =
        store.transactions().write(() -> store.inbox().putAway(now.minus(keepInbox), BATCH));
    int outbox =
        store.transactions().write(() -> store.outbox().putAway(now.minus(keepOutbox), BATCH));
    if (inbox + outbox > 0) {
      LOG.info("{} finished deliveries and {} sent messages are put away", inbox, outbox);
    }
    return inbox == BATCH || outbox == BATCH;
  }
}
