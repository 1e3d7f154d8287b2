package org.madoguchi.web.internal.rest;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;

/** The resources there are right now, and the addresses that were served before. Thread-safe. */
final class Resources {
  private final Map<String, ResourceServer> byAddress = new ConcurrentHashMap<>();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final Predicate<String> expected;

  /**
   * @param expected whether a resource at an address nobody has served yet will come
   */
  Resources(Predicate<String> expected) {
    this.expected = expected;
  }

  /** False when the address is taken. */
  boolean add(ResourceServer server) {
    seen.add(server.address());
    return byAddress.putIfAbsent(server.address(), server) == null;
  }

  void remove(ResourceServer server) {
    byAddress.remove(server.address(), server);
  }

  boolean has(String address) {
    return byAddress.containsKey(address);
  }

  List<ResourceServer> all() {
    return byAddress.values().stream()
        .sorted(Comparator.comparing(ResourceServer::address))
        .toList();
  }

  /**
   * The resource that serves a path such as {@code /tickets/mihon-2026-000001}: the one with the
   * longest address.
   *
   * @throws DomainException unavailable when that address was served before or is going to be, and
   *     is not now; not-found
   */
  ResourceServer serving(String path) {
    Optional<String> address = longestMatch(path);
    if (address.isEmpty() && !expected.test(path)) {
      throw new DomainException(Problems.NOT_FOUND);
    }
    return address.map(byAddress::get).orElseThrow(Resources::away);
  }

  static DomainException away() {
    return new DomainException(Problems.UNAVAILABLE);
  }

  private Optional<String> longestMatch(String path) {
    return seen.stream()
        .filter(address -> path.equals(address) || path.startsWith(address + "/"))
        .max(Comparator.comparingInt(String::length));
  }
}
