package org.madoguchi.channel.mail;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.karaf.core.OsgiDefaultCamelContext;
import org.madoguchi.channels.Intake;
import org.madoguchi.channels.RawDelivery;
import org.madoguchi.channels.spi.ChannelConnector;
import org.madoguchi.channels.spi.ChannelDescriptor;
import org.madoguchi.channels.spi.ChannelRejected;
import org.madoguchi.channels.spi.ChannelStatus;
import org.madoguchi.channels.spi.ChannelUnavailable;
import org.madoguchi.channels.spi.DeliveryInDoubt;
import org.madoguchi.channels.spi.InboundMessage;
import org.madoguchi.channels.spi.OutboundMessage;
import org.madoguchi.channels.spi.SendReceipt;
import org.madoguchi.channels.spi.UnreadableDelivery;
import org.madoguchi.kernel.store.Leases;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mail. Each {@code etc/org.madoguchi.channel.mail-<name>.cfg} makes one instance; without one
 * there is none. A wrong setting makes an instance that says so: it still reads what was taken
 * before.
 */
@Component(
    service = ChannelConnector.class,
    immediate = true,
    configurationPid = "org.madoguchi.channel.mail",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = MailChannelConfig.class, factory = true)
public final class MailChannel implements ChannelConnector {
  private static final Logger LOG = LoggerFactory.getLogger(MailChannel.class);

  private final MailSettings settings;
  private final MailMapping mapping;
  private final Optional<MailInstance> instance;
  private final Instant since;

  @Activate
  public MailChannel(
      BundleContext bundle,
      MailChannelConfig config,
      Map<String, Object> properties,
      @Reference Intake intake,
      @Reference Leases leases,
      @Reference Clock clock)
      throws Exception {
    this(config, properties, new OsgiDefaultCamelContext(bundle), intake, leases, clock);
  }

  MailChannel(
      MailChannelConfig config,
      Map<String, Object> properties,
      DefaultCamelContext camel,
      Intake intake,
      Leases leases,
      Clock clock)
      throws Exception {
    camel.disableJMX();
    settings = MailSettings.of(config, nameFrom(properties));
    mapping = new MailMapping(settings);
    since = clock.instant();
    if (!settings.exposed().isEmpty()) {
      LOG.warn(
          "Channel {}: every user of this machine can get at the files of {}; chmod 600 them",
          settings.descriptor().name(),
          String.join(", ", settings.exposed()));
    }
    if (settings.problems().isEmpty()) {
      instance = Optional.of(started(camel, intake, leases, clock));
    } else {
      instance = Optional.empty();
      LOG.warn("Channel {}: {}", settings.descriptor().name(), misconfigured());
      camel.stop();
    }
  }

  private MailInstance started(CamelContext camel, Intake intake, Leases leases, Clock clock)
      throws Exception {
    try {
      return new MailInstance(settings, camel, intake, leases, clock);
    } catch (Exception e) {
      camel.stop();
      throw e;
    }
  }

  /**
   * The configuration's own name, for a status page that has no other: {@code …mail-mihon.cfg} →
   * {@code mail-mihon}.
   */
  private static String nameFrom(Map<String, Object> properties) {
    String pid = String.valueOf(properties.getOrDefault("service.pid", ""));
    String suffix = pid.replaceFirst("^.*[~.]", "").toLowerCase(Locale.ROOT);
    String name = (MailSettings.KIND + "-" + suffix).replaceAll("[^a-z0-9-]+", "-");
    return name.substring(0, Math.min(60, name.length()));
  }

  @Override
  public ChannelDescriptor descriptor() {
    return settings.descriptor();
  }

  @Override
  public ChannelStatus status() {
    return instance
        .map(MailInstance::status)
        .orElseGet(
            () -> new ChannelStatus(ChannelStatus.State.MISCONFIGURED, misconfigured(), since));
  }

  private String misconfigured() {
    return settings.texts().text("misconfigured", String.join(", ", settings.problems()));
  }

  @Override
  public List<InboundMessage> read(RawDelivery delivery)
      throws UnreadableDelivery, ChannelUnavailable {
    return List.of(mapping.read(delivery));
  }

  @Override
  public SendReceipt send(OutboundMessage message)
      throws ChannelUnavailable, ChannelRejected, DeliveryInDoubt {
    return instance.orElseThrow(() -> new ChannelUnavailable(misconfigured())).send(message);
  }

  @Deactivate
  void stop() {
    instance.ifPresent(MailInstance::close);
  }
}
