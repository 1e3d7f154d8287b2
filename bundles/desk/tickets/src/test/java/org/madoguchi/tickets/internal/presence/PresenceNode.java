package org.madoguchi.tickets.internal.presence;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.store.ThisProcess;
import org.madoguchi.tickets.internal.DeskRules;
import org.madoguchi.tickets.internal.TicketAccess;
import org.madoguchi.tickets.internal.TicketRepository;
import org.madoguchi.tickets.internal.TicketTransactions;

/** One node of several on the same database; its turns are taken by hand. */
public final class PresenceNode implements ThisProcess {
  /** What a person was told, as text. */
  public record Told(StaffId who, AccessTag record, String content) {}

  public final PresenceDesk desk;
  public final List<Told> told = new ArrayList<>();
  private final String name;
  private final PresenceTurns turns;
  private Set<String> others = Set.of();

  public PresenceNode(
      String name,
      TicketTransactions unit,
      TicketAccess access,
      TicketRepository tickets,
      PresenceStore store,
      DeskRules rules,
      Directory directory,
      Clock clock) {
    this.name = name;
    Presences presences = new Presences(clock);
    desk = new PresenceDesk(unit, access, presences, rules, directory);
    turns =
        new PresenceTurns(
            unit, tickets, store, presences, desk, this::tell, this, clock, Duration.ofHours(1));
  }

  private void tell(
      StaffId who, Permission permission, AccessTag record, String message, Map<String, ?> said) {
    told.add(new Told(who, record, message + " " + people(said)));
  }

  /** {@code suzuki replying, mori viewing} */
  private static String people(Map<String, ?> said) {
    return String.join(
        ", ",
        ((List<?>) said.get("people"))
            .stream()
                .map(p -> (Map<?, ?>) p)
                .map(p -> p.get("id") + " " + p.get("doing"))
                .toList());
  }

  /** The nodes it knows to live. */
  public PresenceNode knows(String... alive) {
    others = Set.of(alive);
    return this;
  }

  /** What was told in one turn. */
  public List<Told> turn() {
    told.clear();
    turns.take();
    return List.copyOf(told);
  }

  public void stop() {
    turns.stop();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<String> others() {
    return others;
  }
}
