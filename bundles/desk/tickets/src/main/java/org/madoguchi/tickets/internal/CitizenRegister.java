package org.madoguchi.tickets.internal;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.internal.domain.Citizen;
import org.madoguchi.tickets.internal.domain.ContactMatch;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds out who is writing or calling, inside a running command. */
@Component(service = CitizenRegister.class)
public final class CitizenRegister {
  private final CitizenRepository citizens;
  private final TicketRepository tickets;
  private final IdSource ids;

  @Activate
  public CitizenRegister(
      @Reference CitizenRepository citizens,
      @Reference TicketRepository tickets,
      @Reference IdSource ids) {
    this.citizens = citizens;
    this.tickets = tickets;
    this.ids = ids;
  }

  /**
   * Looks up together who is reached at these points.
   *
   * @param points of each municipality
   */
  Callers callers(Instant at, Map<MunicipalityId, Set<ContactPoint>> points) {
    Callers callers = new Callers(at);
    points.forEach(callers::lookUp);
    return callers;
  }

  /** A contact point as it is recognised. */
  private record Address(MunicipalityId municipality, ContactPoint point) {
    static Address of(MunicipalityId municipality, ContactPoint point) {
      return new Address(municipality, new ContactPoint(point.kind(), ContactMatch.of(point)));
    }
  }

  /** Who calls, within one command. */
  final class Callers {
    private final Instant at;
    private final Map<Address, Citizen> known = new HashMap<>();
    private final Set<OnceKey> claimed = new HashSet<>();

    private Callers(Instant at) {
      this.at = at;
    }

    private void lookUp(MunicipalityId municipality, Set<ContactPoint> points) {
      Set<ContactPoint> wanted = new HashSet<>();
      points.forEach(p -> wanted.add(Address.of(municipality, p).point()));
      citizens
          .reachedAt(municipality, wanted)
          .forEach((p, reached) -> known.put(new Address(municipality, p), reached.get(0)));
      Set<OnceKey> strangers = new HashSet<>();
      for (ContactPoint p : points) {
        if (!known.containsKey(Address.of(municipality, p))) {
          strangers.add(OnceKey.citizen(municipality, p));
        }
      }
      if (!strangers.isEmpty()) {
        claimed.addAll(tickets.taken(strangers));
      }
    }

    /**
     * Who is reached at the first of the points that were looked up, or a new citizen. Two messages
     * of a stranger at the same time still make one citizen: a contact point may be claimed once.
     */
    Citizen matchOrCreate(
        MunicipalityId municipality, String name, String language, List<ContactPoint> points) {
      if (points.isEmpty()) {
        return create(municipality, name, "", language, points, at);
      }
      ContactPoint best = points.get(0);
      Address address = Address.of(municipality, best);
      Citizen found = known.get(address);
      if (found == null) {
        found = claimOrCreate(municipality, name, language, best);
        known.put(address, found);
      }
      return found;
    }

    /** Whoever writes from an address can be reached there, whatever came back from it before. */
    void heardFrom(MunicipalityId municipality, ContactPoint point) {
      Citizen citizen = known.get(Address.of(municipality, point));
      if (citizen == null || citizen.undeliverableAt(point).isEmpty()) {
        return;
      }
      Citizen reached = citizen.unmarked(point).nextVersion();
      citizens.save(reached, citizen, StaffId.SYSTEM, at);
      known.replaceAll((address, c) -> c.id() == reached.id() ? reached : c);
    }

    private Citizen claimOrCreate(
        MunicipalityId municipality, String name, String language, ContactPoint point) {
      OnceKey claim = OnceKey.citizen(municipality, point);
      if (claimed.add(claim)) {
        tickets.take(claim, 0, 0, at);
      } else {
        // by a command that committed after we looked; or long ago, and the citizen moved since
        Optional<Citizen> faster = citizens.reachedAt(municipality, point).stream().findFirst();
        if (faster.isPresent()) {
          return faster.get();
        }
      }
      return create(municipality, name, "", language, List.of(point), at);
    }
  }

  /** Somebody staff named: families share telephones, so the name must fit as well. */
  Optional<Citizen> named(MunicipalityId municipality, String name, List<ContactPoint> points) {
    return points.stream()
        .flatMap(p -> citizens.reachedAt(municipality, p).stream())
        .filter(c -> isNamed(c, name))
        .findFirst();
  }

  static boolean isNamed(Citizen citizen, String name) {
    return withoutBlanks(citizen.name()).equals(withoutBlanks(name));
  }

  private static String withoutBlanks(String name) {
    return name.replaceAll("[\\s\\u3000]", "");
  }

  Citizen create(
      MunicipalityId municipality,
      String name,
      String kana,
      String language,
      List<ContactPoint> points,
      Instant at) {
    Citizen citizen =
        new Citizen(ids.next("citizen"), municipality, name, kana, language, "", points, 1);
    citizens.add(citizen, at);
    return citizen;
  }
}
