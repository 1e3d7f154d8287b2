package org.madoguchi.itests.hotswap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How long each exchanged plug-in was away, in milliseconds:
 *
 * <ul>
 *   <li>a service: from the moment the old one goes to the moment the new one is there;
 *   <li>a panel, which has no service: from its bundle's stop to its bundle's start;
 *   <li>intake, what the citizens notice: from the last mail that the old connector handed over to
 *       the first that the new one did, while mail lies in the mailbox.
 * </ul>
 *
 * A plug-in that was removed and came again was not exchanged.
 */
final class Gaps {
  private static final String STARTED = "bundle 2";
  private static final String STOPPED = "bundle 4";
  private static final String UNINSTALLED = "bundle 16";
  private static final String STOPPING = "bundle 256";

  private final Map<String, List<Long>> gaps = new TreeMap<>();

  /**
   * @param events as {@link Probe} wrote them
   * @param taken when mails were handed over
   */
  Gaps(List<String> events, NavigableSet<Long> taken) {
    Map<String, Long> away = new HashMap<>();
    for (String line : events) {
      String[] parts = line.split(" ", 3);
      long at = Long.parseLong(parts[0]);
      String bundle = parts[1];
      String what = parts[2];
      String service = bundle + what.substring(what.indexOf(' '));
      if (what.equals(UNINSTALLED)) {
        away.keySet().removeIf(key -> key.startsWith(bundle));
      } else if (what.startsWith("unregistered")) {
        away.put(service, at);
      } else if (what.startsWith("registered") && away.containsKey(service)) {
        add(service, at - away.remove(service));
      } else if (bundle.equals(HotDesk.PANEL) && what.equals(STOPPING)) {
        away.put(bundle, at);
      } else if (bundle.equals(HotDesk.PANEL) && what.equals(STARTED) && away.containsKey(bundle)) {
        add(bundle, at - away.remove(bundle));
      } else if (bundle.equals(HotDesk.MAIL) && what.equals(STOPPED)) {
        away.put(bundle + " intake", at);
      } else if (bundle.equals(HotDesk.MAIL) && what.equals(STARTED)) {
        Long stopped = away.remove(bundle + " intake");
        Long last = stopped == null ? null : taken.floor(stopped);
        Long first = stopped == null ? null : taken.higher(stopped);
        if (last != null && first != null) {
          add(bundle + " intake", first - last);
        }
      }
    }
  }

  private void add(String what, long gap) {
    gaps.computeIfAbsent(what, w -> new ArrayList<>()).add(gap);
  }

  /** How many exchanges of it were measured. */
  int count(String what) {
    return gaps.getOrDefault(what, List.of()).size();
  }

  long longest() {
    return gaps.values().stream().flatMap(List::stream).mapToLong(Long::longValue).max().orElse(0);
  }

  @Override
  public String toString() {
    return gaps.entrySet().stream()
        .map(kind -> kind.getKey() + ": " + told(kind.getValue()))
        .collect(Collectors.joining("\n  ", "\n  ", "\n"));
  }

  private static String told(List<Long> all) {
    List<Long> sorted = all.stream().sorted().toList();
    return "%d times, p50 %d ms, longest %d ms"
        .formatted(sorted.size(), sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
  }
}
