package org.madoguchi.channel.mail.mime;

import jakarta.mail.internet.MailDateFormat;
import java.io.IOException;
import java.io.InputStream;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.madoguchi.channels.spi.InboundMessage;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.InboundContact.Nature;

/** Reads one mail. */
public final class MailReading {
  private static final int MAX_SUBJECT = 500;
  private static final int MAX_NAME = 200;
  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}");
  private static final Pattern KANA = Pattern.compile("[\\p{IsHiragana}\\p{IsKatakana}]");

  private final String ownAddress;
  private final UnaryOperator<String> cutNote;
  private final String oversizeNote;

  /**
   * @param cutNote see {@link Body#of}
   * @param oversizeNote the text instead of one when only the header was taken; '' when the message
   *     is whole
   */
  public MailReading(String ownAddress, UnaryOperator<String> cutNote, String oversizeNote) {
    this.ownAddress = ownAddress;
    this.cutNote = cutNote;
    this.oversizeNote = oversizeNote;
  }

  /**
   * @throws MimeReader.Unreadable no sender, too many parts, a damaged header, nothing at all
   */
  public InboundMessage read(InputStream raw, Instant receivedAt)
      throws IOException, MimeReader.Unreadable {
    ContentIdentity.BodyHash hashing = new ContentIdentity.BodyHash(raw);
    MimeNode root = MimeReader.read(hashing);
    byte[] bodyHash = hashing.hash();
    if (hashing.isEmpty()) {
      throw new MimeReader.Unreadable("unreadable.empty");
    }
    RawHeaders headers = root.headers();
    List<Mailboxes.Mailbox> from = from(headers);
    List<Mailboxes.Mailbox> replyTo = replyTo(headers, from);
    if (from.isEmpty() && replyTo.isEmpty()) {
      throw new MimeReader.Unreadable("unreadable.no-sender");
    }
    String fromAddress = from.isEmpty() ? "" : from.get(0).address();
    Nature nature = MessageNature.of(headers, root.type(), fromAddress, ownAddress);
    Body body =
        oversizeNote.isEmpty() ? Body.of(root, cutNote) : new Body(oversizeNote, "", List.of());
    return new InboundMessage(
        ContentIdentity.of(headers, bodyHash),
        MessageIds.own(headers),
        MessageIds.answered(root, body.text(), nature),
        nature,
        shortened(name(from, replyTo), MAX_NAME),
        senders(from, replyTo),
        shortened(headers.text("subject"), MAX_SUBJECT),
        body.text(),
        body.html(),
        body.attachments(),
        language(headers, body.text()),
        sentAt(headers, receivedAt));
  }

  /** Who wrote it; for machines without a From whoever the envelope names. */
  private static List<Mailboxes.Mailbox> from(RawHeaders headers) {
    for (String field : List.of("from", "sender", "return-path", "x-envelope-from")) {
      List<Mailboxes.Mailbox> found = Mailboxes.parse(String.join(",", headers.all(field)));
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  /** Where the sender wants answers: form mailers put the citizen only here. Never ourselves. */
  private List<Mailboxes.Mailbox> replyTo(RawHeaders headers, List<Mailboxes.Mailbox> from) {
    List<String> known = from.stream().map(Mailboxes.Mailbox::address).toList();
    return Mailboxes.parse(String.join(",", headers.all("reply-to"))).stream()
        .filter(m -> !known.contains(m.address()) && !m.address().equalsIgnoreCase(ownAddress))
        .toList();
  }

  private static String name(List<Mailboxes.Mailbox> from, List<Mailboxes.Mailbox> replyTo) {
    List<Mailboxes.Mailbox> all = new ArrayList<>(from);
    all.addAll(replyTo);
    return all.stream()
        .map(Mailboxes.Mailbox::name)
        .filter(n -> !n.isBlank())
        .findFirst()
        .orElse("");
  }

  private static List<ContactPoint> senders(
      List<Mailboxes.Mailbox> from, List<Mailboxes.Mailbox> replyTo) {
    List<Mailboxes.Mailbox> bestFirst = new ArrayList<>(replyTo);
    bestFirst.addAll(from);
    return bestFirst.stream()
        .map(m -> new ContactPoint(ContactPoint.Kind.MAIL, m.address()))
        .distinct()
        .limit(10)
        .toList();
  }

  private static String language(RawHeaders headers, String text) {
    String declared = headers.literal("content-language").split("[,;]", 2)[0].strip();
    if (LANGUAGE.matcher(declared).matches()) {
      return Locale.forLanguageTag(declared).toLanguageTag();
    }
    return KANA.matcher(text).find() ? "ja" : "";
  }

  private static Instant sentAt(RawHeaders headers, Instant receivedAt) {
    String date = headers.literal("date");
    if (date.isEmpty()) {
      return receivedAt;
    }
    try {
      return new MailDateFormat().parse(date).toInstant();
    } catch (ParseException | RuntimeException e) {
      return receivedAt; // it is only what the sender claims
    }
  }

  private static String shortened(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end);
  }
}
