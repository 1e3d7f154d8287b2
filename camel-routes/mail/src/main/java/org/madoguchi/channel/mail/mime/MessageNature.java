package org.madoguchi.channel.mail.mime;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.madoguchi.tickets.InboundContact.Nature;

/**
 * Tells people from machines, so that a machine is never answered automatically (RFC 3834). In
 * doubt it is a person: then at worst one acknowledgement too many goes out, and our own marks end
 * the exchange there.
 */
final class MessageNature {
  private static final Pattern DAEMON =
      Pattern.compile(
          "^(mailer-daemon|postmaster|mail-daemon|mailerdaemon)@", Pattern.CASE_INSENSITIVE);
  // 不在者投票 (absentee voting) and 不在票 are what citizens write about: only whole phrases at the
  // beginning count
  private static final Pattern AUTOMATIC_SUBJECT =
      Pattern.compile(
          "^[\\[【＜<(（「]?\\s*(自動(応答|返信|送信|配信)|不在(応答|通知|連絡)?\\s*[:：]|不在(のお知らせ|にしております)"
              + "|休暇中のお知らせ|automatic reply|auto[- ]?reply|auto[- ]?response|autosvar|out of (the )?office)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern BOUNCE_SUBJECT =
      Pattern.compile(
          "^(undeliver(ed|able)|mail delivery (failed|failure|status)|delivery status notification \\(failure\\)"
              + "|failure notice|returned mail|配信不能|配信エラー|配送不能|送信エラー|メール送信失敗)",
          Pattern.CASE_INSENSITIVE);
  private static final List<String> ROBOT_FIELDS =
      List.of(
          "x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply", "x-mail-autoreply");
  private static final List<String> LIST_FIELDS =
      List.of(
          "list-id",
          "list-unsubscribe",
          "list-post",
          "list-help",
          "x-ml-name",
          "x-mailing-list",
          "feedback-id");

  private final RawHeaders headers;
  private final HeaderValue type;
  private final String from;
  private final String ownAddress;

  private MessageNature(RawHeaders headers, HeaderValue type, String from, String ownAddress) {
    this.headers = headers;
    this.type = type;
    this.from = from;
    this.ownAddress = ownAddress;
  }

  /**
   * @param from the sender's address; '' when there is none
   */
  static Nature of(RawHeaders headers, HeaderValue type, String from, String ownAddress) {
    return new MessageNature(headers, type, from, ownAddress).nature();
  }

  private Nature nature() {
    if (isBounce()) {
      return Nature.BOUNCE;
    }
    if (isAutoReply()) {
      return Nature.AUTO_REPLY;
    }
    return isBulk() ? Nature.BULK : Nature.PERSON;
  }

  private boolean isBounce() {
    if (type.value().equals("multipart/report")) {
      String report = type.parameter("report-type").toLowerCase(Locale.ROOT);
      return report.isEmpty() || report.equals("delivery-status");
    }
    if (headers.has("x-failed-recipients")) {
      return true;
    }
    boolean daemon = DAEMON.matcher(from).find();
    return daemon
        && (hasNullReturnPath() || BOUNCE_SUBJECT.matcher(headers.text("subject")).find());
  }

  private boolean hasNullReturnPath() {
    return headers.literal("return-path").replaceAll("\\s", "").equals("<>");
  }

  private boolean isAutoReply() {
    String submitted = word("auto-submitted");
    if (!submitted.isEmpty() && !submitted.equals("no")) {
      return true;
    }
    String suppress = word("x-auto-response-suppress");
    String precedence = word("precedence");
    return !suppress.isEmpty() && !suppress.equals("none")
        || precedence.equals("auto_reply")
        || type.value().equals("multipart/report")
        || ROBOT_FIELDS.stream().anyMatch(headers::has)
        || hasNullReturnPath()
        || isOurOwn()
        || AUTOMATIC_SUBJECT.matcher(headers.text("subject")).find();
  }

  /**
   * Our own mail came back: a forwarding rule that points at us, or two municipalities' desks that
   * answer each other.
   */
  private boolean isOurOwn() {
    return !ownAddress.isEmpty()
        && (from.equalsIgnoreCase(ownAddress)
            || headers.all("x-loop").stream().anyMatch(ownAddress::equalsIgnoreCase));
  }

  private boolean isBulk() {
    String precedence = word("precedence");
    return List.of("bulk", "list", "junk").contains(precedence)
        || LIST_FIELDS.stream().anyMatch(headers::has);
  }

  /** The first word, in lower case: comments and parameters follow it. */
  private String word(String field) {
    return headers.literal(field).strip().toLowerCase(Locale.ROOT).split("[\\s;,(]", 2)[0];
  }
}
