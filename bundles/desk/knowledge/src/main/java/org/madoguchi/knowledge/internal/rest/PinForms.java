package org.madoguchi.knowledge.internal.rest;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.knowledge.internal.domain.Pin;
import org.madoguchi.knowledge.internal.domain.Pin.Wording;
import org.madoguchi.knowledge.internal.rest.PinViews.NewPin;
import org.madoguchi.knowledge.internal.rest.PinViews.PinEdit;

/** Reads what callers send of pinned answers. Pure functions. */
final class PinForms {
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final Wording NOTHING = new Wording("", "", "", "", 0, Optional.empty());

  private PinForms() {}

  static Wording wording(NewPin body, Instant now) {
    return edited(
        NOTHING,
        new PinEdit(
            sent(body.heading()),
            sent(body.text()),
            body.englishHeading(),
            body.englishText(),
            body.article(),
            body.until(),
            null),
        now);
  }

  private static String sent(String value) {
    return value == null ? "" : value;
  }

  /** The wording with what was sent; every bad field is told at once. */
  static Wording edited(Wording before, PinEdit edit, Instant now) {
    Checks checks = new Checks();
    Wording wording =
        new Wording(
            edit.heading() == null ? before.heading() : heading(checks, edit.heading()),
            edit.text() == null
                ? before.text()
                : lines(checks.required("text", edit.text(), Pin.LONGEST_TEXT)),
            edit.englishHeading() == null
                ? before.englishHeading()
                : line(
                    checks,
                    "englishHeading",
                    checks.optional(
                        "englishHeading", edit.englishHeading(), Pin.LONGEST_ENGLISH_HEADING)),
            edit.englishText() == null
                ? before.englishText()
                : lines(
                    checks.optional("englishText", edit.englishText(), Pin.LONGEST_ENGLISH_TEXT)),
            edit.article() == null ? before.article() : article(checks, edit.article()),
            edit.until() == null ? before.until() : until(checks, edit.until(), now));
    if (checks.clean() && wording.englishHeading().isEmpty() != wording.englishText().isEmpty()) {
      checks.note(
          wording.englishText().isEmpty() ? "englishText" : "englishHeading", "required", "");
    }
    checks.done();
    return wording;
  }

  private static String heading(Checks checks, String value) {
    return line(checks, "heading", checks.required("heading", value, Pin.LONGEST_HEADING));
  }

  private static String line(Checks checks, String field, String value) {
    boolean line = value.strip().chars().noneMatch(Character::isISOControl);
    return line ? value.strip() : checks.note(field, "invalid", "");
  }

  /** Lines end alike, whatever system they come from. */
  private static String lines(String text) {
    return text.replace("\r\n", "\n").replace('\r', '\n').strip();
  }

  private static long article(Checks checks, String id) {
    if (id.isBlank()) {
      return 0;
    }
    return id.strip().matches("[0-9]{1,18}")
        ? Long.parseLong(id.strip())
        : checks.note("article", "unknown", 0L);
  }

  private static Optional<Instant> until(Checks checks, String value, Instant now) {
    Optional<Instant> until =
        checks.instant("until", value).map(at -> at.truncatedTo(ChronoUnit.MILLIS));
    boolean ahead = until.map(at -> at.isAfter(now) && !at.isAfter(now.plus(LONGEST))).orElse(true);
    return ahead
        ? until
        : checks.note("until", "not-allowed", until, now + " – " + now.plus(LONGEST));
  }
}
