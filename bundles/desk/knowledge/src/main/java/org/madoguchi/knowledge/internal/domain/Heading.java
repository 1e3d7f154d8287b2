package org.madoguchi.knowledge.internal.domain;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.madoguchi.knowledge.PublishedArticle.AnswerScope;
import org.madoguchi.knowledge.PublishedArticle.Visibility;

/**
 * What lists show of an edition.
 *
 * @param searched question and words as lists are narrowed by them
 */
public record Heading(
    String question, String category, Visibility visibility, AnswerScope scope, String searched) {
  private static final int LONGEST_SEARCHED = 4_000;

  public static Heading of(Content content) {
    String searched =
        Stream.concat(Stream.of(content.question()), content.words().stream())
            .map(Words::folded)
            .collect(Collectors.joining("\n"));
    return new Heading(
        content.question(),
        content.category(),
        content.visibility(),
        content.scope(),
        Words.cut(searched, LONGEST_SEARCHED));
  }
}
