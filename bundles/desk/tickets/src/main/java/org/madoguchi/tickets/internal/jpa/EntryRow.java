package org.madoguchi.tickets.internal.jpa;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.store.BlobRef;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.DeliveryState;
import org.madoguchi.tickets.InboundContact.Nature;
import org.madoguchi.tickets.Noticed;
import org.madoguchi.tickets.internal.domain.Attachment;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.EntryType;

/** A row of TICKET_ENTRY. */
@Entity
@Table(name = "TICKET_ENTRY")
class EntryRow {
  @Id
  @Column(name = "ID")
  long id;

  @Column(name = "TICKET_ID")
  long ticketId;

  @Column(name = "MUNICIPALITY")
  String municipality;

  @Column(name = "SECTION")
  String section;

  @Column(name = "CONFIDENTIALITY")
  int confidentiality;

  @Column(name = "TYPE")
  String type;

  @Column(name = "NATURE")
  String nature;

  @Column(name = "CHANNEL")
  String channel;

  @Column(name = "SOURCE")
  String source;

  @Column(name = "AUTHOR")
  String author;

  @Column(name = "AUTHOR_NAME")
  String authorName;

  @Column(name = "SUBJECT")
  String subject;

  @Column(name = "ADDRESS_KIND")
  String addressKind;

  @Column(name = "ADDRESS")
  String address;

  @Column(name = "MESSAGE_REFERENCE")
  String messageReference;

  @Column(name = "ANSWERS")
  String answers;

  @Column(name = "DELIVERY_STATE")
  String deliveryState;

  @Column(name = "DELIVERY_REASON")
  String deliveryReason;

  @Column(name = "DELIVERY_AT")
  Instant deliveryAt;

  @Column(name = "ORIGINAL_SHA256")
  String originalSha256;

  @Column(name = "ORIGINAL_SIZE")
  long originalSize;

  @Column(name = "OCCURRED_AT")
  Instant occurredAt;

  @Column(name = "MENTIONS")
  String mentions;

  @Version
  @Column(name = "ROW_VERSION")
  long rowVersion;

  static EntryRow of(Entry entry, AccessTag access) {
    EntryRow row = new EntryRow();
    row.id = entry.id();
    row.ticketId = entry.ticket();
    row.municipality = access.municipality().value();
    row.section = access.section().value();
    row.confidentiality = access.confidentiality().level();
    row.type = entry.type().name();
    row.nature = entry.nature().name();
    row.channel = entry.channel();
    row.source = entry.source();
    row.author = entry.author().value();
    row.authorName = entry.authorName();
    row.subject = entry.subject();
    row.addressKind = entry.address().map(a -> a.kind().name()).orElse("");
    row.address = entry.address().map(ContactPoint::value).orElse("");
    row.messageReference = entry.messageReference();
    row.answers = entry.answers();
    row.deliveryState = "";
    row.deliveryReason = "";
    row.deliveryAt = InstantConverter.NEVER;
    entry.delivery().ifPresent(row::delivered);
    row.originalSha256 = entry.original().map(BlobRef::sha256).orElse("");
    row.originalSize = entry.original().map(BlobRef::size).orElse(0L);
    row.occurredAt = entry.at();
    row.mentions = entry.mentions().stream().map(StaffId::value).collect(Collectors.joining(" "));
    return row;
  }

  void delivered(Entry.Delivery delivery) {
    deliveryState = delivery.state().name();
    deliveryReason = delivery.reason();
    deliveryAt = delivery.at();
  }

  /** Without its text and what hangs on it. */
  Entry bare() {
    return entry("", "", List.of(), Noticed.NOTHING, Optional.empty());
  }

  Entry entry(EntryTextRow text, List<Attachment> attachments) {
    return entry(text.body, text.html, attachments, text.noticed(), text.attribution());
  }

  private Entry entry(
      String text,
      String html,
      List<Attachment> attachments,
      Noticed noticed,
      Optional<Entry.Attribution> attribution) {
    return new Entry(
        id,
        ticketId,
        EntryType.valueOf(type),
        Nature.valueOf(nature),
        channel,
        source,
        new StaffId(author),
        authorName,
        subject,
        text,
        html,
        attachments,
        addressKind.isEmpty()
            ? Optional.empty()
            : Optional.of(new ContactPoint(ContactPoint.Kind.valueOf(addressKind), address)),
        messageReference,
        answers,
        deliveryState.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Entry.Delivery(
                    DeliveryState.valueOf(deliveryState), deliveryReason, deliveryAt)),
        originalSha256.isEmpty()
            ? Optional.empty()
            : Optional.of(new BlobRef(originalSha256, originalSize)),
        occurredAt,
        noticed,
        attribution,
        mentions.isEmpty() ? List.of() : Stream.of(mentions.split(" ")).map(StaffId::new).toList());
  }
}
