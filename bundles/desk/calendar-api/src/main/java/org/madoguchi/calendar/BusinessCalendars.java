package org.madoguchi.calendar;

import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The calendars of every municipality and section. Answers come from memory, never fail and never
 * block on the database; they are what was true at most a second ago. Ask anew for each
 * computation: a {@link BusinessCalendar} does not change when somebody edits the settings.
 */
@ProviderType
public interface BusinessCalendars {
  /**
   * The calendar of the municipality as a whole. One without settings, and one nobody knows, is
   * open from Monday to Friday, 8:30–17:15, closed on Japanese holidays and from 29 December to 3
   * January.
   */
  BusinessCalendar of(MunicipalityId municipality);

  /**
   * The calendar of the section: its own office hours and special days, and for what it has none of
   * its own those of the nearest department above it, in the end the municipality's. For {@link
   * SectionId#NONE} and a section nobody knows, the municipality's.
   */
  BusinessCalendar of(MunicipalityId municipality, SectionId section);
}
