package org.madoguchi.channel.mail.mime;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.madoguchi.tickets.InboundContact.Nature;

/**
 * Tells people from machines, so that a machine is never answered automatically (RFC 3834). In
 * doubt it is a person: then at worst one acknowledgement too many goes out, and our own marks end
 * the exchange there.
 */
final class MessageNature {
  private static final Pattern DAEMON =
      Pattern.compile(
          "^(mailer-?daemon|mail-daemon|mail[-_.]?deliver[a-z]*([-_.](sub)?system)?|mail-?system|mdaemon"
              + "|microsoftexchange[0-9a-f]{16,40})@",
          Pattern.CASE_INSENSITIVE);
  // people write from some of these, too: a second sign is needed
  private static final Pattern MAYBE_DAEMON =
      Pattern.compile(
          "^(post_?master|sysadmin|no-?reply|admin(istrator)?)@", Pattern.CASE_INSENSITIVE);
  // 不在者投票 (absentee voting) and 不在票 are what citizens write about: only whole phrases at the
  // beginning count
  private static final Pattern AUTOMATIC_SUBJECT =
      Pattern.compile(
          "^[\\[【＜<(（「]?\\s*(自動(応答|返信|送信|配信)|不在(応答|通知|連絡)?\\s*[:：]|不在(のお知らせ|にしております)"
              + "|休暇中のお知らせ|automatic reply|auto[- ]?reply|auto[- ]?response|autosvar|out of (the )?office)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern BOUNCE_SUBJECT =
      Pattern.compile(
          "^\\s*(\\[[^\\]]{1,30}\\]\\s*)?(e-?mail )?(undeliver(ed|able)|mail delivery (failed|failure|status)"
              + "|delivery (status|notification|report)|(permanent )?delivery fail(ure|ed)|failure (notice|delivery)"
              + "|returned (to sender|mail)|mail system error|mail could not be delivered|mail failed"
              + "|message (you sent|delivery has failed)|delayed mail|warning: (could not send|message)"
              + "|メールエラー通知|(メール)?(配信|配送|送信)(不能|不可|エラー|失敗|できません|遅延)|配信されませんでした|未配信|エラーメール"
              + "|メール配信に失敗|.{0,40}(送信|配信|配送)(でき|され)ませんでした)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern BOUNCE_TEXT =
      Pattern.compile(
          "(could not be delivered to|was not delivered|delivery has failed|unable to deliver"
              + "|undeliverable|following recipients? (was|were) rejected|user(\\(s\\))? (account|unknown)|unknown user"
              + "|(配信|送信|配送)(でき|され)ませんでした)",
          Pattern.CASE_INSENSITIVE);
  private static final int TEXT_START = 4_000;
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

  private final MimeNode root;
  private final RawHeaders headers;
  private final HeaderValue type;
  private final String text;
  private final String from;
  private final String ownAddress;

  private MessageNature(MimeNode root, String text, String from, String ownAddress) {
    this.root = root;
    this.headers = root.headers();
    this.type = root.type();
    this.text = text.length() > TEXT_START ? text.substring(0, TEXT_START) : text;
    this.from = from;
    this.ownAddress = ownAddress;
  }

  /**
   * @param text what people read of it
   * @param from the sender's address; '' when there is none
   */
  static Nature of(MimeNode root, String text, String from, String ownAddress) {
    return new MessageNature(root, text, from, ownAddress).nature();
  }

  private Nature nature() {
    if (isBounce()) {
      return BounceReport.isSuccess(root) ? Nature.AUTO_REPLY : Nature.BOUNCE;
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
    if (headers.has("x-failed-recipients") || type.value().endsWith("/delivery-status")) {
      return true;
    }
    if (DAEMON.matcher(from).find()) {
      return true;
    }
    boolean onDaemonsPath = isFromDaemonsPath();
    if (!onDaemonsPath && !MAYBE_DAEMON.matcher(from).find()) {
      return false;
    }
    return BOUNCE_SUBJECT.matcher(headers.text("subject")).find()
        || BounceReport.isIn(root)
        || onDaemonsPath && BOUNCE_TEXT.matcher(text).find();
  }

  private boolean isFromDaemonsPath() {
    String path = headers.literal("return-path").replaceAll("[\\s<>]", "");
    return hasNullReturnPath() || path.toLowerCase(Locale.ROOT).startsWith("mailer-daemon");
  }

  private boolean hasNullReturnPath() {
    return headers.literal("return-path").replaceAll("\\s", "").equals("<>");
  }

  private boolean isAutoReply() {
    String submitted = word("auto-submitted");
    if (!submitted.isEmpty() && !submitted.equals("no")) {
      return true;
    }
    String precedence = word("precedence");
    return suppressesAnswers()
        || precedence.equals("auto_reply")
        || type.value().equals("multipart/report")
        || ROBOT_FIELDS.stream().anyMatch(headers::has)
        || hasNullReturnPath()
        || isOurOwn()
        || AUTOMATIC_SUBJECT.matcher(headers.text("subject")).find();
  }

  /** DR, RN and NRN alone only decline receipts, which people's own programs do, too. */
  private boolean suppressesAnswers() {
    return Stream.of(headers.literal("x-auto-response-suppress").split("[\\s,;]+"))
        .anyMatch(s -> List.of("all", "oof", "autoreply").contains(s.toLowerCase(Locale.ROOT)));
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
