package org.madoguchi.channel.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.component.mail.MailComponent;
import org.madoguchi.channel.mail.in.MailboxSettings;
import org.madoguchi.channel.mail.in.MailboxVisits;
import org.madoguchi.channel.mail.link.LinkHealth;
import org.madoguchi.channel.mail.link.LinkHealth.Link;
import org.madoguchi.channel.mail.out.Composer;
import org.madoguchi.channel.mail.out.Outbound;
import org.madoguchi.channel.mail.out.OutgoingMessage;
import org.madoguchi.channels.Intake;
import org.madoguchi.channels.spi.ChannelRejected;
import org.madoguchi.channels.spi.ChannelStatus;
import org.madoguchi.channels.spi.ChannelUnavailable;
import org.madoguchi.channels.spi.DeliveryInDoubt;
import org.madoguchi.channels.spi.OutboundMessage;
import org.madoguchi.channels.spi.SendReceipt;
import org.madoguchi.kernel.store.Leases;

/** A well configured instance with its Camel context, from start to {@link #close}. */
final class MailInstance implements AutoCloseable {
  private static final Duration SHUTDOWN = Duration.ofSeconds(10);
  private static final Duration FIRST_PROBE_PAUSE = Duration.ofSeconds(2);

  private final MailMapping mapping;
  private final Clock clock;
  private final CamelContext camel;
  private final LinkHealth health;
  private final Texts texts;
  private final Optional<MailboxVisits> visits;
  private final Optional<Outbound> outbound;
  private final ProducerTemplate producer;

  /** Starts without connecting: the links come up, and go down, by themselves. */
  MailInstance(MailSettings settings, CamelContext camel, Intake intake, Leases leases, Clock clock)
      throws Exception {
    String name = settings.descriptor().name();
    this.texts = settings.texts();
    this.mapping = new MailMapping(settings);
    this.clock = clock;
    this.camel = camel;
    this.health = new LinkHealth(name, links(settings), texts.text("starting"), clock);
    this.outbound =
        settings
            .smtp()
            .map(
                s ->
                    new Outbound(
                        s,
                        settings.descriptor().address(),
                        settings.bccArchive(),
                        health,
                        texts,
                        firstPause(settings)));
    this.visits = settings.inbound().map(in -> new MailboxVisits(name, in, health, texts, leases));
    camel.getCamelContextExtension().setName(name);
    camel.getExecutorServiceManager().setThreadNamePattern("#camelId# #counter#");
    camel.getShutdownStrategy().setTimeout(SHUTDOWN.toSeconds());
    camel.getShutdownStrategy().setTimeUnit(TimeUnit.SECONDS);
    camel.getShutdownStrategy().setLogInflightExchangesOnTimeout(false);
    camel.setMessageHistory(false);
    camel.setStartupSummaryLevel(StartupSummaryLevel.Off);
    camel.addComponent("mail", new MailComponent());
    camel.getRouteController().supervising();
    camel.addRoutes(new MailRoutes(settings, intake, clock, visits, outbound));
    camel.start();
    this.producer = camel.createProducerTemplate();
  }

  private static Set<Link> links(MailSettings settings) {
    Set<Link> links = EnumSet.noneOf(Link.class);
    settings.inbound().ifPresent(i -> links.add(Link.MAILBOX));
    settings.smtp().ifPresent(s -> links.add(Link.SMTP));
    return links;
  }

  private static Duration firstPause(MailSettings settings) {
    return settings.inbound().map(MailboxSettings::pollEvery).orElse(FIRST_PROBE_PAUSE);
  }

  ChannelStatus status() {
    return health.status();
  }

  SendReceipt send(OutboundMessage message)
      throws ChannelUnavailable, ChannelRejected, DeliveryInDoubt {
    Outbound smtp = outbound.orElseThrow(() -> new ChannelRejected(texts.text("send.no-smtp")));
    Composer.Composed composed = mapping.write(message, clock.instant());
    smtp.send(producer, MailRoutes.SEND, outgoing(composed));
    return new SendReceipt(composed.messageId());
  }

  private OutgoingMessage outgoing(Composer.Composed composed) throws ChannelRejected {
    try {
      return new OutgoingMessage(
          Session.getInstance(new Properties()),
          composed.messageId(),
          composed.bytes(),
          new InternetAddress(composed.recipient(), false));
    } catch (MessagingException e) {
      throw new ChannelRejected(texts.text("send.bad-recipient"), e);
    }
  }

  /**
   * Waits for what is in hand, cuts what hangs. Mail is taken until the last letter has left; and
   * Camel, which looks but once a second whether anything is under way, finds nothing any more.
   */
  @Override
  public void close() {
    outbound.ifPresent(Outbound::stopProbing);
    outbound.ifPresent(out -> out.finish(SHUTDOWN));
    visits.ifPresent(MailboxVisits::stop);
    camel.stop();
    producer.stop();
  }
}
