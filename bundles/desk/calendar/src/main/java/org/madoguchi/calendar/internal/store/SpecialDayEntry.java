package org.madoguchi.calendar.internal.store;

import org.madoguchi.calendar.internal.rules.SpecialDay;
import org.madoguchi.kernel.MunicipalityId;

/** A special day of a municipality or one of its sections. */
public record SpecialDayEntry(MunicipalityId municipality, SpecialDay day) {}
