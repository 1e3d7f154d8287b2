package org.madoguchi.templates.internal.rest;

import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.templates.internal.domain.Spelling;
import org.madoguchi.templates.internal.rest.Views.StepsView;
import org.madoguchi.tickets.Macro;
import org.madoguchi.tickets.Macro.Steps;
import org.madoguchi.tickets.TicketStatus;

/** Reads what a macro is to do. Pure functions; whether what it names exists is asked elsewhere. */
final class MacroForm {
  static final Steps NOTHING =
      new Steps(null, null, null, null, null, null, null, null, null, null, false, false);

  private static final int LONGEST_CODE = 100;

  /** After a reply nothing else can be. */
  private static final List<TicketStatus> REPLIED =
      List.of(TicketStatus.ANSWERED, TicketStatus.CLOSED);

  private MacroForm() {}

  /**
   * @param before empty for what is a text and stays one
   * @param sent null when nothing is to be changed
   */
  static Optional<Steps> edited(Checks checks, Optional<Steps> before, StepsView sent) {
    if (sent == null) {
      return before;
    }
    if (before.isEmpty()) {
      return checks.note("macro", "invalid", before);
    }
    return Optional.of(
        new Steps(
            status(checks, sent.status()),
            section(checks, sent.section()),
            owner(checks, sent.owner()),
            sent.category() == null
                ? null
                : checks.optional("macro.category", sent.category(), LONGEST_CODE),
            oneOf(checks, "macro.priority", sent.priority(), Steps.PRIORITIES),
            oneOf(checks, "macro.result", sent.result(), Steps.RESULTS),
            tags(checks, "macro.addTags", sent.addTags()),
            tags(checks, "macro.removeTags", sent.removeTags()),
            days(checks, sent.dueDays()),
            note(checks, sent.note()),
            Boolean.TRUE.equals(sent.follow()),
            Boolean.TRUE.equals(sent.sends())));
  }

  /** What only the whole can tell. */
  static void mustAgree(Checks checks, Steps steps, String text) {
    if (text.isBlank() && steps.equals(NOTHING)) {
      checks.note("macro", "required", "");
    }
    if (steps.sends() && text.isBlank()) {
      checks.note("text", "required", "");
    }
    boolean ends =
        steps.status() == null
            || REPLIED.stream().map(Checks::written).anyMatch(steps.status()::equals);
    if (steps.sends() && !ends) {
      checks.note("macro.status", "not-allowed", "", "answered, closed");
    }
  }

  /** Nothing becomes new again. */
  private static String status(Checks checks, String value) {
    TicketStatus status = checks.choice("macro.status", value, TicketStatus.class, null);
    if (status == TicketStatus.NEW) {
      return checks.note("macro.status", "not-allowed", null, "");
    }
    return status == null ? null : Checks.written(status);
  }

  private static String section(Checks checks, String code) {
    boolean sound = code == null || code.isEmpty() || SectionId.isCode(code);
    return sound ? code : checks.note("macro.section", "unknown", "");
  }

  private static String owner(Checks checks, String login) {
    boolean sound =
        login == null || login.isEmpty() || login.equals(Steps.ME) || StaffId.isLogin(login);
    return sound ? login : checks.note("macro.owner", "unknown", "");
  }

  private static String oneOf(Checks checks, String field, String value, List<String> allowed) {
    boolean sound = value == null || allowed.contains(value);
    return sound ? value : checks.note(field, "not-allowed", null, String.join(", ", allowed));
  }

  private static List<String> tags(Checks checks, String field, List<String> words) {
    if (words == null) {
      return List.of();
    }
    if (words.size() > Steps.MOST_TAGS) {
      return checks.note(field, "too-many", List.of(), Steps.MOST_TAGS);
    }
    boolean sound = words.stream().allMatch(MacroForm::isTag);
    return sound
        ? words.stream().map(String::strip).distinct().toList()
        : checks.note(field, "invalid", List.of());
  }

  private static boolean isTag(String word) {
    return word != null
        && !word.isBlank()
        && word.codePointCount(0, word.length()) <= Steps.LONGEST_TAG
        && word.indexOf(',') < 0
        && word.chars()
            .noneMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c));
  }

  private static Integer days(Checks checks, Integer days) {
    boolean within = days == null || days >= 0 && days <= Steps.MOST_DAYS;
    return within ? days : checks.note("macro.dueDays", "not-a-number", null, 0, Steps.MOST_DAYS);
  }

  private static String note(Checks checks, String note) {
    String text = Spelling.text(checks.optional("macro.note", note, Macro.Steps.LONGEST_NOTE));
    return text.isEmpty() ? null : text;
  }
}
