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
  // people write from some of these, too: more signs are needed
  private static final Pattern MAYBE_DAEMON =
      Pattern.compile(
          "^(post_?master|sysadmin|no-?reply|admin(istrator)?|imss"
              + "|[^@]{0,60}(smtp|anti-?virus|viruswall|interscan|mail[-_.]?(gateway|gw|service|server))[^@]{0,60})@",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern POSTMASTER =
      Pattern.compile("^post_?master@", Pattern.CASE_INSENSITIVE);
  private static final Pattern DAEMONS_NAME =
      Pattern.compile(
          "^\\W{0,3}(mailer[- ]?daemon|(internet )?mail(er)? ?deliver[a-z]*( ?(sub)?system)?\\b"
              + "|mail (system|administrator)\\b|system administrator\\b|postmaster\\b)",
          Pattern.CASE_INSENSITIVE);
  // citizens write about absentee voting (不在者投票), cards left at their doors (不在通知) and automatic
  // answers that never came (自動返信メールが届きません): the phrase must stand for itself
  private static final Pattern AUTOMATIC_SUBJECT =
      Pattern.compile(
          "^[\\[【＜<(（「『]?\\s*((自動(応答|返信)(メール|メッセージ)?|不在(のお知らせ|にしております)|(休暇|出張)中(のお知らせ|です)|自动(回复|答复)|自動(回覆|回復)|자동"
              + " ?(회신|응답|답장)|부재 ?중( ?알림)?|(an )?automat(ic|ed) (reply|response)|auto[-"
              + " ]?(reply|response|responder)|autosvar|((i am|i'm) )?out of (the |my )?office("
              + " (auto[- ]?reply|message|notification))?|abwesenheitsnotiz|automatische"
              + " antwort|automatisch antwoord|réponse automatique|respuesta automática|resposta"
              + " automática|risposta automatica|automatyczna odpowiedź|trả lời tự"
              + " động)\\s*([\\]】＞>)）」』:：!！。.]|$)|(不在(応答|通知|連絡)?|auto|vacation)\\s*[:：]|out of (the"
              + " |my )?office (until|from|till)\\b)",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  // what forms and devices send with it may be a citizen's message
  private static final Pattern MACHINES_SUBJECT = Pattern.compile("^[\\[【＜<(（「『]?\\s*自動(送信|配信)");
  private static final Pattern ANSWER =
      Pattern.compile("^(re|aw|sv|antw|返信|回复|回覆|회신)\\s{0,3}[:：]", Pattern.CASE_INSENSITIVE);
  private static final Pattern BOUNCE_SUBJECT =
      Pattern.compile(
          "^\\s*(\\[[^\\]]{1,30}\\]\\s*)?(e-?mail )?(undeliver(ed|able)|non-?delivery|mail delivery"
              + " (failed|failure|status)|delivery (status|notification|report)|(permanent"
              + " )?delivery fail(ure|ed)|failure (notice|delivery)|returned (to sender|mail)|mail"
              + " system error|mail could not be delivered|mail failed|message (you sent|delivery"
              + " has failed)|delayed mail|warning: (could not send|message)"
              + "|メールエラー通知|(メール)?(配信|配送|送信)(不能|不可|エラー|失敗|できません|遅延)|配信されませんでした|未配信|エラーメール"
              + "|メール配信に失敗|.{0,40}(送信|配信|配送)(でき|され)ません)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern BOUNCE_TEXT =
      Pattern.compile(
          "(could not be delivered|(was|been|were) not( been)? delivered|deliver[a-z]* (to .{1,80}"
              + " )?(has )?failed|unable to deliver|did not"
              + " (reach|receive)|undeliver(able|ed)|recipients? (\\S{1,320} )?(was|were)"
              + " rejected|delivery (failed|errors?)|user(\\(s\\))? (account|unknown)|unknown"
              + " user|invalid user address|no such"
              + " (user|recipient|address)|non-?delivery|requested action (not"
              + " taken|aborted)|\\b[45]\\d\\d[ -]+#?[45]\\.\\d{1,3}\\.\\d|failed recipients"
              + "|(配信|送信|配送)(でき|され)ません|に失敗しました)",
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
    return isBulk() || isMachineMade() ? Nature.BULK : Nature.PERSON;
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
    boolean named =
        POSTMASTER.matcher(from).find() || DAEMONS_NAME.matcher(headers.text("from")).find();
    boolean maybe = named || MAYBE_DAEMON.matcher(from).find();
    boolean onDaemonsPath = isFromDaemonsPath();
    if (!maybe && !onDaemonsPath) {
      return false;
    }
    boolean said = BOUNCE_TEXT.matcher(text).find();
    boolean called = BOUNCE_SUBJECT.matcher(headers.text("subject")).find();
    return BounceReport.isIn(root)
        || said && (named || maybe && onDaemonsPath)
        || called && (said || named || onDaemonsPath);
  }

  private boolean isFromDaemonsPath() {
    String path = headers.literal("return-path").replaceAll("[\\s<>]", "");
    return hasNullReturnPath() || path.toLowerCase(Locale.ROOT).startsWith("mailer-daemon");
  }

  private boolean hasNullReturnPath() {
    return headers.literal("return-path").replaceAll("\\s", "").equals("<>");
  }

  private boolean isAutoReply() {
    return word("auto-submitted").startsWith("auto-replied")
        || word("precedence").equals("auto_reply")
        || type.value().equals("multipart/report")
        || ROBOT_FIELDS.stream().anyMatch(headers::has)
        || word("x-apple-action").equals("vacation")
        || isOurOwn()
        || AUTOMATIC_SUBJECT.matcher(headers.text("subject")).find()
        || isMachineMade() && isAnswer();
  }

  /**
   * By itself this says only that no machine may answer: what citizens write into a form and what
   * devices scan comes with such marks, too, and somebody must see it.
   */
  private boolean isMachineMade() {
    String submitted = word("auto-submitted");
    return !submitted.isEmpty() && !submitted.equals("no")
        || suppressesAnswers()
        || hasNullReturnPath()
        || MACHINES_SUBJECT.matcher(headers.text("subject")).find();
  }

  private boolean isAnswer() {
    return headers.has("in-reply-to")
        || headers.has("references")
        || ANSWER.matcher(headers.text("subject")).find();
  }

  /** DR, RN and NRN alone only decline receipts, which people's own programs do, too. */
  private boolean suppressesAnswers() {
    return Stream.of(headers.literal("x-auto-response-suppress").split("[\\s,;]+"))
        .anyMatch(s -> List.of("all", "oof", "autoreply").contains(s.toLowerCase(Locale.ROOT)));
  }

  /**
   * Our own mail came back: a forwarding rule that points at us, or two municipalities' desks that
   * answer each other. Forms on our site write in our name for whom their Reply-To names.
   */
  private boolean isOurOwn() {
    boolean back = headers.all("x-loop").stream().anyMatch(ownAddress::equalsIgnoreCase);
    return !ownAddress.isEmpty() && (back || from.equalsIgnoreCase(ownAddress) && !isForSomebody());
  }

  private boolean isForSomebody() {
    return Mailboxes.parse(String.join(",", headers.all("reply-to"))).stream()
        .anyMatch(m -> !m.address().equalsIgnoreCase(ownAddress));
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
