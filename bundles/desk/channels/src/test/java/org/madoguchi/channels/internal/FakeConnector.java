package org.madoguchi.channels.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.madoguchi.channels.RawDelivery;
import org.madoguchi.channels.spi.ChannelConnector;
import org.madoguchi.channels.spi.ChannelDescriptor;
import org.madoguchi.channels.spi.ChannelStatus;
import org.madoguchi.channels.spi.InboundMessage;
import org.madoguchi.channels.spi.OutboundMessage;
import org.madoguchi.channels.spi.SendReceipt;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.InboundContact.Nature;

/**
 * A connector whose calls do what a test says; by itself it reads one message and sends everything.
 */
final class FakeConnector implements ChannelConnector {
  interface Reading {
    List<InboundMessage> read(String content) throws Exception;
  }

  interface Sending {
    SendReceipt send(OutboundMessage message) throws Exception;
  }

  final List<OutboundMessage> sent = new CopyOnWriteArrayList<>();
  final AtomicInteger reads = new AtomicInteger();
  final AtomicInteger sends = new AtomicInteger();
  volatile Reading reading = content -> List.of(message(content));
  volatile Sending sending;
  volatile Duration limit = Duration.ofSeconds(20);

  private final ChannelDescriptor descriptor;

  volatile ChannelStatus status = new ChannelStatus(ChannelStatus.State.ONLINE, "", Instant.EPOCH);

  FakeConnector(String name) {
    this(name, "mail", "mihon", true);
  }

  FakeConnector(String name, String kind, String municipality, boolean sends) {
    this.descriptor =
        new ChannelDescriptor(
            name, kind, new MunicipalityId(municipality), name + "@city.example", sends);
    this.sending = this::take;
  }

  static InboundMessage message(String id) {
    return message(id, Nature.PERSON, "件名 " + id, List.of(), "hanako@citizen.example");
  }

  static InboundMessage message(
      String id, Nature nature, String subject, List<String> references, String... senders) {
    return new InboundMessage(
        id,
        id,
        references,
        nature,
        "山田 花子",
        Arrays.stream(senders).map(s -> new ContactPoint(ContactPoint.Kind.MAIL, s)).toList(),
        subject,
        "本文 " + id,
        "",
        List.of(),
        "ja",
        Instant.EPOCH);
  }

  SendReceipt take(OutboundMessage message) {
    sent.add(message);
    return new SendReceipt(message.reference() + "@city.example");
  }

  @Override
  public ChannelDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public ChannelStatus status() {
    return status;
  }

  @Override
  public Duration timeLimit() {
    return limit;
  }

  @Override
  public List<InboundMessage> read(RawDelivery delivery) {
    reads.incrementAndGet();
    try {
      return reading.read(new String(delivery.content().readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (Exception e) {
      throw FakeConnector.<RuntimeException>sneaky(e);
    }
  }

  @Override
  public SendReceipt send(OutboundMessage message) {
    sends.incrementAndGet();
    try {
      return sending.send(message);
    } catch (Exception e) {
      throw FakeConnector.<RuntimeException>sneaky(e);
    }
  }

  @SuppressWarnings("unchecked") // lets a script throw the checked exceptions of the SPI
  private static <E extends Throwable> E sneaky(Throwable e) throws E {
    throw (E) e;
  }
}
