package org.madoguchi.channels.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.chrono.JapaneseChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.madoguchi.calendar.BusinessCalendar;
import org.madoguchi.channels.Intake;
import org.madoguchi.directory.Municipality;
import org.madoguchi.knowledge.PinnedAnswer;
import org.madoguchi.tickets.TicketRef;

/**
 * What an acknowledgement says: the municipality's own words, else ours, in Japanese or English.
 */
final class AcknowledgementText {
  private static final String CATALOGUE = "org.madoguchi.channels.internal.acknowledgement";
  private static final ResourceBundle.Control EXACT =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
  private static final String DAYS = "acknowledge.due.days";

  /** Counts before the other. */
  private static final String BUSINESS_DAYS = "acknowledge.due.businessDays";

  private static final int USUAL_DAYS = 7;
  private static final int MOST_DAYS = 90;
  private static final long MEGABYTE = 1024 * 1024;

  private final Municipality municipality;
  private final TicketRef ticket;
  private final Locale locale;
  private final long oversize;
  private final Optional<BusinessCalendar> calendar;
  private final List<PinnedAnswer> pinned;
  private final Instant now;

  /**
   * @param language as the citizen's message claims; '' when unknown
   * @param oversize the bytes of a message that was too large to be taken whole; 0 for all others
   * @param calendar empty while nobody can tell business days
   * @param pinned what stands on every face of the municipality just now
   */
  AcknowledgementText(
      Municipality municipality,
      TicketRef ticket,
      String language,
      long oversize,
      Optional<BusinessCalendar> calendar,
      List<PinnedAnswer> pinned,
      Clock clock) {
    this.municipality = municipality;
    this.ticket = ticket;
    this.locale = spoken(language, municipality);
    this.oversize = oversize;
    this.calendar = calendar;
    this.pinned = List.copyOf(pinned);
    this.now = clock.instant();
  }

  /** Japanese readers get Japanese; everybody else is served better by English. */
  private static Locale spoken(String language, Municipality municipality) {
    Locale wanted =
        language.isBlank()
            ? municipality.languages().stream().findFirst().orElse(Locale.JAPANESE)
            : Locale.forLanguageTag(language);
    return wanted.getLanguage().equals("ja") ? Locale.JAPANESE : Locale.ENGLISH;
  }

  String subject() {
    return Texts.line(filled("subject"), 300);
  }

  String text() {
    String text = withPinned(filled("text"));
    return oversize > 0 ? tooLarge() + text : text;
  }

  /** Before the closing words: those below the last empty line, whoever wrote them. */
  private String withPinned(String text) {
    if (pinned.isEmpty()) {
      return text;
    }
    String said = pinned.stream().map(this::paragraph).collect(Collectors.joining("\n"));
    String words = text.stripTrailing();
    int closing = words.lastIndexOf("\n\n");
    return closing < 0
        ? words + "\n\n" + said
        : words.substring(0, closing + 2) + said + words.substring(closing + 1) + "\n";
  }

  private String paragraph(PinnedAnswer answer) {
    PinnedAnswer.Said said = answer.in(locale.getLanguage());
    String link = link(answer.article()).map(address -> address + "\n").orElse("");
    return catalogue()
        .getString("pinned")
        .replace("{heading}", said.heading())
        .replace("{text}", said.text() + "\n" + link);
  }

  /** Where citizens read more, while the municipality has its pages. */
  private Optional<String> link(long article) {
    boolean pages = municipality.setting("portal.enabled").filter("true"::equals).isPresent();
    return article == 0 || !pages
        ? Optional.empty()
        : municipality
            .setting("portal.address")
            .map(address -> address.strip().replaceAll("/+$", ""))
            .filter(address -> address.matches("https?://\\S+"))
            .map(
                address ->
                    String.join(
                        "/",
                        address,
                        municipality.id().value(),
                        locale.getLanguage(),
                        "faq",
                        Long.toString(article)));
  }

  /** Whatever the municipality's own words are: the citizen must send it again. */
  private String tooLarge() {
    long files = Intake.MAX_BYTES * 3 / 4; // mail carries them in Base64
    return catalogue()
        .getString("oversize")
        .replace("{size}", megabytes(oversize))
        .replace("{limit}", megabytes(Intake.MAX_BYTES))
        .replace("{files}", megabytes(files));
  }

  private static String megabytes(long bytes) {
    return Long.toString(bytes / MEGABYTE);
  }

  private String filled(String part) {
    Optional<String> own = municipality.setting("acknowledge." + part + "." + locale.getLanguage());
    return own.map(text -> text.replace("\\n", "\n"))
        .orElseGet(() -> catalogue().getString(part))
        .replace("{number}", ticket.number())
        .replace("{municipality}", municipality.name())
        .replace("{due}", due());
  }

  private ResourceBundle catalogue() {
    return ResourceBundle.getBundle(
        CATALOGUE, locale, AcknowledgementText.class.getClassLoader(), EXACT);
  }

  private String due() {
    LocalDate due = dueDay();
    return locale.equals(Locale.JAPANESE)
        ? DateTimeFormatter.ofPattern("Gy年M月d日", locale)
            .withChronology(JapaneseChronology.INSTANCE)
            .format(due)
        : DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(Locale.UK).format(due);
  }

  /**
   * In business days where the municipality has settled so, otherwise by the calendar on the wall.
   */
  private LocalDate dueDay() {
    return days(BUSINESS_DAYS)
        .flatMap(days -> calendar.flatMap(c -> c.plusDays(now, days)))
        .map(at -> LocalDate.ofInstant(at, municipality.timeZone()))
        .orElseGet(
            () ->
                LocalDate.ofInstant(now, municipality.timeZone())
                    .plusDays(days(DAYS).orElse(USUAL_DAYS)));
  }

  private Optional<Integer> days(String setting) {
    return municipality
        .setting(setting)
        .map(String::strip)
        .filter(days -> days.matches("[0-9]{1,2}"))
        .map(days -> Math.min(Integer.parseInt(days), MOST_DAYS));
  }
}
