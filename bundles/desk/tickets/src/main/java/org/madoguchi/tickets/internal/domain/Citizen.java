package org.madoguchi.tickets.internal.domain;

import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.tickets.ContactPoint;

/**
 * A citizen as a municipality knows them.
 *
 * @param language BCP 47; '' when unknown
 * @param notes for staff; '' when none
 * @param contacts in the order they are preferred
 */
public record Citizen(
    long id,
    MunicipalityId municipality,
    String name,
    String kana,
    String language,
    String notes,
    List<ContactPoint> contacts,
    long version) {
  public Citizen {
    contacts = List.copyOf(contacts);
  }

  public Citizen nextVersion() {
    return new Citizen(id, municipality, name, kana, language, notes, contacts, version + 1);
  }

  public Optional<ContactPoint> mail() {
    return contacts.stream().filter(c -> c.kind() == ContactPoint.Kind.MAIL).findFirst();
  }

  /** The contact points that {@code before} was not reached at. */
  public List<ContactPoint> contactsAddedTo(Citizen before) {
    return contacts.stream().filter(c -> !before.isReachedAt(c)).toList();
  }

  public boolean isReachedAt(ContactPoint point) {
    String wanted = ContactMatch.of(point);
    return contacts.stream()
        .anyMatch(c -> c.kind() == point.kind() && ContactMatch.of(c).equals(wanted));
  }
}
