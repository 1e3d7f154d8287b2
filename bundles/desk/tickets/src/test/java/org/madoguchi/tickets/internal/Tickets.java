package org.madoguchi.tickets.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.store.BlobRef;
import org.madoguchi.tickets.AttachmentContent;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.InboundContact;
import org.madoguchi.tickets.InboundContact.Nature;
import org.madoguchi.tickets.Noticed;
import org.madoguchi.tickets.TicketIntake;
import org.madoguchi.tickets.TicketRef;

/** Messages of citizens: {@code Tickets.open().from(CITIZEN).at(desk)}. */
public final class Tickets {
  private static final AtomicLong NEXT = new AtomicLong();
  static final BlobRef ORIGINAL = new BlobRef("ab".repeat(32), 1_234);

  private MunicipalityId municipality = People.MIHON;
  private String externalId = "message-" + NEXT.incrementAndGet();
  private Optional<TicketRef> thread = Optional.empty();
  private Optional<TicketRef> mentioned = Optional.empty();
  private Nature nature = Nature.PERSON;
  private String name = "山田 花子";
  private ContactPoint sender = People.CITIZEN;
  private final List<ContactPoint> through = new ArrayList<>();
  private String subject = "住民票について";
  private String text = "コンビニで取れますか。";
  private String html = "";
  private final List<AttachmentContent> attachments = new ArrayList<>();
  private BlobRef original = ORIGINAL;
  private Instant receivedAt;
  private SectionId section = SectionId.NONE;
  private Noticed noticed = Noticed.NOTHING;

  /** A first message. */
  public static Tickets open() {
    return new Tickets();
  }

  /** A message in the thread of a ticket. */
  public static Tickets answering(TicketRef ticket) {
    Tickets message = new Tickets();
    message.thread = Optional.of(ticket);
    return message;
  }

  public Tickets to(MunicipalityId town) {
    municipality = town;
    return this;
  }

  public Tickets from(ContactPoint point) {
    sender = point;
    return this;
  }

  /** The address of a web form that sent it for the sender. */
  public Tickets through(ContactPoint form) {
    through.add(form);
    return this;
  }

  public Tickets named(String senderName) {
    name = senderName;
    return this;
  }

  public Tickets id(String id) {
    externalId = id;
    return this;
  }

  public Tickets mentioning(TicketRef ticket) {
    mentioned = Optional.of(ticket);
    return this;
  }

  public Tickets nature(Nature kind) {
    nature = kind;
    return this;
  }

  public Tickets subject(String line) {
    subject = line;
    return this;
  }

  public Tickets text(String body) {
    text = body;
    return this;
  }

  public Tickets html(String body) {
    html = body;
    return this;
  }

  public Tickets with(AttachmentContent file) {
    attachments.add(file);
    return this;
  }

  public Tickets original(BlobRef blob) {
    original = blob;
    return this;
  }

  /** To the mailbox of a section. */
  public Tickets forSection(SectionId mailbox) {
    section = mailbox;
    return this;
  }

  public Tickets noticed(Noticed what) {
    noticed = what;
    return this;
  }

  public Tickets receivedAt(Instant instant) {
    receivedAt = instant;
    return this;
  }

  InboundContact contact(Desk desk) {
    return new InboundContact(
        municipality,
        "mail",
        "mail-" + municipality,
        externalId,
        externalId + "@mail.example",
        thread,
        mentioned,
        nature,
        name,
        Stream.concat(Stream.of(sender), through.stream()).toList(),
        subject,
        text,
        html,
        attachments,
        original,
        "ja",
        receivedAt == null ? desk.clock.instant() : receivedAt,
        section,
        noticed);
  }

  /** Arrives at the desk. */
  TicketIntake.Receipt receipt(Desk desk) {
    return desk.intake.receive(contact(desk));
  }

  /** Arrives at the desk; the ticket it is in. */
  public TicketRef at(Desk desk) {
    return receipt(desk).ticket();
  }
}
