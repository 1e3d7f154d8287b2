package org.madoguchi.portal.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.directory.Category;

/** The categories in which there is something to read, with how much it is. */
public final class Categories {
  /** The tree has three levels; a wrong file must not lead in circles. */
  private static final int DEEPEST = 10;

  /**
   * A category as lists show it.
   *
   * @param count its articles and those of all below it
   */
  public record Node(String code, String parent, String name, int count) {}

  private final Map<String, Node> nodes = new LinkedHashMap<>();

  Categories(List<Category> all, Shelf shelf) {
    Map<String, Category> byCode = new HashMap<>();
    all.forEach(category -> byCode.put(category.code(), category));
    Map<String, Integer> counts = new HashMap<>();
    shelf
        .byCategory()
        .forEach(
            (code, entries) -> {
              Category at = byCode.get(code);
              for (int i = 0; at != null && i < DEEPEST; i++) {
                counts.merge(at.code(), entries.size(), Integer::sum);
                at = byCode.get(at.parent());
              }
            });
    for (Category category : all) {
      Integer count = counts.get(category.code());
      if (count != null) {
        nodes.put(
            category.code(), new Node(category.code(), category.parent(), category.name(), count));
      }
    }
  }

  Optional<Node> find(String code) {
    return Optional.ofNullable(nodes.get(code));
  }

  /** Those right below; '' = the first level. */
  List<Node> below(String code) {
    return nodes.values().stream().filter(node -> node.parent().equals(code)).toList();
  }

  /** From the first level down to this one. */
  List<Node> path(String code) {
    List<Node> path = new ArrayList<>();
    Node at = nodes.get(code);
    while (at != null && path.size() < DEEPEST) {
      path.add(0, at);
      at = nodes.get(at.parent());
    }
    return path;
  }

  /** The category and all below it. */
  Set<String> branch(String code) {
    Set<String> branch = new HashSet<>(Set.of(code));
    for (int i = 0; i < DEEPEST; i++) {
      nodes.values().stream()
          .filter(node -> branch.contains(node.parent()))
          .map(Node::code)
          .forEach(branch::add);
    }
    return branch;
  }

  /** The articles of the branch, the newest first. */
  List<Entry> entries(String code, Shelf shelf) {
    List<Entry> entries = new ArrayList<>();
    for (String each : branch(code)) {
      entries.addAll(shelf.byCategory().getOrDefault(each, List.of()));
    }
    entries.sort(Comparator.comparing(Entry::publishedAt).thenComparing(Entry::id).reversed());
    return entries;
  }
}
