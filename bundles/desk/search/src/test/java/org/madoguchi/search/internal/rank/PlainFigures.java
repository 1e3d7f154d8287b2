package org.madoguchi.search.internal.rank;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import org.madoguchi.search.internal.text.Bigrams;
import org.madoguchi.search.internal.text.Question;
import org.madoguchi.search.internal.text.Synonyms;
import org.madoguchi.search.internal.text.Word;

/** The features as they are defined, word by word, without regard to time. */
final class PlainFigures {
  /** A part of a document: its terms with "" where grammar stands between them. */
  record Part(List<String> slots, List<String> bigrams) {
    static Part of(List<Word> words, String text) {
      List<String> slots = new ArrayList<>();
      boolean gap = false;
      for (Word word : words) {
        if (!word.isContent()) {
          gap = true;
          continue;
        }
        if (gap && !slots.isEmpty()) {
          slots.add("");
        }
        slots.add(word.term());
        gap = false;
      }
      return new Part(slots, Bigrams.of(text));
    }

    List<String> terms() {
      return slots.stream().filter(s -> !s.isEmpty()).toList();
    }

    int pairs(Question.Pair pair) {
      int count = 0;
      for (int i = 0; i + 1 < slots.size(); i++) {
        if (slots.subList(i, i + 2).equals(List.of(pair.first(), pair.second()))) {
          count++;
        }
      }
      return count;
    }

    int near(Question.Pair pair) {
      List<String> terms = terms();
      int count = 0;
      for (int i = 0; i < terms.size(); i++) {
        List<String> behind = terms.subList(i + 1, Math.min(i + 3, terms.size()));
        boolean first = terms.get(i).equals(pair.first());
        boolean second = terms.get(i).equals(pair.second());
        if (first && behind.contains(pair.second())
            || second && !first && behind.contains(pair.first())) {
          count++;
        }
      }
      return count;
    }

    int phrases(List<String> phrase) {
      List<String> terms = terms();
      int count = 0;
      for (int i = 0; i + phrase.size() <= terms.size(); i++) {
        if (terms.subList(i, i + phrase.size()).equals(phrase)) {
          count++;
        }
      }
      return count;
    }
  }

  /** Counts something in a part. */
  private interface Counting {
    int in(Part part);
  }

  private final Question question;
  private final Statistics statistics;
  private final Part title;
  private final Part body;

  PlainFigures(Question question, Statistics statistics, Part title, Part body) {
    this.question = question;
    this.statistics = statistics;
    this.title = title;
    this.body = body;
  }

  double[] of(double first) {
    List<Part> inTitle = List.of(title);
    List<Part> inAll = List.of(title, body);
    Collection<String> terms = new LinkedHashSet<>(question.terms());
    double total = Math.max(1e-6, terms.stream().mapToDouble(statistics::rarity).sum());
    double titleWeight =
        1e-6
            + new LinkedHashSet<>(title.terms())
                .stream().filter(Question::isTelling).mapToDouble(statistics::rarity).sum();
    double titleCovered = covered(terms, inTitle);
    double all = terms(terms, inAll, 0.75);
    double ofTitle = terms(terms, inTitle, 0.75);
    double ofBody = terms(terms, List.of(body), 0.75);
    return new double[] {
      first,
      all,
      ofTitle,
      ofBody,
      terms(terms, inAll, 0.3),
      terms(terms, inTitle, 0.4),
      bigrams(inTitle),
      bigrams(inAll),
      pairs(question.pairs(), inTitle, false),
      pairs(question.pairs(), inAll, false),
      pairs(question.near(), inTitle, true),
      pairs(question.near(), inAll, true),
      compounds(inTitle),
      compounds(inAll),
      terms(question.nouns(), inTitle, 0.75),
      terms(question.nouns(), inAll, 0.75),
      terms(question.verbs(), inTitle, 0.75),
      terms(question.verbs(), inAll, 0.75),
      covered(terms, inAll) / total,
      titleCovered / total,
      titleCovered / titleWeight,
      2 * titleCovered / (titleWeight + total),
      said(inTitle),
      said(inAll),
      all + ofTitle + ofBody + said(inTitle) + said(inAll),
      Math.log(1 + body.terms().size()),
      Math.log(1 + title.terms().size())
    };
  }

  private double saturated(Counting counting, List<Part> parts, double b) {
    double mean =
        parts.size() == 2
            ? statistics.wholeLength()
            : parts.get(0) == title
                ? statistics.titleLength()
                : statistics.wholeLength() - statistics.titleLength();
    int length = parts.stream().mapToInt(p -> p.terms().size()).sum();
    return saturated(counting, parts, b, length / Math.max(1, mean));
  }

  private static double saturated(Counting counting, List<Part> parts, double b, double length) {
    int count = parts.stream().mapToInt(counting::in).sum();
    return count * 2.2 / (count + 1.2 * (1 - b + b * length));
  }

  private double terms(Collection<String> terms, List<Part> parts, double b) {
    double sum = 0;
    for (String term : terms) {
      Counting counting = part -> Collections.frequency(part.slots(), term);
      sum += saturated(counting, parts, b) * statistics.rarity(term);
    }
    return sum;
  }

  private double bigrams(List<Part> parts) {
    double mean = parts.size() == 2 ? statistics.wholeLength() : statistics.titleLength();
    int length = parts.stream().mapToInt(p -> p.bigrams().size()).sum();
    double sum = 0;
    for (String bigram : new LinkedHashSet<>(question.bigrams())) {
      Counting counting = part -> Collections.frequency(part.bigrams(), bigram);
      sum +=
          saturated(counting, parts, 0.75, length / Math.max(1, 2.5 * mean))
              * statistics.bigramRarity(bigram);
    }
    return sum;
  }

  private double pairs(List<Question.Pair> pairs, List<Part> parts, boolean near) {
    double sum = 0;
    for (Question.Pair pair : new HashSet<>(pairs)) {
      Counting counting = part -> near ? part.near(pair) : part.pairs(pair);
      double rarity = statistics.rarity(pair.first()) + statistics.rarity(pair.second());
      sum += saturated(counting, parts, 0.75) * rarity;
    }
    return sum;
  }

  private double compounds(List<Part> parts) {
    double sum = 0;
    for (List<String> compound : new HashSet<>(question.compounds())) {
      double rarity = compound.stream().mapToDouble(statistics::rarity).sum();
      sum += saturated(part -> part.phrases(compound), parts, 0.75) * rarity;
    }
    return sum;
  }

  private double covered(Collection<String> terms, List<Part> parts) {
    return terms.stream()
        .filter(term -> parts.stream().anyMatch(part -> part.slots().contains(term)))
        .mapToDouble(statistics::rarity)
        .sum();
  }

  private double said(List<Part> parts) {
    double sum = 0;
    for (Synonyms.Match match : question.synonyms()) {
      double best = 0;
      for (List<String> phrase : match.others()) {
        double[] rarities = phrase.stream().mapToDouble(statistics::rarity).sorted().toArray();
        double most = rarities[rarities.length - 1];
        double rest = java.util.Arrays.stream(rarities).sum() - most;
        double found = saturated(part -> part.phrases(phrase), parts, 0.75);
        best = Math.max(best, found * (most + 0.25 * rest));
      }
      sum += best;
    }
    return sum;
  }
}
