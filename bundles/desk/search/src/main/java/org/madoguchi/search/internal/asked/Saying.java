package org.madoguchi.search.internal.asked;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.madoguchi.search.internal.text.Question;
import org.madoguchi.search.internal.text.Synonyms;

/** The terms of a text, so that what is said in other words is the same. */
public final class Saying {
  /** Begins a term that stands for all ways to say it. */
  static final String MARK = "=";

  private Saying() {}

  /** Its terms, and for each place that can be said otherwise one more. */
  public static List<String> terms(Question question) {
    List<String> terms = new ArrayList<>(question.terms());
    for (Synonyms.Match match : question.synonyms()) {
      int end = Math.min(question.terms().size(), match.from() + match.length());
      Stream<List<String>> ways =
          Stream.concat(
              Stream.of(question.terms().subList(match.from(), end)), match.others().stream());
      ways.map(phrase -> String.join("", phrase))
          .min(String::compareTo)
          .ifPresent(one -> terms.add(MARK + one));
    }
    return terms;
  }
}
