package org.madoguchi.tickets.internal.macros;

import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.chrono.JapaneseDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.Municipality;
import org.madoguchi.directory.Section;
import org.madoguchi.directory.Staff;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.tickets.internal.domain.Details;
import org.madoguchi.tickets.internal.domain.Ticket;

/**
 * What the texts of a macro leave open, such as {@code {{案件番号}}}: the same names, filled alike, as
 * those of text modules, which the console fills. Here it is done where the text is written, so
 * that what was shown is what is sent.
 */
final class Placeholders {
  /** By both of their names. */
  private static final Map<String, String> NAMES = new HashMap<>();

  static {
    NAMES.put("氏名", "citizen.name");
    NAMES.put("案件番号", "ticket.number");
    NAMES.put("件名", "ticket.subject");
    NAMES.put("期限", "ticket.due");
    NAMES.put("課名", "section.name");
    NAMES.put("課電話番号", "section.phone");
    NAMES.put("担当者名", "operator.name");
    NAMES.put("自治体名", "municipality.name");
    NAMES.put("本日和暦", "today.era");
    NAMES.put("本日西暦", "today");
    List.copyOf(NAMES.values()).forEach(name -> NAMES.put(name, name));
  }

  private static final Pattern OPEN = Pattern.compile("\\{\\{([^{}\\n]{1,60})}}");

  private final Map<String, String> values;

  private Placeholders(Map<String, String> values) {
    this.values = values;
  }

  /**
   * @param wanted the ticket's details once the macro is applied
   * @param language of the text, BCP 47
   */
  static Placeholders on(
      Directory directory,
      Ticket ticket,
      Details wanted,
      StaffId who,
      String language,
      Instant now) {
    Optional<Municipality> town = directory.municipality(ticket.ref().municipality());
    Optional<Section> section = directory.section(ticket.ref().municipality(), wanted.section());
    ZoneId zone = town.map(Municipality::timeZone).orElse(ZoneId.of("Asia/Tokyo"));
    boolean japanese = language.startsWith("ja");
    return new Placeholders(
        Map.of(
            "citizen.name", ticket.citizen().name(),
            "ticket.number", ticket.ref().number(),
            "ticket.subject", wanted.subject(),
            "ticket.due", wanted.dueAt().map(at -> date(at, zone, japanese, japanese)).orElse(""),
            "section.name", section.map(Section::name).orElse(""),
            "section.phone", section.map(Section::phone).orElse(""),
            "operator.name", directory.staff(who).map(Staff::name).orElse(""),
            "municipality.name", town.map(Municipality::name).orElse(""),
            "today.era", date(now, zone, japanese, true),
            "today", date(now, zone, japanese, false)));
  }

  private static String date(Instant at, ZoneId zone, boolean japanese, boolean era) {
    LocalDate day = at.atZone(zone).toLocalDate();
    Locale locale = japanese ? Locale.JAPAN : era ? Locale.ENGLISH : Locale.UK;
    String pattern = japanese ? (era ? "Gy年M月d日" : "y年M月d日") : era ? "MMMM d, y G" : "d MMMM y";
    return DateTimeFormatter.ofPattern(pattern, locale).format(era ? JapaneseDate.from(day) : day);
  }

  /** What is unknown or has no value stays as it is written. */
  String fill(String text) {
    return OPEN.matcher(text)
        .replaceAll(open -> Matcher.quoteReplacement(valueOf(open.group(1), open.group())));
  }

  private String valueOf(String written, String open) {
    String name = Normalizer.normalize(written, Normalizer.Form.NFKC).strip();
    String value = values.getOrDefault(NAMES.getOrDefault(name.toLowerCase(Locale.ROOT), ""), "");
    return value.isEmpty() ? open : value;
  }

  /** The placeholders that are still there, each once. */
  static List<String> leftIn(String text) {
    return OPEN.matcher(text).results().map(MatchResult::group).distinct().toList();
  }
}
