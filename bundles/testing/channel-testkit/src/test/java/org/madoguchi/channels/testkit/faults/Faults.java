package org.madoguchi.channels.testkit.faults;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.madoguchi.channels.RawDelivery;
import org.madoguchi.channels.spi.ChannelRejected;
import org.madoguchi.channels.spi.ChannelStatus;
import org.madoguchi.channels.spi.ChannelStatus.State;
import org.madoguchi.channels.spi.ChannelUnavailable;
import org.madoguchi.channels.spi.DeliveryInDoubt;
import org.madoguchi.channels.spi.InboundMessage;
import org.madoguchi.channels.spi.OutboundMessage;
import org.madoguchi.channels.spi.SendReceipt;
import org.madoguchi.channels.spi.UnreadableDelivery;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.InboundContact.Nature;

/** One row for each way to break the contract that the kit must notice. */
final class Faults {
  private static final AtomicLong COUNT = new AtomicLong();

  private Faults() {}

  static List<Fault> all() {
    return Stream.of(inbound(), outbound(), life()).flatMap(List::stream).toList();
  }

  private static List<Fault> inbound() {
    return List.of(
        reading("senderSurvives", "loses the sender", m -> m.senders = List.of(NOBODY)),
        reading("senderSurvives", "takes people for robots", Faults::takeForRobot),
        reading("subjectSurvives", "loses the subject", m -> m.subject = ""),
        reading("bodySurvives", "spoils what JIS does not know", m -> m.text = spoilt(m.text)),
        reading("attachmentsSurviveByteForByte", "cuts attachments", Faults::cut),
        reading("threadReferenceSurvives", "forgets threads", m -> m.references = List.of()),
        reading(
            "sameMessageTwiceIsOneContact",
            "takes the peer's number for the message's id",
            m -> m.externalId = m.delivery.sourceKey()),
        reading(
            "differentMessagesStayDifferent",
            "takes the subject for the message's id",
            m -> m.externalId = m.subject),
        reading(
            "readingIsRepeatable",
            "dates a message by the moment it is read",
            m -> m.sentAt = Instant.ofEpochSecond(COUNT.incrementAndGet())),
        fault(
            "inboxDownKeepsTheMessageWithThePeerUntilItIsUp",
            "acknowledges what the inbox refused",
            FaultyLife.AcknowledgesTheRefused::new),
        fault(
            "malformedIsUnreadableAndTheRouteLivesOn",
            "passes over what it cannot read",
            FaultyLife.SwallowsTheUnreadable::new),
        fault(
            "malformedIsUnreadableAndTheRouteLivesOn",
            "stops polling at what it cannot read",
            FaultyLife.StopsAtTheUnreadable::new),
        reading("autoRepliesAreMarked", "answers robots", unmarked(Nature.AUTO_REPLY)),
        reading("bouncesAreMarked", "answers bounces", unmarked(Nature.BOUNCE)),
        reading("bulkMessagesAreMarked", "answers lists", unmarked(Nature.BULK)));
  }

  private static List<Fault> outbound() {
    return List.of(
        sending(
            "replyReachesThePeerUnderItsReference",
            "tells another reference than it used",
            (real, m) -> new SendReceipt("<" + real.send(m).messageReference() + ">")),
        sending(
            "automaticMessageIsMarked",
            "does not mark acknowledgements",
            (real, m) -> real.send(with(m, m.attachments(), false))),
        sending(
            "attachmentsLeaveByteForByte",
            "cuts attachments",
            (real, m) -> real.send(with(m, shortened(m.attachments()), m.automatic()))),
        sending(
            "sameKeyAgainIsTheSameMessage",
            "invents a reference at each attempt",
            (real, m) -> real.send(referredTo(m, m.reference() + "." + COUNT.incrementAndGet()))),
        sending(
            "peerAwayIsTemporary", "gives up when the peer is away", Faults::takeAbsenceForRefusal),
        sending("refusalIsForGood", "tries again what was refused", Faults::takeRefusalForAbsence),
        sending(
            "brokenOffAfterTheContentIsInDoubt",
            "takes silence for consent",
            Faults::takeDoubtForSent),
        sending(
            "interruptedSendEndsAndSaysWhatItKnows",
            "cannot be interrupted",
            Faults::sendStubbornly),
        sending(
            "lineBreaksInHeadersAreRefused",
            "cleans headers up without a word",
            (real, m) -> real.send(joined(m))));
  }

  private static List<Fault> life() {
    return List.of(
        fault(
            "startedInstanceIsOnlineUnderItsName",
            "has a name of its own",
            FaultyLife.HasItsOwnName::new),
        new Fault(
            "withoutConfigurationThereIsNoService",
            "registers without a configuration",
            ModelChannel::new,
            FaultyLife.NeedsNoConfiguration.class),
        status(
            "badConfigurationIsAStateThatNamesTheKey",
            "does not say which key is wrong",
            State.MISCONFIGURED,
            s -> new ChannelStatus(s.state(), "wrong configuration", s.since())),
        fault(
            "stoppedInFlightLosesNothing",
            "clears the mailbox as it leaves",
            FaultyLife.ClearsTheMailbox::new),
        status(
            "droppedLinkIsOfflineWithItsReason",
            "boasts of a link that is down",
            State.OFFLINE,
            s -> new ChannelStatus(State.ONLINE, "", s.since())),
        status(
            "droppedLinkIsOfflineWithItsReason",
            "gives no reason",
            State.OFFLINE,
            s -> new ChannelStatus(s.state(), "", s.since())),
        status(
            "droppedLinkIsOfflineWithItsReason",
            "goes offline anew with each look",
            State.OFFLINE,
            s -> new ChannelStatus(s.state(), s.reason(), Instant.ofEpochSecond(count()))),
        fault(
            "droppedLinkIsOneLineInTheLog", "logs every attempt", FaultyLife.LogsEveryAttempt::new),
        fault(
            "droppedLinkIsTakenUpAgainWithBackOff",
            "gives up when the link drops",
            FaultyLife.GivesUp::new),
        fault(
            "droppedLinkIsTakenUpAgainWithBackOff",
            "tries again without a pause",
            FaultyLife.Hammers::new),
        fault(
            "startWithThePeerAwayDoesNotBlockAndConnectsLater",
            "waits for the peer in its activation",
            FaultyLife.BlocksItsActivation::new),
        fault("stoppedInstanceLeavesNoThread", "leaves a thread", FaultyLife.LeavesAThread::new),
        reading(
            "secretsAndCitizensTextsAreNeverLogged",
            "logs what citizens write",
            m -> ModelChannel.LOG.info("read {}", m.right)),
        fault(
            "secretsAndCitizensTextsAreNeverLogged",
            "logs its password",
            FaultyLife.LogsItsPassword::new));
  }

  private static Fault fault(String clause, String defect, ModelFixture.Construction channel) {
    return new Fault(clause, defect, channel);
  }

  private static Fault reading(String clause, String defect, Consumer<Reading> spoiling) {
    return new Fault(
        clause,
        defect,
        (intake, peer, municipality) ->
            new ModelChannel(intake, peer, municipality) {
              @Override
              public List<InboundMessage> read(RawDelivery delivery) throws UnreadableDelivery {
                Reading reading = new Reading(delivery, super.read(delivery).get(0));
                spoiling.accept(reading);
                return List.of(reading.message());
              }
            });
  }

  /** The right way to send. */
  private interface Sender {
    SendReceipt send(OutboundMessage m) throws ChannelUnavailable, ChannelRejected, DeliveryInDoubt;
  }

  /** The wrong way to send. */
  private interface Sending {
    SendReceipt send(Sender real, OutboundMessage m)
        throws ChannelUnavailable, ChannelRejected, DeliveryInDoubt;
  }

  private static Fault sending(String clause, String defect, Sending spoiling) {
    return new Fault(
        clause,
        defect,
        (intake, peer, municipality) ->
            new ModelChannel(intake, peer, municipality) {
              @Override
              public SendReceipt send(OutboundMessage message)
                  throws ChannelUnavailable, ChannelRejected, DeliveryInDoubt {
                return spoiling.send(super::send, message);
              }
            });
  }

  private static Fault status(
      String clause, String defect, State state, UnaryOperator<ChannelStatus> spoiling) {
    return new Fault(
        clause,
        defect,
        (intake, peer, municipality) ->
            new ModelChannel(intake, peer, municipality) {
              @Override
              public ChannelStatus status() {
                ChannelStatus right = super.status();
                return right.state() == state ? spoiling.apply(right) : right;
              }
            });
  }

  private static final ContactPoint NOBODY =
      new ContactPoint(ContactPoint.Kind.MAIL, "nobody@citizen.example");

  private static long count() {
    return COUNT.incrementAndGet();
  }

  private static void takeForRobot(Reading m) {
    if (m.nature == Nature.PERSON) {
      m.nature = Nature.AUTO_REPLY;
    }
  }

  private static Consumer<Reading> unmarked(Nature nature) {
    return m -> m.nature = m.nature == nature ? Nature.PERSON : m.nature;
  }

  private static String spoilt(String text) {
    return text.replaceAll("[①髙]", "\uFFFD");
  }

  private static void cut(Reading m) {
    m.attachments = shortened(m.attachments);
  }

  private static List<InboundMessage.Attachment> shortened(List<InboundMessage.Attachment> all) {
    return all.stream().map(Faults::shortened).toList();
  }

  private static InboundMessage.Attachment shortened(InboundMessage.Attachment a) {
    return new InboundMessage.Attachment(
        a.fileName(),
        a.mediaType(),
        a.contentId(),
        () -> {
          var content = a.content().open();
          content.skipNBytes(1);
          return content;
        });
  }

  private static OutboundMessage with(
      OutboundMessage m, List<InboundMessage.Attachment> attachments, boolean automatic) {
    return copy(m, m.reference(), m.recipients(), m.subject(), attachments, automatic);
  }

  private static OutboundMessage referredTo(OutboundMessage m, String reference) {
    return copy(m, reference, m.recipients(), m.subject(), m.attachments(), m.automatic());
  }

  private static OutboundMessage joined(OutboundMessage m) {
    List<ContactPoint> recipients =
        m.recipients().stream()
            .map(to -> new ContactPoint(to.kind(), to.value().replaceAll("\\s", "")))
            .toList();
    return copy(
        m,
        m.reference(),
        recipients,
        m.subject().replaceAll("[\r\n]", ""),
        m.attachments(),
        m.automatic());
  }

  private static OutboundMessage copy(
      OutboundMessage m,
      String reference,
      List<ContactPoint> recipients,
      String subject,
      List<InboundMessage.Attachment> attachments,
      boolean automatic) {
    return new OutboundMessage(
        m.key(),
        reference,
        m.recipientName().strip(),
        recipients,
        subject,
        m.text(),
        attachments,
        m.inReplyTo(),
        m.references(),
        automatic);
  }

  private static SendReceipt takeAbsenceForRefusal(Sender real, OutboundMessage m)
      throws ChannelRejected, DeliveryInDoubt {
    try {
      return real.send(m);
    } catch (ChannelUnavailable e) {
      throw new ChannelRejected("failed", e);
    }
  }

  private static SendReceipt takeRefusalForAbsence(Sender real, OutboundMessage m)
      throws ChannelUnavailable, ChannelRejected, DeliveryInDoubt {
    try {
      return real.send(m);
    } catch (ChannelRejected e) {
      if (e.getCause() instanceof ModelPeer.Refused) {
        throw new ChannelUnavailable("failed", e);
      }
      throw e;
    }
  }

  private static SendReceipt takeDoubtForSent(Sender real, OutboundMessage m)
      throws ChannelUnavailable, ChannelRejected, DeliveryInDoubt {
    try {
      return real.send(m);
    } catch (DeliveryInDoubt e) {
      if (e.getCause() instanceof InterruptedException) {
        throw e;
      }
      return new SendReceipt(m.reference());
    }
  }

  private static SendReceipt sendStubbornly(Sender real, OutboundMessage m)
      throws ChannelUnavailable, ChannelRejected, DeliveryInDoubt {
    while (true) {
      try {
        return real.send(m);
      } catch (DeliveryInDoubt e) {
        if (!(e.getCause() instanceof InterruptedException)) {
          throw e;
        }
      }
    }
  }
}
