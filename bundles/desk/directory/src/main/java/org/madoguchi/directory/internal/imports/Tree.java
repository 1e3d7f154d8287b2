package org.madoguchi.directory.internal.imports;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The parents of a file's nodes. */
final class Tree {
  private final Map<String, String> parents;

  /**
   * @param parents child → parent, '' for a root
   */
  Tree(Map<String, String> parents) {
    this.parents = parents;
  }

  boolean has(String node) {
    return parents.containsKey(node);
  }

  /**
   * How many steps lead from the node to its root, counting the node; 0 when they lead in a circle.
   */
  int depth(String node) {
    Set<String> path = new HashSet<>();
    for (String at = node; at != null && !at.isEmpty(); at = parents.get(at)) {
      if (!path.add(at)) {
        return 0;
      }
    }
    return path.size();
  }
}
