package org.madoguchi.tickets.internal.presence;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.Staff;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.DeskRules;
import org.madoguchi.tickets.internal.TicketAccess;
import org.madoguchi.tickets.internal.TicketTransactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** People at the same ticket see each other. */
@Component(service = PresenceDesk.class)
public final class PresenceDesk {
  private final TicketTransactions transactions;
  private final TicketAccess access;
  private final Presences presences;
  private final DeskRules rules;
  private final Directory directory;

  @Activate
  public PresenceDesk(
      @Reference TicketTransactions transactions,
      @Reference TicketAccess access,
      @Reference Presences presences,
      @Reference DeskRules rules,
      @Reference Directory directory) {
    this.transactions = transactions;
    this.access = access;
    this.presences = presences;
    this.rules = rules;
    this.directory = directory;
  }

  /** Whether people of the municipality are shown at all. */
  public boolean shows(TicketRef ref) {
    return rules.showsPresence(ref.municipality());
  }

  /**
   * The caller has the ticket open in a tab of theirs, or has left it, which needs no right.
   *
   * @return who else has it open; nobody for whoever left
   * @throws DomainException ticket-not-found, too-many-requests
   */
  public List<Beside> announce(AccessScope scope, TicketRef ref, String tab, Doing doing) {
    StaffId who = scope.who();
    presences.count(who);
    if (doing == Doing.GONE) {
      presences.leave(who, tab, ref);
      return List.of();
    }
    try {
      transactions.read(() -> access.readable(scope, ref));
    } catch (DomainException e) {
      presences.leave(who, tab, ref);
      throw e;
    }
    if (!shows(ref)) {
      return List.of();
    }
    presences.see(who, tab, ref, doing);
    return beside(presences.at(ref), who);
  }

  /** Everybody but this one, whoever writes first, by their names as staff are called. */
  List<Beside> beside(Map<StaffId, Doing> people, StaffId without) {
    return people.entrySet().stream()
        .filter(person -> !person.getKey().equals(without))
        .map(person -> new Beside(person.getKey(), name(person.getKey()), person.getValue()))
        .sorted(Comparator.comparing(Beside::doing).reversed().thenComparing(Beside::who))
        .toList();
  }

  private String name(StaffId who) {
    return directory.staff(who).map(Staff::name).orElse(who.value());
  }
}
