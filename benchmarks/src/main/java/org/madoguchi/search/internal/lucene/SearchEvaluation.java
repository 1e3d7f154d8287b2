package org.madoguchi.search.internal.lucene;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.SearchAnswer;
import org.madoguchi.search.SearchQuery;
import org.madoguchi.search.Visibility;
import org.madoguchi.search.internal.learning.Ranking;
import org.madoguchi.search.internal.rank.Features;
import org.madoguchi.search.internal.rank.Learner;
import org.madoguchi.search.internal.rank.Quality;
import org.madoguchi.search.internal.rank.Weights;
import org.madoguchi.search.internal.text.IpadicWords;
import org.madoguchi.search.internal.text.Synonyms;
import org.madoguchi.search.internal.text.UniDicWords;
import org.madoguchi.search.internal.text.Words;

/**
 * Behind {@code ./madoguchi search-quality}: puts a folder of judged questions into a real index,
 * asks them as the product does, and says how good the answers are. {@code train} learns the
 * ranking's weights and keeps the old ones unless the new ones are better on questions neither has
 * seen.
 */
public final class SearchEvaluation {
  private static final int FOLDS = 10;
  private static final int ROUNDS = 2;
  private static final double PENALTY = 30;

  /** Features are left out together that say nearly the same. */
  private static final List<String> PARTS =
      List.of(
          "synonyms",
          "bigrams",
          "pairs",
          "near",
          "compounds",
          "nouns",
          "verbs",
          "covered",
          "length");

  private final JudgedQuestions judged;
  private final Words words;
  private final Path work;

  private SearchEvaluation(JudgedQuestions judged, Words words, Path work) {
    this.judged = judged;
    this.words = words;
    this.work = work;
  }

  /** Arguments: evaluate FOLDER, or train FOLDER WEIGHTS. */
  public static void main(String[] arguments) throws IOException {
    List<String> words = List.of(arguments);
    boolean train = words.size() == 3 && words.get(0).equals("train");
    if (!train && !(words.size() == 2 && words.get(0).equals("evaluate"))) {
      System.err.println("usage: evaluate FOLDER | train FOLDER WEIGHTS");
      System.exit(2);
    }
    Path work = Files.createTempDirectory("madoguchi-search-quality");
    JudgedQuestions judged = JudgedQuestions.read(Path.of(words.get(1)));
    SearchEvaluation evaluation = new SearchEvaluation(judged, new UniDicWords(), work);
    if (train) {
      evaluation.train(Path.of(words.get(2)));
    } else {
      evaluation.evaluate();
    }
  }

  private void evaluate() throws IOException {
    System.out.printf(
        "%d documents, %d questions; in brackets what 95 of 100 samples of them give%n",
        judged.corpus().size(), judged.queries().size());
    System.out.println(" ".repeat(44) + "  " + String.join("                 ", Quality.NAMES));
    Synonyms ours = Synonyms.of(Synonyms.ours(), words);
    Synonyms none = Synonyms.of(List.of(), words);
    try (Stand stand = stand(ours)) {
      System.out.println(Line.of("index alone", stand.ask(null)));
      System.out.println(Line.of("learned ranking, as shipped", stand.ask(Weights.ours())));
      System.out.println(
          Line.of("learned ranking, cross-validated", crossValidated(stand, f -> true)));
      for (String part : PARTS) {
        System.out.println(
            Line.of(
                "  without features of " + part, crossValidated(stand, f -> !f.contains(part))));
      }
    }
    try (Stand stand = stand(none)) {
      System.out.println(Line.of("index alone, without synonyms", stand.ask(null)));
      System.out.println(
          Line.of("cross-validated, without synonyms", crossValidated(stand, f -> true)));
    }
    other(judged, work);
  }

  /** Stop words and lemmas are UniDic's, which is a little unfair to the other one. */
  private static void other(JudgedQuestions judged, Path work) throws IOException {
    Words ipadic = new IpadicWords();
    SearchEvaluation other = new SearchEvaluation(judged, ipadic, work);
    try (Stand stand = other.stand(Synonyms.of(Synonyms.ours(), ipadic))) {
      System.out.println(Line.of("index alone, with IPADIC", stand.ask(null)));
      System.out.println(
          Line.of("cross-validated, with IPADIC", other.crossValidated(stand, f -> true)));
    }
  }

  private void train(Path file) throws IOException {
    try (Stand stand = stand(Synonyms.of(Synonyms.ours(), words))) {
      Map<String, Learner.Lesson> lessons = stand.lessons();
      List<String> ids = shuffled(7);
      int heldBack = ids.size() / 3;
      List<String> unseen = ids.subList(0, heldBack);
      Weights fresh = new Learner(PENALTY).learn(of(lessons, id -> !unseen.contains(id)));
      Quality now = stand.ask(Weights.ours(), unseen);
      Quality then = stand.ask(fresh, unseen);
      System.out.println(Line.of("present weights, on " + heldBack + " questions", now));
      System.out.println(Line.of("new weights, on the same", then));
      if (!then.isBetterThan(now)) {
        System.out.println("The present weights stay.");
        return;
      }
      Files.writeString(file, new Learner(PENALTY).learn(of(lessons, id -> true)).write());
      System.out.println("Written: " + file);
    }
  }

  private static List<Learner.Lesson> of(
      Map<String, Learner.Lesson> lessons, Function<String, Boolean> wanted) {
    return lessons.entrySet().stream()
        .filter(e -> wanted.apply(e.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Each question is answered with weights learned from the others. */
  private Quality crossValidated(Stand stand, Function<String, Boolean> used) throws IOException {
    Map<String, Learner.Lesson> lessons = stand.lessons();
    lessons.replaceAll((id, lesson) -> masked(lesson, used));
    Map<String, double[]> figures = new TreeMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      List<String> ids = shuffled(round);
      for (int fold = 0; fold < FOLDS; fold++) {
        Set<String> test = new HashSet<>();
        for (int i = fold; i < ids.size(); i += FOLDS) {
          test.add(ids.get(i));
        }
        Weights weights = new Learner(PENALTY).learn(of(lessons, id -> !test.contains(id)));
        for (String id : test) {
          double[] mean = figures.computeIfAbsent(id, i -> new double[Quality.NAMES.size()]);
          double[] each = stand.ranked(id, lessons.get(id), weights);
          for (int i = 0; i < mean.length; i++) {
            mean[i] += each[i] / ROUNDS;
          }
        }
      }
    }
    return new Quality(List.copyOf(figures.values()));
  }

  private static Learner.Lesson masked(Learner.Lesson lesson, Function<String, Boolean> used) {
    List<double[]> rows = lesson.features().stream().map(double[]::clone).toList();
    for (int f = 0; f < Features.NAMES.size(); f++) {
      if (!used.apply(Features.NAMES.get(f))) {
        for (double[] row : rows) {
          row[f] = 0;
        }
      }
    }
    return new Learner.Lesson(rows, lesson.grades());
  }

  private List<String> shuffled(int seed) {
    List<String> ids = new ArrayList<>(judged.ids());
    Collections.shuffle(ids, new Random(seed));
    return ids;
  }

  private Stand stand(Synonyms synonyms) throws IOException {
    return new Stand(synonyms);
  }

  /** A filled index. */
  private final class Stand implements AutoCloseable {
    private final Searcher searcher;
    private final Engine engine;
    private final Map<String, List<String>> candidates = new HashMap<>();

    Stand(Synonyms synonyms) throws IOException {
      this.searcher = new Searcher(words, Clock.systemUTC(), synonyms, null);
      this.engine = new Engine(Files.createTempDirectory(work, "index"), words, searcher);
      engine.fill(new JudgedSource(judged.documents()), 0, () -> false);
    }

    Quality ask(Weights weights) {
      return ask(weights, judged.queries().keySet());
    }

    /** In the order of the ids. */
    Quality ask(Weights weights, Collection<String> ids) {
      searcher.rankBy(weights);
      List<double[]> figures = new ArrayList<>();
      for (String id : ids) {
        SearchAnswer answer = engine.search(query(id));
        List<String> found = answer.hits().stream().map(h -> h.key().id()).toList();
        figures.add(Quality.of(found, judged.grades().get(id)));
      }
      return new Quality(figures);
    }

    private SearchQuery query(String id) {
      return SearchQuery.of(
          judged.queries().get(id),
          JudgedQuestions.CITY,
          Visibility.everybody(),
          DocumentKind.ARTICLE);
    }

    Map<String, Learner.Lesson> lessons() throws IOException {
      Map<String, Learner.Lesson> lessons = new HashMap<>();
      for (String id : judged.ids()) {
        lessons.put(
            id,
            engine.read(
                index -> {
                  List<Ranking.Choice> choices = searcher.choices(index, query(id));
                  List<String> keys = choices.stream().map(c -> c.key().id()).toList();
                  candidates.put(id, keys);
                  Map<String, Integer> grades = judged.grades().get(id);
                  return new Learner.Lesson(
                      choices.stream().map(Ranking.Choice::features).toList(),
                      keys.stream().mapToDouble(k -> grades.getOrDefault(k, 0)).toArray());
                }));
      }
      return lessons;
    }

    double[] ranked(String id, Learner.Lesson lesson, Weights weights) {
      List<double[]> rows = lesson.features();
      return Quality.of(weights.order(candidates.get(id), rows), judged.grades().get(id));
    }

    @Override
    public void close() {
      engine.close();
    }
  }
}
