package org.madoguchi.portal.internal;

import java.time.Instant;
import java.time.ZoneId;
import java.time.chrono.JapaneseDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A language the pages are in. There is one for each catalogue: to add one, add its catalogue.
 *
 * @param tag as it stands in addresses and at translations of articles
 * @param html as pages say it: easy Japanese is Japanese
 */
public record Language(String tag, String html, Texts texts) {
  /** In the order in which they are offered. */
  private static final List<String> CANDIDATES =
      List.of("ja", "ja-easy", "en", "zh-Hans", "ko", "pt-BR", "vi");

  private static final Map<String, Language> ALL = all();

  static final Language JAPANESE = ALL.get("ja");

  private static final DateTimeFormatter ERA = DateTimeFormatter.ofPattern("Gy", Locale.JAPANESE);

  private static Map<String, Language> all() {
    Texts japanese = Texts.read("ja", null);
    Map<String, Language> all = new LinkedHashMap<>();
    for (String tag : CANDIDATES) {
      Texts texts = tag.equals("ja") ? japanese : Texts.read(tag, japanese);
      if (texts != null) {
        all.put(tag, new Language(tag, tag.equals("ja-easy") ? "ja" : tag, texts));
      }
    }
    return Collections.unmodifiableMap(all);
  }

  static List<Language> everyOne() {
    return new ArrayList<>(ALL.values());
  }

  static Optional<Language> of(String tag) {
    return Optional.ofNullable(ALL.get(tag));
  }

  /** What a search engine calls it. */
  String hreflang() {
    return tag.equals("ja-easy") ? "ja-x-easy" : tag;
  }

  /** How this language calls itself. */
  public String name() {
    return texts.plain("language.name");
  }

  String day(Instant moment, ZoneId zone) {
    var day = moment.atZone(zone).toLocalDate();
    return switch (tag) {
      case "ja" ->
          day.getYear()
              + "年("
              + ERA.format(JapaneseDate.from(day))
              + "年)"
              + day.getMonthValue()
              + "月"
              + day.getDayOfMonth()
              + "日";
      case "ja-easy" -> DateTimeFormatter.ofPattern("y年M月d日").format(day);
      case "en" -> DateTimeFormatter.ofPattern("d MMMM y", Locale.ENGLISH).format(day);
      default -> day.toString();
    };
  }
}
