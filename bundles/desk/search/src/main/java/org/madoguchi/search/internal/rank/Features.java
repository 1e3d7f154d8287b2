package org.madoguchi.search.internal.rank;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.madoguchi.search.internal.text.Question;
import org.madoguchi.search.internal.text.Synonyms;

/**
 * How a document answers a question, in figures. They come from words alone; what they weigh is
 * learned ({@link Weights}). What is asked is numbered and looked up once; then candidates come one
 * after the other, on one thread.
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

  private final Statistics statistics;

  /** What the question may ask about at all, each by its place here. */
  private final List<String> known = new ArrayList<>();

  private final Map<String, Integer> places = new HashMap<>();
  private final int[] terms;
  private final int[] nouns;
  private final int[] verbs;
  private final int[][] pairs;
  private final int[][] near;
  private final int[][] compounds;

  /** Of each place that can be said otherwise, the ways to say it. */
  private final int[][][] synonyms;

  private final double[] rarity;
  private final double[] bigramRarity;
  private final double total;
  private final Seen title;
  private final Seen body;

  public Features(Question question, Statistics statistics) {
    this.statistics = statistics;
    this.terms = placesOf(new LinkedHashSet<>(question.terms()));
    this.nouns = placesOf(question.nouns());
    this.verbs = placesOf(question.verbs());
    this.pairs = pairsOf(question.pairs());
    this.near = pairsOf(question.near());
    this.compounds = phrasesOf(new HashSet<>(question.compounds()));
    this.synonyms =
        question.synonyms().stream()
            .map(Synonyms.Match::others)
            .map(this::phrasesOf)
            .toArray(int[][][]::new);
    this.rarity = known.stream().mapToDouble(statistics::rarity).toArray();
    List<String> bigrams = List.copyOf(new LinkedHashSet<>(question.bigrams()));
    this.bigramRarity = bigrams.stream().mapToDouble(statistics::bigramRarity).toArray();
    this.total = Math.max(1e-6, rarityOf(terms));
    Numbering termNumbers = numbering(known, Profile::number);
    Numbering bigramNumbers = numbering(bigrams, Profile::bigramNumber);
    this.title = new Seen(true, termNumbers, known.size(), bigramNumbers, bigrams.size());
    this.body = new Seen(false, termNumbers, known.size(), bigramNumbers, bigrams.size());
  }

  private static Numbering numbering(List<String> all, ToLongFunction<String> number) {
    return new Numbering(all.stream().mapToLong(number).toArray());
  }

  private int place(String term) {
    return places.computeIfAbsent(
        term,
        t -> {
          known.add(t);
          return known.size() - 1;
        });
  }

  private int[] placesOf(Collection<String> all) {
    return all.stream().mapToInt(this::place).toArray();
  }

  private int[][] pairsOf(List<Question.Pair> all) {
    return new HashSet<>(all)
        .stream()
            .map(pair -> new int[] {place(pair.first()), place(pair.second())})
            .toArray(int[][]::new);
  }

  private int[][] phrasesOf(Collection<List<String>> all) {
    return all.stream().map(this::placesOf).toArray(int[][]::new);
  }

  private double rarityOf(int[] all) {
    double sum = 0;
    for (int term : all) {
      sum += rarity[term];
    }
    return sum;
  }

  /**
   * @param first what the index scored
   */
  public double[] of(Profile profile, double first) {
    title.look(profile.title());
    body.look(profile.body());
    double all = sum(terms, title, body, B);
    double inTitle = sum(terms, title, null, B);
    double inBody = sum(terms, body, null, B);
    double covered = covered(title, body);
    double titleCovered = covered(title, null);
    double titleWeight = weight(profile.titleTerms());
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
      sum(nouns, title, null, B),
      sum(nouns, title, body, B),
      sum(verbs, title, null, B),
      sum(verbs, title, body, B),
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

  private double sum(int[] wanted, Seen one, Seen other, double b) {
    double norm = norm(one, other, b);
    double sum = 0;
    for (int term : wanted) {
      int count = one.count(term) + (other == null ? 0 : other.count(term));
      sum += saturated(count, norm) * rarity[term];
    }
    return sum;
  }

  private double norm(Seen one, Seen other, double b) {
    double mean = other == null ? mean(one) : statistics.wholeLength();
    int length = one.length() + (other == null ? 0 : other.length());
    return K1 * (1 - b + b * length / Math.max(1, mean));
  }

  /** Titles are measured by titles; a body is as long as the whole without its title. */
  private double mean(Seen part) {
    return part.isTitle()
        ? statistics.titleLength()
        : statistics.wholeLength() - statistics.titleLength();
  }

  private static double saturated(int count, double norm) {
    return count == 0 ? 0 : count * (K1 + 1) / (count + norm);
  }

  private double bigrams(Seen one, Seen other) {
    double sum = 0;
    int length = one.bigramLength() + (other == null ? 0 : other.bigramLength());
    double mean = other == null ? 2.5 * statistics.titleLength() : 2.5 * statistics.wholeLength();
    double norm = K1 * (1 - B + B * length / Math.max(1, mean));
    for (int i = 0; i < bigramRarity.length; i++) {
      int count = one.bigram(i) + (other == null ? 0 : other.bigram(i));
      sum += saturated(count, norm) * bigramRarity[i];
    }
    return sum;
  }

  private double pairs(Seen one, Seen other) {
    double norm = norm(one, other, B);
    double sum = 0;
    for (int[] pair : pairs) {
      int count = one.pair(pair[0], pair[1]);
      count += other == null ? 0 : other.pair(pair[0], pair[1]);
      sum += saturated(count, norm) * rarityOf(pair);
    }
    return sum;
  }

  private double compounds(Seen one, Seen other) {
    double norm = norm(one, other, B);
    double sum = 0;
    for (int[] compound : compounds) {
      int count = one.phrase(compound) + (other == null ? 0 : other.phrase(compound));
      sum += saturated(count, norm) * rarityOf(compound);
    }
    return sum;
  }

  private double near(Seen one, Seen other) {
    double norm = norm(one, other, B);
    double sum = 0;
    for (int[] pair : near) {
      int count = one.near(pair[0], pair[1]);
      count += other == null ? 0 : other.near(pair[0], pair[1]);
      sum += saturated(count, norm) * rarityOf(pair);
    }
    return sum;
  }

  private double covered(Seen one, Seen other) {
    double covered = 0;
    for (int term : terms) {
      if (one.count(term) > 0 || other != null && other.count(term) > 0) {
        covered += rarity[term];
      }
    }
    return covered;
  }

  private double weight(List<String> all) {
    double weight = 1e-6;
    for (String term : all) {
      weight += Question.isTelling(term) ? statistics.rarity(term) : 0;
    }
    return weight;
  }

  /** Of each place that can be said otherwise, the best way the document says it. */
  private double said(Seen one, Seen other) {
    double norm = norm(one, other, B);
    double sum = 0;
    for (int[][] ways : synonyms) {
      double best = 0;
      for (int[] phrase : ways) {
        int count = one.phrase(phrase) + (other == null ? 0 : other.phrase(phrase));
        best = Math.max(best, saturated(count, norm) * phraseRarity(phrase));
      }
      sum += best;
    }
    return sum;
  }

  /** A phrase is as rare as its rarest word, and a little rarer for each further one. */
  private double phraseRarity(int[] phrase) {
    double most = 0;
    for (int term : phrase) {
      most = Math.max(most, rarity[term]);
    }
    return most + 0.25 * (rarityOf(phrase) - most);
  }
}
