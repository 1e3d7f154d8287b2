package org.madoguchi.channel.mail.mime;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.madoguchi.channel.mail.mime.prose.Folds;
import org.madoguchi.channels.spi.InboundMessage;
import org.madoguchi.channels.spi.Particulars;
import org.madoguchi.channels.spi.Particulars.Forwarded;
import org.madoguchi.channels.spi.Particulars.NonDelivery;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.InboundContact.Nature;

/** Reads one mail. */
public final class MailReading {
  private static final int MAX_SUBJECT = 500;
  private static final int MAX_NAME = 200;
  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}");
  private static final Pattern UNQUALIFIED_DAEMON =
      Pattern.compile("mailer-daemon|postmaster|mail delivery|<\\s*>", Pattern.CASE_INSENSITIVE);
  private static final Pattern KANA = Pattern.compile("[\\p{IsHiragana}\\p{IsKatakana}]");

  private final String ownAddress;
  private final String archive;
  private final Notes notes;

  /**
   * @param archive who gets a copy of everything that is sent; '' when nobody does
   */
  public MailReading(String ownAddress, String archive, Notes notes) {
    this.ownAddress = ownAddress;
    this.archive = archive;
    this.notes = notes;
  }

  /**
   * @throws MimeReader.Unreadable no sender, too many parts, a damaged header, nothing at all
   */
  public InboundMessage read(InputStream raw, Instant receivedAt)
      throws IOException, MimeReader.Unreadable {
    ContentIdentity.BodyHash hashing = new ContentIdentity.BodyHash(LineEnds.repaired(raw));
    MimeNode root = MimeReader.read(hashing);
    byte[] bodyHash = hashing.hash();
    if (hashing.isEmpty()) {
      throw new MimeReader.Unreadable("unreadable.empty");
    }
    RawHeaders headers = root.headers();
    List<Mailboxes.Mailbox> named = senders(root);
    List<Mailboxes.Mailbox> replyTo = replyTo(headers, named);
    if (named.isEmpty() && replyTo.isEmpty()) {
      throw new MimeReader.Unreadable("unreadable.no-sender");
    }
    String fromAddress = named.isEmpty() ? "" : named.get(0).address();
    List<Mailboxes.Mailbox> from = replyTo.isEmpty() ? named : strangers(named);
    Optional<CarrierEmoji> carrier = CarrierEmoji.of(fromAddress);
    Body body =
        notes.oversize().isEmpty()
            ? shown(Body.of(root, notes), carrier)
            : new Body(notes.oversize(), "", List.of());
    Nature found = MessageNature.of(root, body.text(), fromAddress, ownAddress);
    List<String> references = MessageIds.answered(root, body.text(), found);
    Optional<NonDelivery> nonDelivery =
        found == Nature.BOUNCE
            ? Optional.of(nonDelivery(root, body, fromAddress, references))
            : Optional.empty();
    // the citizen has what the archive has not
    boolean archives = nonDelivery.map(this::isOfTheArchive).orElse(false);
    Nature nature = archives ? Nature.AUTO_REPLY : found;
    return new InboundMessage(
        ContentIdentity.of(headers, bodyHash),
        MessageIds.own(headers),
        references,
        nature,
        shortened(shown(name(from, replyTo), carrier), MAX_NAME),
        senders(from, replyTo),
        shortened(shown(headers.text("subject"), carrier), MAX_SUBJECT),
        body.text(),
        body.html(),
        body.attachments(),
        language(headers, body.text()),
        SentAt.of(headers.literal("date"), receivedAt),
        particulars(root, body, nature, fromAddress, archives ? Optional.empty() : nonDelivery));
  }

  private static Body shown(Body body, Optional<CarrierEmoji> carrier) {
    return carrier.isEmpty()
        ? body
        : new Body(shown(body.text(), carrier), shown(body.html(), carrier), body.attachments());
  }

  private static String shown(String text, Optional<CarrierEmoji> carrier) {
    return carrier.map(c -> c.shown(text)).orElse(text);
  }

  private NonDelivery nonDelivery(MimeNode root, Body body, String from, List<String> references) {
    String original = references.isEmpty() ? "" : references.get(0);
    Set<String> never =
        new HashSet<>(List.of(from.toLowerCase(Locale.ROOT), ownAddress.toLowerCase(Locale.ROOT)));
    return BounceReport.read(root, body.text(), original, never);
  }

  private boolean isOfTheArchive(NonDelivery nonDelivery) {
    return !nonDelivery.recipients().isEmpty()
        && nonDelivery.recipients().stream().allMatch(archive::equalsIgnoreCase);
  }

  private Particulars particulars(
      MimeNode root, Body body, Nature nature, String from, Optional<NonDelivery> nonDelivery) {
    boolean people = nature == Nature.PERSON || nature == Nature.BULK;
    Optional<Forwarded> forwarded = people ? forwarded(root, body, from) : Optional.empty();
    return new Particulars(
        forwarded,
        nonDelivery,
        Protections.of(root, body.text()),
        // what was forwarded is what the desk is to read
        forwarded.isPresent() ? List.of() : Folds.of(body.text()));
  }

  private Optional<Forwarded> forwarded(MimeNode root, Body body, String from) {
    List<Mailboxes.Mailbox> nested = new ArrayList<>();
    nestedSenders(root, nested);
    String subject = root.headers().text("subject");
    return ForwardedSender.find(subject, body.text(), nested, from, ownAddress);
  }

  private static void nestedSenders(MimeNode node, List<Mailboxes.Mailbox> found) {
    if (node instanceof MimeNode.Container container) {
      container.children().forEach(child -> nestedSenders(child, found));
    } else if (node instanceof MimeNode.Leaf leaf && leaf.isA("message/rfc822")) {
      byte[] start = leaf.content().first(MimeReader.MAX_FIELD_BYTES);
      found.addAll(from(MimeReader.headersOf(start)).stream().limit(1).toList());
    }
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

  /** Servers report without an address, or with a name that is theirs only inside their house. */
  private List<Mailboxes.Mailbox> senders(MimeNode root) {
    RawHeaders headers = root.headers();
    List<Mailboxes.Mailbox> named = from(headers);
    if (!named.isEmpty()) {
      return named;
    }
    boolean server =
        UNQUALIFIED_DAEMON.matcher(headers.text("from")).find()
            || headers.literal("return-path").replaceAll("\\s", "").equals("<>")
            || root.type().value().equals("multipart/report");
    String domain = ownAddress.substring(ownAddress.indexOf('@') + 1);
    return server ? List.of(new Mailboxes.Mailbox("", "mailer-daemon@" + domain)) : List.of();
  }

  /** Where the sender wants answers: form mailers put the citizen only here. Never ourselves. */
  private List<Mailboxes.Mailbox> replyTo(RawHeaders headers, List<Mailboxes.Mailbox> from) {
    List<String> known = from.stream().map(Mailboxes.Mailbox::address).toList();
    return Mailboxes.parse(String.join(",", headers.all("reply-to"))).stream()
        .filter(m -> !known.contains(m.address()) && !m.address().equalsIgnoreCase(ownAddress))
        .toList();
  }

  /** A form that writes in our name is no second address of the citizen. */
  private List<Mailboxes.Mailbox> strangers(List<Mailboxes.Mailbox> named) {
    return named.stream().filter(m -> !m.address().equalsIgnoreCase(ownAddress)).toList();
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

  private static String shortened(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end);
  }
}
