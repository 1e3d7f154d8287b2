package org.madoguchi.directory.internal.store;

import org.madoguchi.directory.Category;

/**
 * @param ordinal its place in the file
 */
public record CategoryEntry(Category category, int ordinal) {}
