package org.madoguchi.calendar.internal.store;

import org.madoguchi.calendar.internal.rules.OfficeHours;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;

/**
 * The office hours somebody entered.
 *
 * @param section {@link SectionId#NONE} for the municipality
 * @param version the sequence of the event that changed them last; what If-Match is held against
 */
public record HoursEntry(
    MunicipalityId municipality, SectionId section, OfficeHours hours, long version) {}
