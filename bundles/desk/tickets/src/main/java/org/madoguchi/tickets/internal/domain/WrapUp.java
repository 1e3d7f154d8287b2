package org.madoguchi.tickets.internal.domain;

import org.madoguchi.kernel.SectionId;

/**
 * What is said about a contact when it is answered.
 *
 * @param category '' keeps the present one
 * @param result NONE keeps the present one
 * @param section NONE keeps the present one
 */
public record WrapUp(boolean close, String category, ContactResult result, SectionId section) {}
