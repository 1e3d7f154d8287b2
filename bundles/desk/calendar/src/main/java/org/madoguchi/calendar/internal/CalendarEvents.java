package org.madoguchi.calendar.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.madoguchi.calendar.internal.imports.HolidayImport.Result;
import org.madoguchi.calendar.internal.rules.SpecialDay;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.event.NewEvent;

/**
 * Events of the stream {@value #STREAM}, aggregate {@code calendar-<slug>}.
 *
 * @param municipality whose calendar it is
 * @param sequence the event's
 * @param actor who did it
 */
public record CalendarEvents(
    MunicipalityId municipality, long sequence, StaffId actor, Instant at) {
  public static final String STREAM = "calendar";

  /** {@code section}: '' for the municipality. */
  static final String HOURS_CHANGED = "OfficeHoursChanged";

  /** {@code section}: it has the hours of what is above it again. */
  static final String HOURS_WITHDRAWN = "OfficeHoursWithdrawn";

  /** {@code section, date, closed}. */
  static final String SPECIAL_DAY_ADDED = "SpecialDayAdded";

  /** {@code section, date}. */
  static final String SPECIAL_DAY_REMOVED = "SpecialDayRemoved";

  /** {@code lines, added, changed, removed, firstYear, lastYear}. */
  static final String HOLIDAYS_IMPORTED = "HolidaysImported";

  /** After these a node must load the calendars anew. */
  public static final Set<String> CHANGE_THE_SNAPSHOT =
      Set.of(
          HOURS_CHANGED,
          HOURS_WITHDRAWN,
          SPECIAL_DAY_ADDED,
          SPECIAL_DAY_REMOVED,
          HOLIDAYS_IMPORTED);

  private static final ObjectMapper JSON = new ObjectMapper();

  public static String aggregateOf(MunicipalityId municipality) {
    return "calendar-" + municipality;
  }

  public NewEvent hoursChanged(SectionId section) {
    return event(HOURS_CHANGED, Map.of("section", section.value()));
  }

  public NewEvent hoursWithdrawn(SectionId section) {
    return event(HOURS_WITHDRAWN, Map.of("section", section.value()));
  }

  public NewEvent specialDayAdded(SpecialDay day) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("section", day.section().value());
    payload.put("date", day.date().toString());
    payload.put("closed", day.openings().isEmpty());
    return event(SPECIAL_DAY_ADDED, payload);
  }

  public NewEvent specialDayRemoved(SectionId section, LocalDate date) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("section", section.value());
    payload.put("date", date.toString());
    return event(SPECIAL_DAY_REMOVED, payload);
  }

  public NewEvent holidaysImported(Result result) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("lines", result.outcome().lines());
    payload.put("added", result.outcome().added());
    payload.put("changed", result.outcome().changed());
    payload.put("removed", result.outcome().removed());
    payload.put("firstYear", result.firstYear());
    payload.put("lastYear", result.lastYear());
    return event(HOLIDAYS_IMPORTED, payload);
  }

  private NewEvent event(String type, Map<String, Object> payload) {
    return new NewEvent(
        STREAM,
        aggregateOf(municipality),
        sequence,
        type,
        1,
        json(payload),
        AccessTag.of(municipality),
        actor,
        at);
  }

  private static String json(Map<String, Object> payload) {
    try {
      return JSON.writeValueAsString(payload);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts and numbers is always JSON", e);
    }
  }
}
