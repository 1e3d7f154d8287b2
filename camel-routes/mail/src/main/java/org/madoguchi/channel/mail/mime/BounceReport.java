package org.madoguchi.channel.mail.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.madoguchi.channels.spi.Particulars.NonDelivery;

/**
 * Reads who was not reached and whether for good: from the report of RFC 3464 where there is one,
 * else from the fields and the sentences that servers and Japanese carriers write instead.
 */
final class BounceReport {
  private static final int REPORT_BYTES = 128 * 1024;
  private static final int TEXT_CHARS = 64 * 1024;
  private static final int MOST_RECIPIENTS = 100;

  private static final Pattern FIELD =
      Pattern.compile(
          "(?im)^[> \\t]*(final-recipient|original-recipient|action|status|diagnostic-code)"
              + "[ \\t]*:[ \\t]*(\\S[^\\r\\n]{0,998}(?:\\r?\\n[ \\t]+\\S[^\\r\\n]{0,998}){0,20})");
  private static final Pattern ADDRESS =
      Pattern.compile("[^\\s@<>(),;:\\[\\]\"']{1,64}@[A-Za-z0-9.-]{1,253}[A-Za-z0-9]");
  private static final Pattern ENHANCED =
      Pattern.compile("(?<![\\d.])([245])\\.\\d{1,3}\\.\\d{1,3}(?![\\d.])");
  private static final Pattern REPLY = Pattern.compile("(?m)(?<![\\d.])([45])\\d\\d[- ](?=\\S)");
  private static final Pattern SOFT =
      Pattern.compile(
          "quota|mailbox (is |was )?full|mailbox.{0,40}exceed|over ?quota|temporar|try again|deferred"
              + "|will be retried|still trying|delayed|too many connections|greylist|timed? ?out"
              + "|warning message only|容量(を|が)?.{0,10}(超|一杯|いっぱい)|一時的|再送(を試み|中)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern STILL_TRYING =
      Pattern.compile(
          "still trying|will be retried|will keep trying|will continue (?:to try|trying)|warning message only"
              + "|再送(?:を試み|を続け|中)|引き続き(?:再送|配信)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern HARD =
      Pattern.compile(
          "user unknown|unknown user|no such user|does ?n[o']t exist|unknown address|no mailbox here"
              + "|not listed in|unknown recipient|invalid recipient|host unknown|host or domain name not found"
              + "|宛先.{0,12}(見つか|存在し|不明)|アドレス.{0,12}(見つか|存在し)",
          Pattern.CASE_INSENSITIVE);
  // from here on it is our own message that is shown again
  private static final Pattern ORIGINAL =
      Pattern.compile(
          "(?im)^[ \\t>-]*(original message|unsent message below|returned message|non-delivered information"
              + "|this is a copy of the message|below this line is a copy|original mail info"
              + "|message header follows|元のメッセージ|(received|return-path):)");

  private final MimeNode root;
  private final String text;
  private final Set<String> ignored;
  private final StringBuilder reports = new StringBuilder();

  private BounceReport(MimeNode root, String text, Set<String> ignored) {
    this.root = root;
    this.text = told(text);
    this.ignored = ignored;
  }

  /**
   * @param text what people read of the bounce
   * @param original the reference of the undelivered message; '' when unknown
   * @param ignored addresses that are never the failed one: the desk's and the reporter's
   */
  static NonDelivery read(MimeNode root, String text, String original, Set<String> ignored) {
    return new BounceReport(root, text, ignored).nonDelivery(original);
  }

  /** Whether a delivery report says that all went well: RFC 3464 knows those, too. */
  static boolean isSuccess(MimeNode root) {
    BounceReport report = new BounceReport(root, "", Set.of());
    report.collect(root);
    List<String> actions = report.fields("action");
    return !actions.isEmpty()
        && actions.stream().allMatch(a -> a.matches("(?i)(delivered|relayed|expanded).*"));
  }

  /** Whether there is a report for programs, whatever it is wrapped in. */
  static boolean isIn(MimeNode root) {
    BounceReport report = new BounceReport(root, "", Set.of());
    report.collect(root);
    return report.reports.length() > 0;
  }

  private static String told(String text) {
    String start = text.length() > TEXT_CHARS ? text.substring(0, TEXT_CHARS) : text;
    Matcher original = ORIGINAL.matcher(start);
    return original.find() ? start.substring(0, original.start()) : start;
  }

  private NonDelivery nonDelivery(String original) {
    collect(root);
    String status = status();
    return new NonDelivery(isPermanent(status), isDelayed(), original, recipients(), status);
  }

  private void collect(MimeNode node) {
    if (node instanceof MimeNode.Container container) {
      container.children().forEach(this::collect);
    } else if (node instanceof MimeNode.Leaf leaf
        && leaf.type().value().endsWith("/delivery-status")
        && reports.length() < REPORT_BYTES) {
      byte[] report = leaf.content().first(REPORT_BYTES);
      reports.append(new String(report, StandardCharsets.UTF_8)).append("\n");
    }
  }

  private List<String> fields(String name) {
    List<String> values = new ArrayList<>();
    Matcher field = FIELD.matcher(reports.length() > 0 ? reports : text);
    while (field.find()) {
      if (field.group(1).equalsIgnoreCase(name)) {
        values.add(field.group(2).strip());
      }
    }
    return values;
  }

  private List<String> recipients() {
    Set<String> found = new LinkedHashSet<>();
    addAddresses(fields("original-recipient"), found);
    if (found.isEmpty()) {
      addAddresses(fields("final-recipient"), found);
    }
    addAddresses(root.headers().all("x-failed-recipients"), found);
    if (found.isEmpty()) {
      text.lines().filter(BounceReport::names).forEach(l -> addAddresses(List.of(l), found));
    }
    if (found.isEmpty()) {
      addAddresses(List.of(text), found);
    }
    if (found.isEmpty()) {
      addressed(root, found);
    }
    return found.stream().limit(MOST_RECIPIENTS).toList();
  }

  /** Whom the returned message was for. */
  private void addressed(MimeNode node, Set<String> found) {
    if (node instanceof MimeNode.Container container) {
      container.children().forEach(child -> addressed(child, found));
    } else if (node instanceof MimeNode.Leaf leaf && leaf.type().value().contains("rfc822")) {
      byte[] start = leaf.content().first(REPORT_BYTES);
      addAddresses(MimeReader.headersOf(start).all("to"), found);
    }
  }

  /** A line that is about one address: it stands alone, first, or behind a colon. */
  private static boolean names(String line) {
    return line.matches("\\s*[<\"']?[^\\s@<>]{1,64}@[^\\s@<>]{1,253}[>\"']?\\s*[:.]*.{0,400}")
        || line.matches(
            ".{0,200}(?i:to|recipient|宛先|アドレス)\\s*[:：]?\\s*<?\\S{1,64}@\\S{1,253}.{0,200}");
  }

  private void addAddresses(List<String> texts, Set<String> found) {
    for (String each : texts) {
      Matcher address = ADDRESS.matcher(each);
      while (address.find() && found.size() < MOST_RECIPIENTS) {
        String lower = address.group().toLowerCase(Locale.ROOT);
        if (!ignored.contains(lower)) {
          found.add(address.group());
        }
      }
    }
  }

  private String status() {
    List<String> candidates = new ArrayList<>(fields("diagnostic-code"));
    candidates.addAll(0, fields("status"));
    candidates.add(text);
    return candidates.stream()
        .map(ENHANCED::matcher)
        .filter(Matcher::find)
        .map(Matcher::group)
        .filter(s -> !s.startsWith("2"))
        .findFirst()
        .orElse("");
  }

  /** Whether the server still tries: a report for programs says so, else its sentence. */
  private boolean isDelayed() {
    List<String> actions = fields("action");
    return actions.isEmpty()
        ? STILL_TRYING.matcher(text).find()
        : actions.stream().allMatch(a -> a.toLowerCase(Locale.ROOT).startsWith("delayed"));
  }

  /**
   * Someone's full mailbox may be empty tomorrow, whatever class the server puts it into; and a
   * mail that is too large or unwelcome says nothing about the next one.
   */
  private boolean isPermanent(String status) {
    if (isDelayed()) {
      return false;
    }
    String words = String.join("\n", fields("diagnostic-code")) + "\n" + text;
    if (status.matches("\\d\\.2\\.[23]|5\\.3\\.4|5\\.6\\.\\d+") || status.startsWith("4")) {
      return false;
    }
    if (HARD.matcher(words).find() || status.matches("5\\.1\\.\\d+")) {
      return true;
    }
    if (SOFT.matcher(words).find()) {
      return false;
    }
    return status.startsWith("5") || replyClass(words).map(c -> c == '5').orElse(true);
  }

  private static Optional<Character> replyClass(String words) {
    Matcher reply = REPLY.matcher(words);
    return reply.find() ? Optional.of(reply.group(1).charAt(0)) : Optional.empty();
  }
}
