package org.madoguchi.calendar.internal.store;

import java.time.LocalDate;
import org.madoguchi.kernel.MunicipalityId;

/** A holiday from an import, with its Japanese name. */
public record HolidayEntry(MunicipalityId municipality, LocalDate date, String name) {}
