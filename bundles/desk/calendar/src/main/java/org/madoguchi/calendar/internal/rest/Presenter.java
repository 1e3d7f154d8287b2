package org.madoguchi.calendar.internal.rest;

import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.madoguchi.calendar.CalendarDay;
import org.madoguchi.calendar.Opening;
import org.madoguchi.calendar.internal.edit.OfficeHoursDesk.Holding;
import org.madoguchi.calendar.internal.imports.HolidayImport.Result;
import org.madoguchi.calendar.internal.rest.Views.Conflict;
import org.madoguchi.calendar.internal.rest.Views.DayView;
import org.madoguchi.calendar.internal.rest.Views.HoursView;
import org.madoguchi.calendar.internal.rest.Views.OpeningView;
import org.madoguchi.calendar.internal.rest.Views.OutcomeView;
import org.madoguchi.calendar.internal.rest.Views.SpecialDayView;
import org.madoguchi.calendar.internal.rest.Views.WeekView;
import org.madoguchi.calendar.internal.rules.OfficeHours;
import org.madoguchi.calendar.internal.rules.SpecialDay;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.tables.BadLineTexts;
import org.madoguchi.tables.Outcome;

/** Turns the calendar's values into what the addresses answer. Pure functions. */
final class Presenter {
  private static final String BAD_LINES = "org.madoguchi.calendar.internal.bad-line";

  private Presenter() {}

  static DayView day(CalendarDay day, Locale locale) {
    return new DayView(
        day.date().toString(),
        Checks.written(day.kind()),
        day.name(locale),
        openings(day.openings()));
  }

  private static List<OpeningView> openings(List<Opening> openings) {
    return openings.stream().map(Presenter::opening).toList();
  }

  private static OpeningView opening(Opening opening) {
    String closes =
        opening.closes().equals(LocalTime.MIDNIGHT) ? "24:00" : opening.closes().toString();
    return new OpeningView(opening.opens().toString(), closes);
  }

  /**
   * @param ownSections null for a section
   */
  static HoursView hours(SectionId section, Holding holding, List<SectionId> ownSections) {
    OfficeHours hours = holding.hours();
    return new HoursView(
        section.value(),
        holding.version() > 0,
        holding.from().value(),
        week(hours),
        hours.openOnHolidays(),
        hours.openAtYearEnd(),
        ownSections == null ? null : ownSections.stream().map(SectionId::value).toList());
  }

  private static WeekView week(OfficeHours hours) {
    List<List<OpeningView>> days = hours.week().stream().map(Presenter::openings).toList();
    return new WeekView(
        days.get(0), days.get(1), days.get(2), days.get(3), days.get(4), days.get(5), days.get(6));
  }

  /** Each member in which what is there now differs from what the refused edit wanted. */
  static Map<String, Conflict> changed(OfficeHours theirs, OfficeHours yours) {
    Map<String, Conflict> changed = new LinkedHashMap<>();
    compare(changed, "week", week(yours), week(theirs));
    compare(changed, "openOnHolidays", yours.openOnHolidays(), theirs.openOnHolidays());
    compare(changed, "openAtYearEnd", yours.openAtYearEnd(), theirs.openAtYearEnd());
    return changed;
  }

  private static void compare(
      Map<String, Conflict> changed, String member, Object yours, Object theirs) {
    if (!Objects.equals(yours, theirs)) {
      changed.put(member, new Conflict(yours, theirs));
    }
  }

  static SpecialDayView specialDay(SpecialDay day) {
    return new SpecialDayView(
        day.section().value(),
        day.date().toString(),
        day.name(),
        day.nameEn(),
        openings(day.openings()));
  }

  static OutcomeView outcome(Result result, boolean dryRun, Locale locale) {
    Outcome outcome = result.outcome();
    return new OutcomeView(
        !dryRun && outcome.isSound(),
        outcome.lines(),
        outcome.added(),
        outcome.changed(),
        outcome.removed(),
        result.firstYear(),
        result.lastYear(),
        outcome.bad(),
        BadLineTexts.of(BAD_LINES, Presenter.class, locale).report(outcome.badLines()));
  }
}
