package org.madoguchi.channel.loopback;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.JUnitCore;
import org.junit.runner.Request;
import org.junit.runner.notification.Failure;
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
import org.madoguchi.channels.testkit.ChannelFixture;
import org.madoguchi.channels.testkit.InboundContract;
import org.madoguchi.channels.testkit.LifecycleContract;
import org.madoguchi.channels.testkit.OutboundContract;
import org.slf4j.LoggerFactory;

/** The contract is worth something only if connectors that break it fail it. */
public class ContractCatchesFaultsTest {
  private static final String PATIENCE = "madoguchi.testkit.patience";
  private static ChannelFixture faulty;

  /** Run by hand below. */
  public static class FaultyInbound extends InboundContract {
    @Override
    protected ChannelFixture createFixture() {
      return faulty;
    }
  }

  /** Run by hand below. */
  public static class FaultyOutbound extends OutboundContract {
    @Override
    protected ChannelFixture createFixture() {
      return faulty;
    }
  }

  /** Run by hand below. */
  public static class FaultyLifecycle extends LifecycleContract {
    @Override
    protected ChannelFixture createFixture() {
      return faulty;
    }
  }

  @Before
  public void loseFaithQuickly() {
    System.setProperty(PATIENCE, "2");
  }

  @After
  public void bePatientAgain() {
    System.clearProperty(PATIENCE);
  }

  private static void assertCaught(Class<?> contract, String clause, ChannelFixture fixture) {
    faulty = fixture;
    List<Failure> failures = new JUnitCore().run(Request.method(contract, clause)).getFailures();
    assertFalse(clause + " let a faulty connector pass", failures.isEmpty());
    Throwable why = failures.get(0).getException();
    assertTrue(
        clause + " failed for another reason: " + why,
        why instanceof AssertionError || why instanceof ConditionTimeoutException);
  }

  private static ChannelFixture with(UnaryOperator<ChannelConnector> fault) {
    return new LoopbackFixture() {
      @Override
      public ChannelConnector start(Intake intake) {
        return fault.apply(super.start(intake));
      }
    };
  }

  @Test
  public void acknowledgingBeforeTheInboxHasItIsCaught() {
    ChannelFixture hasty =
        new LoopbackFixture() {
          @Override
          Object hand(LoopbackChannel channel, byte[] content) {
            try {
              return channel.push(content);
            } catch (Exception e) {
              return "acknowledged all the same";
            }
          }
        };
    assertCaught(FaultyInbound.class, "inboxDownKeepsTheMessageWithThePeerUntilItIsUp", hasty);
  }

  @Test
  public void swallowingTheUnreadableIsCaught() {
    assertCaught(
        FaultyInbound.class,
        "malformedIsUnreadableAndTheRouteLivesOn",
        with(
            real ->
                new Delegating(real) {
                  @Override
                  public List<InboundMessage> read(RawDelivery delivery) throws ChannelUnavailable {
                    try {
                      return super.read(delivery);
                    } catch (UnreadableDelivery e) {
                      return List.of();
                    }
                  }
                }));
  }

  @Test
  public void idsThatChangeWithEachReadingAreCaught() {
    assertCaught(
        FaultyInbound.class,
        "readingIsRepeatable",
        with(
            real ->
                new Delegating(real) {
                  @Override
                  public List<InboundMessage> read(RawDelivery delivery)
                      throws UnreadableDelivery, ChannelUnavailable {
                    return super.read(delivery).stream().map(Delegating::renamed).toList();
                  }
                }));
  }

  @Test
  public void takingARefusalForAnAbsenceIsCaught() {
    assertCaught(
        FaultyOutbound.class,
        "refusalIsForGood",
        with(
            real ->
                new Delegating(real) {
                  @Override
                  public SendReceipt send(OutboundMessage message)
                      throws ChannelUnavailable, ChannelRejected, DeliveryInDoubt {
                    try {
                      return super.send(message);
                    } catch (ChannelRejected e) {
                      throw new ChannelUnavailable("no");
                    }
                  }
                }));
  }

  @Test
  public void takingADoubtForSentIsCaught() {
    assertCaught(
        FaultyOutbound.class,
        "brokenOffAfterTheContentIsInDoubt",
        with(
            real ->
                new Delegating(real) {
                  @Override
                  public SendReceipt send(OutboundMessage message)
                      throws ChannelUnavailable, ChannelRejected {
                    try {
                      return super.send(message);
                    } catch (DeliveryInDoubt e) {
                      return new SendReceipt(message.reference());
                    }
                  }
                }));
  }

  @Test
  public void lineBreaksThatPassAreCaught() {
    assertCaught(
        FaultyOutbound.class,
        "lineBreaksInHeadersAreRefused",
        with(
            real ->
                new Delegating(real) {
                  @Override
                  public SendReceipt send(OutboundMessage message) {
                    return new SendReceipt(message.reference());
                  }
                }));
  }

  @Test
  public void boastingOfALinkThatIsDownIsCaught() {
    assertCaught(
        FaultyLifecycle.class,
        "droppedLinkIsOfflineOnceInTheLogAndComesBack",
        with(
            real ->
                new Delegating(real) {
                  @Override
                  public ChannelStatus status() {
                    return new ChannelStatus(
                        ChannelStatus.State.ONLINE, "", super.status().since());
                  }
                }));
  }

  @Test
  public void threadLeftBehindIsCaught() {
    CountDownLatch end = new CountDownLatch(1);
    assertCaught(
        FaultyLifecycle.class,
        "stoppedInstanceLeavesNoThread",
        with(
            real -> {
              Thread left =
                  new Thread(
                      () -> {
                        try {
                          end.await();
                        } catch (InterruptedException e) {
                          Thread.currentThread().interrupt();
                        }
                      });
              left.setDaemon(true);
              left.start();
              return real;
            }));
    end.countDown();
  }

  @Test
  public void citizensTextInTheLogIsCaught() {
    assertCaught(
        FaultyLifecycle.class,
        "secretsAndCitizensTextsAreNeverLogged",
        with(
            real ->
                new Delegating(real) {
                  @Override
                  public List<InboundMessage> read(RawDelivery delivery)
                      throws UnreadableDelivery, ChannelUnavailable {
                    List<InboundMessage> read = super.read(delivery);
                    LoggerFactory.getLogger("faulty").info("read {}", read);
                    return read;
                  }
                }));
  }

  private static class Delegating implements ChannelConnector {
    private final ChannelConnector real;

    Delegating(ChannelConnector real) {
      this.real = real;
    }

    static InboundMessage renamed(InboundMessage m) {
      return new InboundMessage(
          UUID.randomUUID().toString(),
          m.messageReference(),
          m.references(),
          m.nature(),
          m.senderName(),
          m.senders(),
          m.subject(),
          m.text(),
          m.html(),
          m.attachments(),
          m.language(),
          m.sentAt());
    }

    @Override
    public ChannelDescriptor descriptor() {
      return real.descriptor();
    }

    @Override
    public ChannelStatus status() {
      return real.status();
    }

    @Override
    public Duration timeLimit() {
      return real.timeLimit();
    }

    @Override
    public List<InboundMessage> read(RawDelivery delivery)
        throws UnreadableDelivery, ChannelUnavailable {
      return real.read(delivery);
    }

    @Override
    public SendReceipt send(OutboundMessage message)
        throws ChannelUnavailable, ChannelRejected, DeliveryInDoubt {
      return real.send(message);
    }
  }
}
