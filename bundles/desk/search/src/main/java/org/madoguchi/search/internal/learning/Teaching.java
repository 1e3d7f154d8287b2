package org.madoguchi.search.internal.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.search.DocumentKey;
import org.madoguchi.search.Visibility;
import org.madoguchi.search.internal.rank.Learner;
import org.madoguchi.search.internal.rank.Quality;
import org.madoguchi.search.internal.rank.Weights;

/**
 * Learns from questions whose answers are known by use, and measures what was learned with others:
 * every third one is held back. New weights are taken only when these are answered better by them.
 */
final class Teaching {
  /** Fewer say nothing. */
  static final int FEWEST = 180;

  private static final double PENALTY = 30;
  private static final int NTH_HELD_BACK = 3;

  /**
   * What came of it.
   *
   * @param before null when there was too little
   * @param better empty unless they are
   */
  record Lesson(int questions, int heldBack, Quality before, Quality after, Weights better) {}

  /** A question with what may answer it. */
  private record Exercise(Judged judged, List<Ranking.Choice> choices) {
    List<double[]> features() {
      return choices.stream().map(Ranking.Choice::features).toList();
    }

    Learner.Lesson lesson() {
      return new Learner.Lesson(
          features(),
          choices.stream()
              .mapToDouble(choice -> judged.points().getOrDefault(choice.key(), 0))
              .toArray());
    }

    double[] answered(Weights weights) {
      List<DocumentKey> keys = choices.stream().map(Ranking.Choice::key).toList();
      java.util.Map<DocumentKey, Integer> grades = new java.util.HashMap<>();
      judged.points().keySet().forEach(key -> grades.put(key, judged.grade(key)));
      return Quality.of(weights.order(keys, features()), grades);
    }

    /** Whether there is anything to put in order, and one of it served. */
    boolean teaches() {
      return choices.size() > 1
          && choices.stream().anyMatch(choice -> judged.points().containsKey(choice.key()));
    }
  }

  private final Ranking ranking;
  private final BooleanSupplier stopped;

  Teaching(Ranking ranking, BooleanSupplier stopped) {
    this.ranking = ranking;
    this.stopped = stopped;
  }

  /**
   * @param present what is used now
   * @throws IllegalStateException when it is stopped
   */
  Lesson teach(MunicipalityId municipality, List<Judged> questions, Weights present) {
    List<Exercise> learned = new ArrayList<>();
    List<Exercise> heldBack = new ArrayList<>();
    for (Judged judged : questions) {
      if (stopped.getAsBoolean()) {
        throw new IllegalStateException("the search is stopping");
      }
      Visibility by =
          judged.publicly() ? Visibility.everybody() : Visibility.of(AccessScope.system());
      Exercise exercise = new Exercise(judged, ranking.choices(municipality, judged.text(), by));
      if (exercise.teaches()) {
        boolean held = Math.floorMod(judged.text().hashCode(), NTH_HELD_BACK) == 0;
        (held ? heldBack : learned).add(exercise);
      }
    }
    int all = learned.size() + heldBack.size();
    if (all < FEWEST || heldBack.size() < FEWEST / (2 * NTH_HELD_BACK)) {
      return new Lesson(all, 0, null, null, null);
    }
    Weights fresh = learn(learned);
    Quality before = answered(heldBack, present);
    Quality after = answered(heldBack, fresh);
    if (!after.isBetterThan(before)) {
      return new Lesson(all, heldBack.size(), before, after, null);
    }
    learned.addAll(heldBack);
    return new Lesson(all, heldBack.size(), before, after, learn(learned));
  }

  private static Weights learn(List<Exercise> exercises) {
    return new Learner(PENALTY).learn(exercises.stream().map(Exercise::lesson).toList());
  }

  private static Quality answered(List<Exercise> exercises, Weights weights) {
    return new Quality(exercises.stream().map(e -> e.answered(weights)).toList());
  }
}
