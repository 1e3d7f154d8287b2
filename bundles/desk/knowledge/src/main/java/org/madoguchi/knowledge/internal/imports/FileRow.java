package org.madoguchi.knowledge.internal.imports;

import org.madoguchi.knowledge.internal.Written;

/**
 * One article of a file, not looked at yet.
 *
 * @param line as in the file, from 1
 * @param size how much of the file it is, in UTF-16 units
 * @param state '', draft, published or withdrawn
 */
record FileRow(int line, int size, String externalId, String state, Written written) {}
