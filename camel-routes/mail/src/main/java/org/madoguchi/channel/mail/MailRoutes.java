package org.madoguchi.channel.mail;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mail.MailComponent;
import org.apache.camel.component.mail.MailConfiguration;
import org.apache.camel.component.mail.MailEndpoint;
import org.madoguchi.channel.mail.in.Letter;
import org.madoguchi.channel.mail.in.Mailbag;
import org.madoguchi.channel.mail.in.MailboxEndpoint;
import org.madoguchi.channel.mail.in.MailboxSettings;
import org.madoguchi.channel.mail.in.MailboxVisits;
import org.madoguchi.channel.mail.link.MailServer;
import org.madoguchi.channel.mail.out.Outbound;
import org.madoguchi.channels.Intake;
import org.madoguchi.channels.RawDelivery;

/**
 * The instance's routes: mailbox → intake, and {@link #SEND} → SMTP. Endpoints are made here and
 * not from URIs, so that no password is ever part of one.
 */
final class MailRoutes extends RouteBuilder {
  static final String SEND = "direct:send";
  private static final int PROBE_EVERY_MILLIS = 1000;

  private final MailSettings settings;
  private final Intake intake;
  private final Clock clock;
  private final Optional<MailboxVisits> visits;
  private final Optional<Outbound> outbound;

  MailRoutes(
      MailSettings settings,
      Intake intake,
      Clock clock,
      Optional<MailboxVisits> visits,
      Optional<Outbound> outbound) {
    this.settings = settings;
    this.intake = intake;
    this.clock = clock;
    this.visits = visits;
    this.outbound = outbound;
  }

  @Override
  public void configure() {
    // failures go back to the caller, who knows what they mean; Camel would log them with the
    // message
    errorHandler(noErrorHandler());
    settings.inbound().ifPresent(inbound -> take(inbound, visits.orElseThrow()));
    settings.smtp().ifPresent(smtp -> send(smtp, outbound.orElseThrow()));
  }

  private void take(MailboxSettings inbound, MailboxVisits visits) {
    MailboxEndpoint mailbox =
        new MailboxEndpoint(
            uri(inbound.server()), component(), configuration(inbound.server()), visits);
    mailbox.setCamelContext(getContext());
    mailbox.every(inbound.pollEvery());
    from(mailbox).routeId("take").process(this::handToIntake);
  }

  private void handToIntake(Exchange exchange) throws Exception {
    Mailbag bag = exchange.getIn().getBody(Mailbag.class);
    intake.acceptAll(bag.letters().stream().map(this::delivery).toList());
  }

  private RawDelivery delivery(Letter letter) {
    return new RawDelivery(
        settings.descriptor().name(),
        letter.sourceKey(),
        Map.copyOf(letter.headers()),
        letter.content(),
        clock.instant());
  }

  private void send(MailServer smtp, Outbound outbound) {
    MailConfiguration configuration = configuration(smtp);
    configuration.setJavaMailSender(outbound.sender());
    MailEndpoint server = new MailEndpoint(uri(smtp), component(), configuration);
    server.setCamelContext(getContext());
    from(SEND).routeId("send").to(server);
    from("timer:smtp?delay=0&period=" + PROBE_EVERY_MILLIS)
        .routeId("probe")
        .process(exchange -> outbound.probe());
  }

  private MailComponent component() {
    return getContext().getComponent("mail", MailComponent.class);
  }

  private static String uri(MailServer server) {
    return server.provider() + "://" + server.host() + ":" + server.port();
  }

  /** What Camel shows of the endpoint; log-in and connection are ours. */
  private static MailConfiguration configuration(MailServer server) {
    MailConfiguration configuration = new MailConfiguration();
    configuration.configureProtocol(server.provider());
    configuration.setHost(server.host());
    configuration.setPort(server.port());
    configuration.setMapMailMessage(false);
    return configuration;
  }
}
