package org.madoguchi.web.internal.problem;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import org.madoguchi.kernel.problem.FieldProblem;
import org.madoguchi.kernel.problem.ProblemType;
import org.madoguchi.kernel.problem.Problems;

/**
 * The texts of problems from the catalogue next to their owner. Never fails: a missing text is left
 * out.
 */
final class ProblemTexts {
  // without this a missing language would fall back to the server's own, not to English
  private static final Control NO_SERVER_LANGUAGE =
      Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

  private ProblemTexts() {}

  static String title(ProblemType type, Locale locale) {
    return text(type.owner(), type.name() + ".title", List.of(), locale).orElse(type.name());
  }

  static Optional<String> detail(ProblemType type, List<Object> arguments, Locale locale) {
    return text(type.owner(), type.name() + ".detail", arguments, locale);
  }

  static String message(FieldProblem field, Locale locale) {
    return text(Problems.class, "field." + field.code(), field.arguments(), locale)
        .or(() -> text(Problems.class, "field.invalid", List.of(), locale))
        .orElse("");
  }

  private static Optional<String> text(
      Class<?> owner, String key, List<Object> arguments, Locale locale) {
    try {
      String catalogue = owner.getPackageName() + ".problems";
      ResourceBundle texts =
          ResourceBundle.getBundle(catalogue, locale, owner.getClassLoader(), NO_SERVER_LANGUAGE);
      return Optional.of(format(texts.getString(key), arguments, locale));
    } catch (MissingResourceException e) {
      return Optional.empty();
    }
  }

  private static String format(String pattern, List<Object> arguments, Locale locale) {
    try {
      return new MessageFormat(pattern, locale).format(arguments.toArray());
    } catch (IllegalArgumentException e) {
      return pattern; // a brace too many in a catalogue must not hide the problem
    }
  }
}
