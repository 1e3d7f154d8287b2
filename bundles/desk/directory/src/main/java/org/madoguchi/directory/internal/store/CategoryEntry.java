package org.madoguchi.directory.internal.store;

import org.madoguchi.directory.Category;

/**
 * @param category with the days that are written for it alone
 * @param ordinal its place in the file
 * @param version the sequence of the event that changed it last; what If-Match is held against
 */
public record CategoryEntry(Category category, int ordinal, long version) {
  /** Whether both say the same, whenever it was said. */
  public boolean says(CategoryEntry other) {
    return category.equals(other.category) && ordinal == other.ordinal;
  }
}
