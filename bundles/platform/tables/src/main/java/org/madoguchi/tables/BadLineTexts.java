package org.madoguchi.tables;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import org.madoguchi.tables.ImportReport.ReportedLine;

/** What the codes of bad lines say: the importer's own words, or else those all imports share. */
public final class BadLineTexts {
  private static final ResourceBundle.Control EXACT =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private final Optional<ResourceBundle> own;
  private final ResourceBundle shared;

  private BadLineTexts(Optional<ResourceBundle> own, Locale locale) {
    this.own = own;
    this.shared =
        ResourceBundle.getBundle(
            "org.madoguchi.tables.bad-line", locale, BadLineTexts.class.getClassLoader(), EXACT);
  }

  public static BadLineTexts shared(Locale locale) {
    return new BadLineTexts(Optional.empty(), locale);
  }

  /**
   * @param catalogue the base name of a bundle of properties that {@code owner} sees
   */
  public static BadLineTexts of(String catalogue, Class<?> owner, Locale locale) {
    ResourceBundle own = ResourceBundle.getBundle(catalogue, locale, owner.getClassLoader(), EXACT);
    return new BadLineTexts(Optional.of(own), locale);
  }

  public List<ReportedLine> report(List<BadLine> lines) {
    return lines.stream()
        .map(
            bad ->
                new ReportedLine(
                    bad.line(), bad.column(), bad.code(), bad.value(), text(bad.code())))
        .toList();
  }

  private String text(String code) {
    return own.filter(texts -> texts.containsKey(code)).orElse(shared).getString(code);
  }
}
