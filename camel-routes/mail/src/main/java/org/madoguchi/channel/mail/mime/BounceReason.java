package org.madoguchi.channel.mail.mime;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Judges from a server's words and numbers whether an address is of no more use. Servers put nearly
 * everything into class 5; but only an address that does not exist stays so, while a full or closed
 * mailbox, a mail that is too large or unwelcome, and a sender or server that is refused say
 * nothing about the next attempt.
 */
final class BounceReason {
  private static final int WORDS = 8 * 1024; // a server says it in the first lines

  // docomo and au call the user unknown when his filter refuses the mail; but they knew him before
  // they had read it. What is refused at MAIL or EHLO is our server.
  private static final Pattern REFUSED =
      Pattern.compile(
          "(in reply to|after) (the )?(end of data|data|mail[ _]from|ehlo|helo)\\b|\\b550[ -]+:"
              + " user unknown",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern REFUSED_DATA =
      Pattern.compile(">>> (data|mail from\\S*)\\s+<<< 5[05]\\d", Pattern.CASE_INSENSITIVE);
  // then it was answered to RCPT, which was sent in one go with DATA
  private static final Pattern NOBODY_LEFT =
      Pattern.compile(
          "<<< 5\\d\\d[^\\r\\n]{0,200}(rcpt|recipients?\\b|bad sequence)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern FULL =
      Pattern.compile(
          "quota|(mail ?box|in-?box|mail ?folder|disk|storage|account|directory|user)['’a-z]{0,3}("
              + " is| was|) ?(temporarily )?full\\b|(mail"
              + " ?box|storage|disk|size|limit|space)[^.]{0,40} exceed|exceed[a-z]{0,3}[^.]{0,40}"
              + " (limit|size|space|storage)|(insufficient|not enough|out of|no)"
              + " [^.]{0,30}(space|storage|memory|room)\\b|space not enough|too"
              + " (large|big|long|many|much)|larger than|temporar|, try again|try (again"
              + " )?(later|in \\d)|gr[ea]ylist|will be retried|deferred|block ?list|black"
              + " ?list|spam|virus|malware|reputation|policy|recipient preferences"
              + "|容量.{0,10}(超|一杯|いっぱい)|サイズ.{0,10}(超|大き)|一時的|再送(を試み|中)",
          Pattern.CASE_INSENSITIVE);
  // who is unknown to whom, or where
  private static final Pattern GONE =
      Pattern.compile(
          "(unknown|no such|not a valid|invalid|non-?existent|unrouteable|bad destination)"
              + " ((e-?mail|smtp|local|mail|virtual|final|or) ){0,2}(user|recipient|address|mail"
              + " ?box|account|local[-"
              + " ]part|person|host|domain|system|server)|(user|recipient|address|mail"
              + " ?box|account|customer|domain|host|name)(?:[^.]|\\.(?=\\S)){0,80}( |: ?)(is |was"
              + " |are |could ?n[o']t be )?(unknown|not found|not be found|found\\b|not"
              + " recogni[sz]ed|nonexistent|invalid|not valid|not"
              + " known)\\b|(user|recipient|address|mail"
              + " ?box|account|person|domain)(?:[^.]|\\.(?=\\S)){0,80} (does ?n[o']t|do ?n[o']t|did"
              + " ?n[o']t|no longer|may not) exist|no mail ?box here|not listed in|mail ?box"
              + " unavailable|no (valid|such) (recipient|user|person)|not our (user|customer)|name"
              + " or service not known|host or domain name not found|no (mail|mx)"
              + " (host|server)|domain is not reachable|no longer"
              + " (on|with|at|in|valid|works?|employed|available|in use|active)|has"
              + " (moved|left)\\b|address (has )?changed|does ?n[o']t (have|accept) (any"
              + " )?(e-?mail|mail|an? \\S{1,80} account)|not accept(ing)? (network|any)"
              + " (messages|mail)|address rejected[. ]{0,3}([(<]|\\d{3} |\\S{1,64}@|$)|recipient"
              + " address rejected: access denied|[^\\s@]{1,64}@[^\\s@]{1,253} rejected\\b"
              + "|宛先.{0,12}(見つか|存在し|不明)|アドレス.{0,12}(見つか|存在し|不明)|(存在しない|無効な|不明な)(メール)?(アドレス|宛先|ユーザ)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern FOR_NOW =
      Pattern.compile(
          "still trying|delayed|too fast|timed? ?out|time"
              + " limit|expired|unreachable|refused|rejected|denied|blocked|filtered|junk|unsolicited|bulk|infected|prohibited|violation|forbidden|unavailable|not"
              + " reachable|not"
              + " (permitted|allowed|authorized|authenticated|active|responding|available)|did not"
              + " accept|n't (sent|accept)|relay|loop\\b|hops|at a"
              + " rate|disabled|suspend|inactive|deactivated|frozen|locked|overloaded|busy|reverse|\\bptr\\b|\\bspf\\b|dkim|dmarc|configuration|content|syntax|not"
              + " implemented|internal|lost connection|could ?n[o']t connect|giving up|gave up|long"
              + " time|retries|attempts|last \\d+ seconds|transaction failed|pipe to|procmail|lock"
              + " failure|error while|closing transmission|受信(を)?(拒否|できない状態)|停止",
          Pattern.CASE_INSENSITIVE);
  // of the sender the same words say nothing about the citizen
  private static final Pattern SENDER =
      Pattern.compile(
          "sender"
              + " (address|domain|e-?mail)?(?:[^.]|\\.(?=\\S)){0,80}(reject|refus|denied|verif|unknown|not"
              + " found|not exist|invalid)|(unroutable|invalid|unknown|bad) sender",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern REPLY = Pattern.compile("(?m)(?<![\\d.])([45])\\d\\d[- ](?=\\S)");
  private static final Pattern FULL_OR_LARGE =
      Pattern.compile("\\d\\.2\\.[23]|5\\.3\\.4|5\\.6\\.\\d+");
  private static final Pattern NO_SUCH_ADDRESS =
      Pattern.compile("^(5\\.1\\.([0-46]|1\\d)|5\\.4\\.4)$");
  private static final Pattern NOT_THE_ADDRESS =
      Pattern.compile("^(4\\.|5\\.(1\\.[78]$|2\\.0$|[3-7]\\.))");

  private BounceReason() {}

  /**
   * @param status the enhanced status; '' when there is none
   * @param diagnostics what the servers answered
   * @param text what people read of the bounce, without our own message
   */
  static boolean isPermanent(String status, List<String> diagnostics, String text) {
    String words = start(text);
    String answers = diagnostics.isEmpty() ? words : start(String.join("\n", diagnostics));
    if (FULL_OR_LARGE.matcher(status).matches() || isRefused(answers) || isRefused(words)) {
      return false;
    }
    Stream<Optional<Boolean>> signs =
        Stream.of(
            found(FULL, answers, false),
            found(SENDER, answers, false),
            found(GONE, answers, true),
            found(FULL, words, false),
            found(NO_SUCH_ADDRESS, status, true),
            found(FOR_NOW, answers, false),
            found(GONE, words, true),
            found(FOR_NOW, words, false),
            found(NOT_THE_ADDRESS, status, false),
            byReply(answers + "\n" + words));
    return signs.flatMap(Optional::stream).findFirst().orElse(true);
  }

  /** Sentences are broken into lines anywhere. */
  private static String start(String words) {
    String start = words.length() > WORDS ? words.substring(0, WORDS) : words;
    return start.replaceAll("[ \\t]{0,8}\\r?\\n(?!>>>|<<<)[ \\t]{0,80}", " ");
  }

  private static boolean isRefused(String words) {
    return REFUSED.matcher(words).find()
        || REFUSED_DATA.matcher(words).find() && !NOBODY_LEFT.matcher(words).find();
  }

  private static Optional<Boolean> found(Pattern sign, String words, boolean permanent) {
    return sign.matcher(words).find() ? Optional.of(permanent) : Optional.empty();
  }

  private static Optional<Boolean> byReply(String words) {
    Matcher reply = REPLY.matcher(words);
    return reply.find() ? Optional.of(reply.group(1).equals("5")) : Optional.empty();
  }
}
