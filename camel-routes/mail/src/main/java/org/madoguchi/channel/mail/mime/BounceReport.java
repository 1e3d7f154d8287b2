package org.madoguchi.channel.mail.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
  private static final Pattern DELIVERED =
      Pattern.compile("(?im)^action[ \\t]*:[ \\t]*(delivered|relayed|expanded)");
  private static final Pattern ADDRESS =
      Pattern.compile("[^\\s@<>(),;:\\[\\]\"']{1,64}@[A-Za-z0-9.-]{1,253}[A-Za-z0-9]");
  private static final int LONGEST_LINE = 1000;
  private static final Pattern ALONE =
      Pattern.compile(
          "[\\s>*・-]{0,40}(?:\\d{3}[- ])?[<\"']?[^\\s@<>=\\[\\]]{1,64}@[^\\s@<>]{1,253}[>\"']?\\s*[:.]*.{0,400}");
  private static final Pattern ANNOUNCED =
      Pattern.compile(
          "(?i:to|recipient|宛先|アドレス)\\s{0,9}[:：]?\\s{0,9}<?[^\\s@<>]{1,64}@[^\\s@<>]{1,253}");
  private static final Pattern SCHEME = Pattern.compile("(?i)^(smtp|rfc822)=");
  private static final Pattern ENHANCED =
      Pattern.compile("(?<![\\d.])([245])\\.\\d{1,3}\\.\\d{1,3}(?![\\d.])");
  private static final Pattern STILL_TRYING =
      Pattern.compile(
          "still (trying|being retried)|will be retried|will keep trying|warning( message)? only"
              + "|(will|to) continue (to try|trying|to attempt|to be made|for some)|not (yet )?been delivered (yet|to all)"
              + "|not yet been delivered|attempts will continue|(just|only) a warning|no action is required"
              + "|再送(?:を試み|を続け|中)|引き続き(?:再送|配信)",
          Pattern.CASE_INSENSITIVE);
  // from here on it is our own message that is shown again
  private static final Pattern ORIGINAL =
      Pattern.compile(
          "(?im)^[ \\t>-]*((a copy of the |header of the )?(original|source) (message|mail)\\b|old message|message text follows"
              + "|unsent message|returned (message|mail)|this is a copy of"
              + "|below (this|the next) line is a copy|original mail info|a summary of the undelivered"
              + "|message header|元のメッセージ|(received|return-path):)");
  // what a server shows of our message, and whom it names for help
  private static final Pattern ASIDE =
      Pattern.compile(
          "(?i)^[ \\t>*]*(to|cc|from|reply-to|sent|date|subject|宛先|差出人)[ \\t]*:|\\b(contact|assistance|reply to|address book)\\b|問い?合わ?せ|ご連絡");
  private static final Pattern FROM_WHOM = Pattern.compile("(?i)\\bfrom[ :=<]{1,3}\\S{1,320}");
  private final MimeNode root;
  private final String text;
  private final String shown;
  private final Set<String> ignored;
  private final StringBuilder reports = new StringBuilder();

  private BounceReport(MimeNode root, String text, Set<String> ignored) {
    this.root = root;
    String start = text.length() > TEXT_CHARS ? text.substring(0, TEXT_CHARS) : text;
    Matcher original = ORIGINAL.matcher(start);
    int end = original.find() ? original.start() : start.length();
    this.text = start.substring(0, end);
    this.shown = start.substring(end);
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

  private NonDelivery nonDelivery(String original) {
    collect(root);
    dropDelivered();
    String status = status();
    boolean delayed = isDelayed();
    boolean permanent =
        !delayed && BounceReason.isPermanent(mostTelling(), fields("diagnostic-code"), text);
    return new NonDelivery(permanent, delayed, original, recipients(), status);
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

  /** A report about several recipients tells of those, too, whom all went well with. */
  private void dropDelivered() {
    StringBuilder failed = new StringBuilder();
    StringBuilder group = new StringBuilder();
    for (String line : (reports + "\n\n").split("\n", -1)) {
      group.append(line).append('\n');
      if (line.isBlank()) {
        failed.append(DELIVERED.matcher(group).find() ? "" : group);
        group.setLength(0);
      }
    }
    if (FIELD.matcher(failed).results().anyMatch(f -> f.group(1).equalsIgnoreCase("action"))) {
      reports.setLength(0);
      reports.append(failed);
    }
  }

  private List<String> fields(String name) {
    List<String> values = new ArrayList<>();
    Matcher field = FIELD.matcher(reports.length() > 0 ? reports : text);
    while (field.find()) {
      if (field.group(1).equalsIgnoreCase(name)) {
        values.add(field.group(2).replaceAll("\\s+", " ").strip());
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
    List<String> lines =
        text.lines()
            .filter(line -> !ASIDE.matcher(line).find())
            .map(line -> FROM_WHOM.matcher(line).replaceAll(" "))
            .toList();
    List<List<String>> best =
        List.of(lines.stream().filter(BounceReport::names).toList(), lines, List.of(text));
    for (List<String> part : best) {
      if (found.isEmpty()) {
        addAddresses(part, found);
      }
    }
    if (found.isEmpty()) {
      addressed(root, found);
    }
    if (found.isEmpty()) {
      addAddresses(
          List.of(MimeReader.headersOf(shown.getBytes(StandardCharsets.UTF_8)).literal("to")),
          found);
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
    return line.length() <= LONGEST_LINE
        && (ALONE.matcher(line).matches() || ANNOUNCED.matcher(line).find());
  }

  private void addAddresses(List<String> texts, Set<String> found) {
    for (String each : texts) {
      Matcher address = ADDRESS.matcher(each);
      while (address.find() && found.size() < MOST_RECIPIENTS) {
        String bare = SCHEME.matcher(address.group()).replaceFirst("");
        if (!ignored.contains(bare.toLowerCase(Locale.ROOT))) {
          found.add(bare);
        }
      }
    }
  }

  private String status() {
    return codes().findFirst().orElse("");
  }

  /** Some servers put 5.0.0 into the field for programs, and what they know into their sentence. */
  private String mostTelling() {
    return codes().filter(code -> !code.endsWith(".0.0")).findFirst().orElse(status());
  }

  private Stream<String> codes() {
    return Stream.of(fields("status"), fields("diagnostic-code"), List.of(text))
        .flatMap(List::stream)
        .flatMap(each -> ENHANCED.matcher(each).results().map(MatchResult::group))
        .filter(code -> !code.startsWith("2"));
  }

  /** Whether the server still tries: a report for programs says so, else its sentence. */
  private boolean isDelayed() {
    List<String> actions = fields("action");
    return actions.isEmpty()
        ? STILL_TRYING.matcher(text).find()
        : actions.stream().allMatch(a -> a.toLowerCase(Locale.ROOT).startsWith("delayed"));
  }
}
