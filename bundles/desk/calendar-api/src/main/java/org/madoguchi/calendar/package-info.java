/**
 * When a municipality and its sections work: business days, holidays, office hours. Entry point:
 * {@link org.madoguchi.calendar.BusinessCalendars}, an OSGi service.
 */
@Export
@Version("1.0.0")
package org.madoguchi.calendar;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
