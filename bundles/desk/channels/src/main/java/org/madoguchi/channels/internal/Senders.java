package org.madoguchi.channels.internal;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.madoguchi.channels.spi.InboundMessage;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.InboundContact.Nature;

/** Who may get an automatic answer, as a keyed hash that tells nobody who it is. */
final class Senders {
  private static final String KEY = "senders";
  private static final Pattern ROBOT =
      Pattern.compile(
          "(?:no|do[-_.]?not|never)[-_.]?reply.*|.*[-_.+](?:no|do[-_.]?not)[-_.]?reply"
              + "|mailer[-_.]?daemon|postmaster|hostmaster|abuse|root|daemon|nobody|listserv"
              + "|majordomo|bounces?(?:[-_.+].*)?|.*[-_.+]bounces?|owner-.*|.*-owner|.*-request");

  private final SharedKeys keys;
  private final ConnectedChannels channels;

  Senders(SharedKeys keys, ConnectedChannels channels) {
    this.keys = keys;
    this.channels = channels;
  }

  /** The hash of the first contact point; '' when nothing may be answered by itself. */
  String answerable(InboundMessage message) {
    List<ContactPoint> senders = message.senders();
    if (message.nature() != Nature.PERSON || senders.stream().anyMatch(this::isRobot)) {
      return "";
    }
    ContactPoint first = senders.get(0);
    String written = first.kind() + ":" + first.value().toLowerCase(Locale.ROOT);
    return HexFormat.of().formatHex(keys.hash(KEY, written));
  }

  private boolean isRobot(ContactPoint sender) {
    if (sender.kind() != ContactPoint.Kind.MAIL) {
      return false;
    }
    String address = sender.value().toLowerCase(Locale.ROOT);
    int at = address.lastIndexOf('@');
    return at <= 0 || ROBOT.matcher(address.substring(0, at)).matches() || isOurs(address);
  }

  /** Two of our own mailboxes must never talk to each other. */
  private boolean isOurs(String address) {
    return channels.all().stream()
        .anyMatch(c -> c.descriptor().address().equalsIgnoreCase(address));
  }
}
