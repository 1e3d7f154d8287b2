package org.madoguchi.search.internal.rank;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.madoguchi.search.internal.rank.Profile.Part;
import org.madoguchi.search.internal.text.Question;
import org.madoguchi.search.internal.text.Synonyms;

/**
 * How a document answers a question, in figures. They come from words alone; what they weigh is
 * learned ({@link Weights}).
 */
public final class Features {
  /** In the order of {@link #of}. */
  public static final List<String> NAMES =
      List.of(
          "first",
          "all",
          "title",
          "body",
          "all-short",
          "title-short",
          "title-bigrams",
          "all-bigrams",
          "title-pairs",
          "all-pairs",
          "title-near",
          "all-near",
          "title-compounds",
          "all-compounds",
          "title-nouns",
          "all-nouns",
          "title-verbs",
          "all-verbs",
          "covered",
          "title-covered",
          "title-precision",
          "title-agreement",
          "title-synonyms",
          "all-synonyms",
          "said",
          "body-length",
          "title-length");

  private static final double K1 = 1.2;
  private static final double B = 0.75;

  private final Question question;
  private final Statistics statistics;
  private final Set<String> terms;
  private final Set<String> bigrams;
  private final double total;

  public Features(Question question, Statistics statistics) {
    this.question = question;
    this.statistics = statistics;
    this.terms = new LinkedHashSet<>(question.terms());
    this.bigrams = new LinkedHashSet<>(question.bigrams());
    this.total = Math.max(1e-6, terms.stream().mapToDouble(statistics::rarity).sum());
  }

  /**
   * @param first what the index scored
   */
  public double[] of(Profile profile, double first) {
    Part title = profile.title();
    Part body = profile.body();
    double all = sum(terms, title, body, B);
    double inTitle = sum(terms, title, null, B);
    double inBody = sum(terms, body, null, B);
    double covered = covered(title, body);
    double titleCovered = covered(title, null);
    double titleWeight = weight(title);
    double titleSaid = said(title, null);
    double allSaid = said(title, body);
    return new double[] {
      first,
      all,
      inTitle,
      inBody,
      sum(terms, title, body, 0.3),
      sum(terms, title, null, 0.4),
      bigrams(title, null),
      bigrams(title, body),
      pairs(title, null),
      pairs(title, body),
      near(title, null),
      near(title, body),
      compounds(title, null),
      compounds(title, body),
      sum(question.nouns(), title, null, B),
      sum(question.nouns(), title, body, B),
      sum(question.verbs(), title, null, B),
      sum(question.verbs(), title, body, B),
      covered / total,
      titleCovered / total,
      titleCovered / titleWeight,
      2 * titleCovered / (titleWeight + total),
      titleSaid,
      allSaid,
      all + inTitle + inBody + titleSaid + allSaid,
      Math.log(1 + body.length()),
      Math.log(1 + title.length())
    };
  }

  private double sum(Collection<String> wanted, Part one, Part other, double b) {
    double norm = norm(one, other, b);
    double sum = 0;
    for (String term : wanted) {
      int count = one.count(term) + (other == null ? 0 : other.count(term));
      sum += saturated(count, norm) * statistics.rarity(term);
    }
    return sum;
  }

  private double norm(Part one, Part other, double b) {
    double mean = other == null ? mean(one) : statistics.wholeLength();
    int length = one.length() + (other == null ? 0 : other.length());
    return K1 * (1 - b + b * length / Math.max(1, mean));
  }

  /** Titles are measured by titles; a body is as long as the whole without its title. */
  private double mean(Part part) {
    return part.isTitle()
        ? statistics.titleLength()
        : statistics.wholeLength() - statistics.titleLength();
  }

  private static double saturated(int count, double norm) {
    return count == 0 ? 0 : count * (K1 + 1) / (count + norm);
  }

  private double bigrams(Part one, Part other) {
    double sum = 0;
    int length = one.bigramLength() + (other == null ? 0 : other.bigramLength());
    double mean = other == null ? 2.5 * statistics.titleLength() : 2.5 * statistics.wholeLength();
    double norm = K1 * (1 - B + B * length / Math.max(1, mean));
    for (String bigram : bigrams) {
      int count = one.bigram(bigram) + (other == null ? 0 : other.bigram(bigram));
      sum += saturated(count, norm) * statistics.bigramRarity(bigram);
    }
    return sum;
  }

  private double pairs(Part one, Part other) {
    double norm = norm(one, other, B);
    double sum = 0;
    for (Question.Pair pair : new HashSet<>(question.pairs())) {
      int count = one.pair(pair.first(), pair.second());
      count += other == null ? 0 : other.pair(pair.first(), pair.second());
      sum += saturated(count, norm) * rarity(pair);
    }
    return sum;
  }

  private double compounds(Part one, Part other) {
    double norm = norm(one, other, B);
    double sum = 0;
    for (List<String> compound : new HashSet<>(question.compounds())) {
      int count = one.phrase(compound) + (other == null ? 0 : other.phrase(compound));
      double rarity = compound.stream().mapToDouble(statistics::rarity).sum();
      sum += saturated(count, norm) * rarity;
    }
    return sum;
  }

  private double near(Part one, Part other) {
    double norm = norm(one, other, B);
    double sum = 0;
    for (Question.Pair pair : new HashSet<>(question.near())) {
      int count = one.near(pair.first(), pair.second());
      count += other == null ? 0 : other.near(pair.first(), pair.second());
      sum += saturated(count, norm) * rarity(pair);
    }
    return sum;
  }

  private double rarity(Question.Pair pair) {
    return statistics.rarity(pair.first()) + statistics.rarity(pair.second());
  }

  private double covered(Part one, Part other) {
    double covered = 0;
    for (String term : terms) {
      if (one.count(term) > 0 || other != null && other.count(term) > 0) {
        covered += statistics.rarity(term);
      }
    }
    return covered;
  }

  private double weight(Part part) {
    double weight = 1e-6;
    for (String term : part.terms()) {
      weight += Question.isTelling(term) ? statistics.rarity(term) : 0;
    }
    return weight;
  }

  /** Of each place that can be said otherwise, the best way the document says it. */
  private double said(Part one, Part other) {
    double norm = norm(one, other, B);
    double sum = 0;
    for (Synonyms.Match match : question.synonyms()) {
      double best = 0;
      for (List<String> phrase : match.others()) {
        int count = one.phrase(phrase) + (other == null ? 0 : other.phrase(phrase));
        best = Math.max(best, saturated(count, norm) * rarity(phrase));
      }
      sum += best;
    }
    return sum;
  }

  /** A phrase is as rare as its rarest word, and a little rarer for each further one. */
  private double rarity(List<String> phrase) {
    double most = 0;
    double sum = 0;
    for (String term : phrase) {
      double rarity = statistics.rarity(term);
      most = Math.max(most, rarity);
      sum += rarity;
    }
    return most + 0.25 * (sum - most);
  }
}
