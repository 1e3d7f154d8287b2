package org.madoguchi.tickets.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.internal.domain.Citizen;
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
   * Who is reached at any of the points, best first, or a new citizen. Two messages of a stranger
   * at the same time still make one citizen: the first contact point may be claimed once.
   */
  Citizen matchOrCreate(
      MunicipalityId municipality,
      String name,
      String language,
      List<ContactPoint> points,
      Instant at) {
    return reachedAt(municipality, points)
        .orElseGet(() -> claimOrCreate(municipality, name, language, points, at));
  }

  private Optional<Citizen> reachedAt(MunicipalityId municipality, List<ContactPoint> points) {
    return points.stream().flatMap(p -> citizens.reachedAt(municipality, p).stream()).findFirst();
  }

  private Citizen claimOrCreate(
      MunicipalityId municipality,
      String name,
      String language,
      List<ContactPoint> points,
      Instant at) {
    Optional<OnceKey> claim =
        points.stream().findFirst().map(p -> OnceKey.citizen(municipality, p));
    boolean claimed = claim.flatMap(tickets::taken).isPresent();
    if (claimed) {
      // by a command that committed after we looked; or long ago, and the citizen moved since
      Optional<Citizen> faster = reachedAt(municipality, points);
      if (faster.isPresent()) {
        return faster.get();
      }
    } else {
      claim.ifPresent(key -> tickets.take(key, 0, 0, at));
    }
    return create(municipality, name, "", language, points, at);
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
