package org.madoguchi.tickets.internal.domain;

/** One edited field, both values as JSON writes them; '' for none. */
public record FieldChange(String before, String after) {}
