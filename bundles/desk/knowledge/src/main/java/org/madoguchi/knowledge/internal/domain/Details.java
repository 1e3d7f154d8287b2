package org.madoguchi.knowledge.internal.domain;

import org.madoguchi.kernel.SectionId;

/**
 * All of an article that can be edited.
 *
 * @param section who owns it, and {@code reviewMonths}: both change at once, without approval
 */
public record Details(SectionId section, int reviewMonths, Content content) {
  public static final int MOST_MONTHS = 120;
}
