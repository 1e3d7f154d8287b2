package org.madoguchi.notices.internal.rest;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.notices.internal.NoticeProblems;
import org.madoguchi.notices.internal.domain.Plan;
import org.madoguchi.notices.internal.rest.ChangeViews.ChangeEdit;
import org.madoguchi.notices.internal.rest.ChangeViews.NewChange;

/** Reads what callers send about planned changes. Pure functions. */
final class ChangeForms {
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final int DAYS = 400;
  private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2199, 12, 31);

  private ChangeForms() {}

  /** From the first to the last, both meant. */
  record Days(LocalDate first, LocalDate last) {}

  static Days days(String from, String to) {
    Checks checks = new Checks();
    LocalDate first = date(checks, "from", from);
    LocalDate last = date(checks, "to", to);
    if (checks.clean() && (last.isBefore(first) || last.isAfter(first.plusDays(DAYS)))) {
      checks.note("to", "not-allowed", "", first + " – " + first.plusDays(DAYS));
    }
    checks.done();
    return new Days(first, last);
  }

  private static LocalDate date(Checks checks, String field, String value) {
    if (checks.required(field, value, 10).isEmpty()) {
      return FIRST;
    }
    try {
      LocalDate date = LocalDate.parse(value);
      if (!date.isBefore(FIRST) && !date.isAfter(LAST)) {
        return date;
      }
    } catch (DateTimeException e) {
      // noted below
    }
    return checks.note(field, "not-a-date", FIRST);
  }

  static long id(String written) {
    try {
      return Forms.id(written);
    } catch (DomainException e) {
      throw new DomainException(NoticeProblems.CHANGE_NOT_FOUND);
    }
  }

  static Plan plan(NewChange body) {
    Plan nothing = new Plan(SectionId.NONE, "", "", "", "", Instant.EPOCH, Instant.EPOCH, false);
    return edited(
        nothing,
        new ChangeEdit(
            body.section(),
            body.service(),
            Forms.sent(body.title()),
            body.text(),
            body.contact(),
            Forms.sent(body.from()),
            Forms.sent(body.to()),
            null,
            body.problem()));
  }

  /** The plan with what was sent; every bad field is told at once. */
  static Plan edited(Plan before, ChangeEdit edit) {
    Checks checks = new Checks();
    Instant from =
        edit.from() == null ? before.from() : Forms.moment(checks, "from", edit.from(), null);
    Instant to = edit.to() == null ? before.to() : Forms.moment(checks, "to", edit.to(), null);
    if (checks.clean() && (!to.isAfter(from) || to.isAfter(from.plus(LONGEST)))) {
      checks.note("to", "not-allowed", "", from + " – " + from.plus(LONGEST));
    }
    Plan plan =
        new Plan(
            edit.section() == null ? before.section() : Forms.section(checks, edit.section()),
            line(checks, "service", edit.service(), before.service(), Plan.LONGEST_TITLE),
            edit.title() == null ? before.title() : Forms.title(checks, edit.title()),
            edit.text() == null
                ? before.text()
                : Forms.lines(checks.optional("text", edit.text(), Plan.LONGEST_TEXT)),
            line(checks, "contact", edit.contact(), before.contact(), Plan.LONGEST_CONTACT),
            from,
            to,
            edit.calledOff() == null ? before.calledOff() : edit.calledOff(),
            edit.problem() == null ? before.problem() : Forms.problem(checks, edit.problem()));
    checks.done();
    return plan;
  }

  private static String line(Checks checks, String field, String sent, String before, int longest) {
    if (sent == null) {
      return before;
    }
    String line = checks.optional(field, sent, longest).strip();
    boolean one = line.chars().noneMatch(Character::isISOControl);
    return one ? line : checks.note(field, "invalid", "");
  }
}
