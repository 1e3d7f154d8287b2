package org.madoguchi.tickets.internal.citizens;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.internal.CitizenDesk;
import org.madoguchi.tickets.internal.CitizenDesk.Known;
import org.madoguchi.tickets.internal.CitizenRepository;
import org.madoguchi.tickets.internal.Journal;
import org.madoguchi.tickets.internal.Journal.Side;
import org.madoguchi.tickets.internal.Limits;
import org.madoguchi.tickets.internal.TicketTransactions;
import org.madoguchi.tickets.internal.domain.Citizen;
import org.madoguchi.tickets.internal.domain.Citizen.Contents;
import org.madoguchi.tickets.internal.domain.Citizen.Standing;
import org.madoguchi.tickets.internal.domain.CitizenMerge;
import org.madoguchi.tickets.internal.domain.ContactMatch;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Two citizens turn out to be one, and that can be taken back. Both get a new version, so that of
 * two people who merge them into each other at the same moment one looks again, and finds that one
 * of them goes on in the other already.
 */
@Component(service = MergeCitizens.class)
public final class MergeCitizens {
  /** How many citizens one may turn out to be: more would make each look at a ticket slow. */
  public static final int MOST = 50;

  private final TicketTransactions transactions;
  private final CitizenRepository citizens;
  private final CitizenMerges merges;
  private final CitizenDesk desk;
  private final Clock clock;

  @Activate
  public MergeCitizens(
      @Reference TicketTransactions transactions,
      @Reference CitizenRepository citizens,
      @Reference CitizenMerges merges,
      @Reference CitizenDesk desk,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.citizens = citizens;
    this.merges = merges;
    this.desk = desk;
    this.clock = clock;
  }

  /**
   * Nothing happens where they are that one already.
   *
   * @return the one they go on in
   * @throws DomainException municipality-not-found; citizen-not-found for either; forbidden;
   *     citizen-merge-into-itself; citizen-merged-away for either;
   *     citizen-merge-across-confidentialities; citizen-merge-too-large
   */
  public Known merge(AccessScope scope, MunicipalityId municipality, long id, long into) {
    CitizenDesk.requireThere(scope, municipality);
    Citizen one =
        transactions.decide(
            () -> {
              Citizen citizen = itself(scope, municipality, id);
              Citizen other = itself(scope, municipality, into);
              scope.require(Permission.CITIZEN_WRITE, municipality);
              boolean done = merges.away(id).filter(m -> m.into() == into).isPresent();
              return done ? other : merge(scope.who(), citizen, other);
            });
    return desk.look(scope, municipality, one.id());
  }

  private Citizen itself(AccessScope scope, MunicipalityId municipality, long id) {
    // who may know whom they go on in may know them
    citizens
        .find(municipality, id, scope.reaches(Permission.TICKET_READ))
        .orElseThrow(() -> new DomainException(TicketProblems.CITIZEN_NOT_FOUND));
    return merges.itself(id).orElseThrow();
  }

  private Citizen merge(StaffId who, Citizen citizen, Citizen other) {
    if (citizen.id() == other.id()) {
      throw new DomainException(TicketProblems.CITIZEN_MERGE_INTO_ITSELF);
    }
    CitizenDesk.requireNotAway(citizen);
    CitizenDesk.requireNotAway(other);
    requireKnownToMany(citizen);
    requireKnownToMany(other);
    Contents together = other.contents().with(citizen.contents());
    int takesIn = other.standing().takesIn() + citizen.standing().takesIn() + 1;
    requireFits(together, takesIn);
    Citizen away =
        citizen
            .with(citizen.contents().withContacts(List.of()))
            .standing(new Standing(other.id(), citizen.standing().takesIn()))
            .nextVersion();
    Citizen grown =
        other
            .with(together)
            .marked(citizen.undeliverable())
            .standing(new Standing(0, takesIn))
            .nextVersion();
    Instant now = now();
    save(Journal.CITIZEN_MERGED, new Change(away, citizen), new Change(grown, other), who, now);
    merges.add(
        new CitizenMerge(citizen.id(), other.id(), citizen.contents(), other.contents(), who, now),
        grown.name());
    return grown;
  }

  /**
   * Whoever reads tickets of one would learn of somebody whom only few may know; when few know
   * both, they need not be the same few.
   */
  private void requireKnownToMany(Citizen citizen) {
    if (merges.openest(citizen).filter(level -> level != Confidentiality.NORMAL).isPresent()) {
      throw new DomainException(TicketProblems.CITIZEN_MERGE_ACROSS_CONFIDENTIALITIES);
    }
  }

  private static void requireFits(Contents together, int takesIn) {
    if (together.contacts().size() > Limits.CONTACTS
        || together.notes().length() > Limits.NOTES
        || takesIn > MOST) {
      throw new DomainException(
          TicketProblems.CITIZEN_MERGE_TOO_LARGE, Limits.CONTACTS, Limits.NOTES, MOST);
    }
  }

  private record Change(Citizen after, Citizen before) {}

  /** In one order, whichever way they are merged: two such commands wait, and do not deadlock. */
  private void save(String type, Change going, Change staying, StaffId who, Instant now) {
    boolean goingFirst = going.after().id() < staying.after().id();
    if (goingFirst) {
      save(type, going, Side.GOING, staying, who, now);
    }
    save(type, staying, Side.STAYING, going, who, now);
    if (!goingFirst) {
      save(type, going, Side.GOING, staying, who, now);
    }
  }

  private void save(String type, Change change, Side side, Change other, StaffId who, Instant now) {
    List<String> fields = change.after().changedSince(change.before());
    citizens.save(
        change.after(),
        change.before(),
        Journal.citizens(type, change.after(), fields, side, other.after().id(), who, now));
  }

  /**
   * Each has its own back, but for what was edited since. Tickets that came since by a contact
   * point stay with whom they came to.
   *
   * @return the one that stands for itself again
   * @throws DomainException municipality-not-found; citizen-not-found; forbidden;
   *     citizens-not-merged; citizen-merged-away when the other one goes on elsewhere itself
   */
  public Known separate(AccessScope scope, MunicipalityId municipality, long id, long from) {
    CitizenDesk.requireThere(scope, municipality);
    Citizen alone =
        transactions.decide(
            () -> {
              Citizen citizen = itself(scope, municipality, id);
              Citizen other = itself(scope, municipality, from);
              scope.require(Permission.CITIZEN_WRITE, municipality);
              CitizenMerge merge =
                  merges
                      .away(id)
                      .filter(m -> m.into() == from)
                      .orElseThrow(() -> new DomainException(TicketProblems.CITIZENS_NOT_MERGED));
              CitizenDesk.requireNotAway(other);
              return separate(scope.who(), citizen, other, merge);
            });
    // as their own deed left them, even where they could be seen by the other's tickets alone
    return transactions.read(() -> desk.known(scope, alone));
  }

  private Citizen separate(StaffId who, Citizen citizen, Citizen other, CitizenMerge merge) {
    Contents left = other.contents().without(merge.own(), merge.others());
    List<ContactPoint> back =
        merge.own().contacts().stream().filter(p -> !hasGoneOn(p, citizen, other)).toList();
    Citizen alone =
        citizen
            .with(merge.own().withContacts(back))
            .marked(other.undeliverable())
            .standing(new Standing(0, citizen.standing().takesIn()))
            .nextVersion();
    int takesIn = other.standing().takesIn() - citizen.standing().takesIn() - 1;
    Citizen less = other.with(left).standing(new Standing(0, takesIn)).nextVersion();
    Instant now = now();
    save(Journal.CITIZEN_SEPARATED, new Change(alone, citizen), new Change(less, other), who, now);
    if (!merges.remove(merge, alone.name())) {
      throw new DomainException(TicketProblems.CITIZENS_NOT_MERGED);
    }
    return alone;
  }

  /** Somebody else is reached there by now: messages from there are theirs. */
  private boolean hasGoneOn(ContactPoint point, Citizen citizen, Citizen other) {
    return ContactMatch.tellsWhoWrites(point.kind())
        && citizens.reachedAt(citizen.municipality(), point).stream()
            .anyMatch(c -> c.id() != citizen.id() && c.id() != other.id());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
