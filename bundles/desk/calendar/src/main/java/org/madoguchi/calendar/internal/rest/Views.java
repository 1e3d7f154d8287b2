package org.madoguchi.calendar.internal.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.tables.ImportReport.ReportedLine;

/** The JSON of the calendar's addresses. */
public final class Views {
  private Views() {}

  @Schema(name = "Calendar")
  public record CalendarView(
      String municipality, String section, String timeZone, List<DayView> days) {}

  /**
   * @param kind {@code business-day}, {@code weekend}, {@code holiday}, {@code special-closed},
   *     {@code special-open}
   * @param name in the language of the caller; '' for a day without one
   */
  @Schema(name = "CalendarDay")
  public record DayView(String date, String kind, String name, List<OpeningView> openings) {}

  /**
   * @param opens and {@code closes}: HH:MM; it may close at 24:00
   */
  @Schema(name = "Opening")
  public record OpeningView(String opens, String closes) {}

  @Schema(name = "Week")
  public record WeekView(
      List<OpeningView> monday,
      List<OpeningView> tuesday,
      List<OpeningView> wednesday,
      List<OpeningView> thursday,
      List<OpeningView> friday,
      List<OpeningView> saturday,
      List<OpeningView> sunday) {}

  /**
   * @param own whether the municipality or section asked for has hours of its own
   * @param from whose hours these are: a section's code, or '' for the municipality
   * @param ownSections the sections that have hours of their own; only for the municipality
   */
  @Schema(name = "OfficeHours")
  public record HoursView(
      String section,
      boolean own,
      String from,
      WeekView week,
      boolean openOnHolidays,
      boolean openAtYearEnd,
      List<String> ownSections) {}

  @Schema(name = "OfficeHoursChange")
  public record HoursChange(WeekView week, Boolean openOnHolidays, Boolean openAtYearEnd) {}

  /** A member others changed. */
  @Schema(name = "OfficeHoursConflict")
  public record Conflict(Object yours, Object theirs) {}

  /**
   * @param section '' for the whole municipality
   * @param openings empty when it is closed
   */
  @Schema(name = "SpecialDay")
  public record SpecialDayView(
      String section, String date, String name, String nameEn, List<OpeningView> openings) {}

  /**
   * @param section absent or '' for the whole municipality
   * @param openings absent or empty when it is closed
   */
  @Schema(name = "NewSpecialDay")
  public record NewSpecialDay(
      @Refers(Refers.To.SECTION) String section,
      String date,
      String name,
      String nameEn,
      List<OpeningView> openings) {}

  /**
   * @param years the years for which an import decides; for all others the product's own reckoning
   */
  @Schema(name = "ImportedHolidays")
  public record ImportedView(List<Integer> years) {}

  /**
   * @param taken whether the file was stored; false for a dry run and with bad lines
   * @param firstYear and {@code lastYear}: what the file holds; 0 with bad lines
   */
  @Schema(name = "HolidayImportOutcome")
  public record OutcomeView(
      boolean taken,
      int lines,
      int added,
      int changed,
      int removed,
      int firstYear,
      int lastYear,
      int bad,
      List<ReportedLine> badLines) {}
}
