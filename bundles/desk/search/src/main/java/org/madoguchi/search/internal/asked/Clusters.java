package org.madoguchi.search.internal.asked;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts together what asks the same. Each text joins the group it is most like, or begins one; then
 * all are put where they fit best twice more, as groups know better by then what they are about.
 * Only groups with a telling term in common are compared. Pure.
 */
public final class Clusters {
  /** From this likeness on, two ask the same; found with the labelled questions of the tests. */
  static final double ALIKE = 0.30;

  private static final int TERMS_COMPARED = 8;
  private static final int ROUNDS = 2;

  /**
   * @param members the most typical one first
   * @param weights what it is about
   */
  public record Cluster(List<Asked> members, Map<String, Double> weights) {
    public Asked central() {
      return members.get(0);
    }
  }

  private static final class Group {
    private final Map<String, Double> sum = new HashMap<>();
    private final List<Integer> members = new ArrayList<>();
    private Map<String, Double> centre = Map.of();

    void add(int text, Map<String, Double> vector) {
      members.add(text);
      vector.forEach((term, weight) -> sum.merge(term, weight, Double::sum));
      centre = Vectors.normal(new HashMap<>(sum));
    }
  }

  private final List<Asked> all;
  private final List<Map<String, Double>> vectors;

  private Clusters(List<Asked> all) {
    this.all = all;
    Vectors weighing = new Vectors(all);
    this.vectors = all.stream().map(asked -> weighing.of(asked.terms())).toList();
  }

  /**
   * @param fewest smaller groups are left out
   * @return the largest first
   */
  public static List<Cluster> of(List<Asked> all, int fewest) {
    return new Clusters(all).of(fewest);
  }

  private List<Cluster> of(int fewest) {
    List<Group> groups = grouped(List.of());
    for (int round = 0; round < ROUNDS; round++) {
      groups = grouped(groups);
    }
    return groups.stream()
        .filter(group -> group.members.size() >= fewest)
        .map(this::cluster)
        .sorted(
            Comparator.comparingInt((Cluster c) -> -c.members().size())
                .thenComparing(c -> c.central().key().id()))
        .toList();
  }

  private List<Group> grouped(List<Group> before) {
    List<Group> groups = new ArrayList<>();
    Map<String, Set<Group>> byTerm = new HashMap<>();
    for (Group group : before) {
      if (group.members.size() > 1) {
        Group again = new Group();
        again.centre = group.centre;
        groups.add(again);
        known(again, byTerm);
      }
    }
    List<Map<String, Double>> centres = groups.stream().map(g -> g.centre).toList();
    for (int text = 0; text < all.size(); text++) {
      Map<String, Double> vector = vectors.get(text);
      if (vector.isEmpty()) {
        continue; // says nothing
      }
      Group best = best(vector, byTerm);
      if (best == null) {
        best = new Group();
        groups.add(best);
      }
      int at = groups.indexOf(best);
      best.add(text, vector);
      if (at < centres.size()) {
        best.centre = centres.get(at); // stays until all are put
      }
      known(best, byTerm);
    }
    groups.removeIf(group -> group.members.isEmpty());
    groups.forEach(group -> group.centre = Vectors.normal(new HashMap<>(group.sum)));
    return groups;
  }

  private static void known(Group group, Map<String, Set<Group>> byTerm) {
    Vectors.telling(group.centre, TERMS_COMPARED)
        .forEach(term -> byTerm.computeIfAbsent(term, t -> new HashSet<>()).add(group));
  }

  private static Group best(Map<String, Double> vector, Map<String, Set<Group>> byTerm) {
    Set<Group> candidates = new HashSet<>();
    Vectors.telling(vector, TERMS_COMPARED)
        .forEach(term -> candidates.addAll(byTerm.getOrDefault(term, Set.of())));
    Group best = null;
    double most = ALIKE;
    for (Group group : candidates) {
      double likeness = Vectors.likeness(vector, group.centre);
      if (likeness > most) {
        most = likeness;
        best = group;
      }
    }
    return best;
  }

  private Cluster cluster(Group group) {
    List<Asked> members =
        group.members.stream()
            .sorted(
                Comparator.comparingDouble(
                    (Integer text) -> -Vectors.likeness(vectors.get(text), group.centre)))
            .map(all::get)
            .toList();
    return new Cluster(members, group.centre);
  }
}
