package org.madoguchi.directory.internal.categories;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The parents of a file's nodes. */
public final class Tree {
  private final Map<String, String> parents;

  /**
   * @param parents child → parent, '' for a root
   */
  public Tree(Map<String, String> parents) {
    this.parents = parents;
  }

  public boolean has(String node) {
    return parents.containsKey(node);
  }

  /**
   * How many steps lead from the node to its root, counting the node; 0 when they lead in a circle.
   */
  public int depth(String node) {
    Set<String> path = new HashSet<>();
    for (String at = node; at != null && !at.isEmpty(); at = parents.get(at)) {
      if (!path.add(at)) {
        return 0;
      }
    }
    return path.size();
  }
}
