package org.madoguchi.search;

/**
 * A document whose title goes on as somebody types.
 *
 * @param title with what was typed marked
 */
public record Suggestion(DocumentKey key, Marked title) {}
