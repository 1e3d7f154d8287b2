/** The contract of business calendars, as tests. */
package org.madoguchi.calendar.testkit;
