package org.madoguchi.tickets.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.tickets.AttachmentContent;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.InboundContact;
import org.madoguchi.tickets.Noticed;
import org.madoguchi.tickets.internal.domain.Attachment;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.EntryType;
import org.madoguchi.tickets.internal.domain.FileFinding;
import org.madoguchi.tickets.internal.domain.InboundText;

/** Makes an entry of what a channel read: everything is kept that fits, the rest is named. */
final class InboundEntry {
  private final IdSource ids;
  private final Locale language;
  private final List<FileFinding> findings;

  /**
   * @param language of the remarks about what was left out
   * @param findings about the attachments, in their order
   */
  InboundEntry(IdSource ids, Locale language, List<FileFinding> findings) {
    this.ids = ids;
    this.findings = findings;
    this.language = language;
  }

  Entry of(long ticket, InboundContact contact, Instant at) {
    long id = ids.next("ticket-entry");
    return new Entry(
        id,
        ticket,
        EntryType.CITIZEN,
        contact.nature(),
        InboundText.line(contact.channel(), Limits.CHANNEL),
        InboundText.line(contact.source(), Limits.SOURCE),
        StaffId.NONE,
        author(contact),
        InboundText.line(contact.subject(), Limits.SUBJECT),
        text(contact),
        // half an HTML document is worse than none: the text says the same
        contact.html().length() > Limits.INBOUND_TEXT
            ? ""
            : InboundText.body(contact.html(), Limits.INBOUND_TEXT, ""),
        attachments(ticket, id, contact, at),
        senders(contact).stream().findFirst(),
        InboundText.line(contact.messageReference(), Limits.REFERENCE),
        "",
        Optional.empty(),
        Optional.ofNullable(contact.original()),
        at,
        noticed(contact),
        Optional.empty(),
        List.of());
  }

  /** Half an address is none. */
  private static Noticed noticed(InboundContact contact) {
    Noticed noticed = contact.noticed();
    return new Noticed(
        noticed
            .forwarded()
            .map(
                f ->
                    new Noticed.Forwarded(
                        InboundText.line(f.name(), Limits.NAME),
                        InboundText.line(f.address(), Limits.ADDRESS + 1)))
            .filter(f -> !f.address().isEmpty() && f.address().length() <= Limits.ADDRESS),
        noticed.folds());
  }

  /** Who speaks in the conversation: the name as signed, else the address it came from. */
  private static String author(InboundContact contact) {
    String signed = senderName(contact);
    return signed.isEmpty()
        ? senders(contact).stream()
            .findFirst()
            .map(p -> InboundText.cut(p.value(), Limits.NAME))
            .orElse("")
        : signed;
  }

  static String senderName(InboundContact contact) {
    return InboundText.line(contact.senderName(), Limits.NAME);
  }

  static List<ContactPoint> senders(InboundContact contact) {
    return contact.senders().stream()
        .map(p -> new ContactPoint(p.kind(), InboundText.line(p.value(), Limits.ADDRESS)))
        .filter(p -> !p.value().isEmpty())
        .distinct()
        .limit(Limits.CONTACTS)
        .toList();
  }

  private String text(InboundContact contact) {
    String remark =
        contact.attachments().size() > Limits.INBOUND_ATTACHMENTS
            ? Wording.ATTACHMENTS_LEFT_OUT.in(language)
            : "";
    int room = Limits.INBOUND_TEXT - remark.length();
    return InboundText.body(contact.text(), room, Wording.TEXT_CUT.in(language)) + remark;
  }

  private List<Attachment> attachments(
      long ticket, long entry, InboundContact contact, Instant at) {
    List<Attachment> attachments = new ArrayList<>();
    for (FileFinding finding : findings) {
      AttachmentContent file = fitting(contact.attachments().get(attachments.size()));
      attachments.add(
          new Attachment(
              ids.next("ticket-attachment"), ticket, entry, StaffId.NONE, file, finding, at));
    }
    return attachments;
  }

  private static AttachmentContent fitting(AttachmentContent file) {
    return new AttachmentContent(
        InboundText.line(file.fileName(), Limits.FILE_NAME),
        InboundText.line(file.mediaType(), Limits.MEDIA_TYPE),
        InboundText.line(file.contentId(), Limits.FILE_NAME),
        file.content());
  }
}
