package org.madoguchi.channels.testkit.faults;

import java.time.Instant;
import java.util.List;
import org.madoguchi.channels.RawDelivery;
import org.madoguchi.channels.spi.InboundMessage;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.InboundContact.Nature;

/** A message while it is being read, for a fault to spoil. */
final class Reading {
  final RawDelivery delivery;
  final InboundMessage right;
  String externalId;
  List<String> references;
  Nature nature;
  List<ContactPoint> senders;
  String subject;
  String text;
  List<InboundMessage.Attachment> attachments;
  Instant sentAt;

  Reading(RawDelivery delivery, InboundMessage right) {
    this.delivery = delivery;
    this.right = right;
    externalId = right.externalId();
    references = right.references();
    nature = right.nature();
    senders = right.senders();
    subject = right.subject();
    text = right.text();
    attachments = right.attachments();
    sentAt = right.sentAt();
  }

  InboundMessage message() {
    return new InboundMessage(
        externalId,
        right.messageReference(),
        references,
        nature,
        right.senderName(),
        senders,
        subject,
        text,
        right.html(),
        attachments,
        right.language(),
        sentAt);
  }
}
