package org.madoguchi.tickets.internal.domain;

import java.time.Instant;
import java.util.ArrayList;
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
 * @param undeliverable those a message came back from; only of {@code contacts}
 */
public record Citizen(
    long id,
    MunicipalityId municipality,
    String name,
    String kana,
    String language,
    String notes,
    List<ContactPoint> contacts,
    List<Undeliverable> undeliverable,
    long version) {
  /**
   * @param status the enhanced status code that was told; '' when there was none
   */
  public record Undeliverable(ContactPoint point, String status, Instant at) {}

  public Citizen {
    contacts = List.copyOf(contacts);
    List<ContactPoint> kept = contacts;
    undeliverable = undeliverable.stream().filter(u -> holds(kept, u.point())).toList();
  }

  /** Reached everywhere, as far as anybody knows. */
  public Citizen(
      long id,
      MunicipalityId municipality,
      String name,
      String kana,
      String language,
      String notes,
      List<ContactPoint> contacts,
      long version) {
    this(id, municipality, name, kana, language, notes, contacts, List.of(), version);
  }

  public Citizen nextVersion() {
    return new Citizen(
        id, municipality, name, kana, language, notes, contacts, undeliverable, version + 1);
  }

  public Optional<Undeliverable> undeliverableAt(ContactPoint point) {
    return undeliverable.stream().filter(u -> isSame(u.point(), point)).findFirst();
  }

  /** A message came back from one of the contact points; what is marked already stays so. */
  public Citizen marked(Undeliverable mark) {
    if (undeliverableAt(mark.point()).isPresent()) {
      return this;
    }
    List<Undeliverable> marks = new ArrayList<>(undeliverable);
    marks.add(mark);
    return withMarks(marks);
  }

  /** They can be reached there again. */
  public Citizen unmarked(ContactPoint point) {
    return withMarks(undeliverable.stream().filter(u -> !isSame(u.point(), point)).toList());
  }

  private Citizen withMarks(List<Undeliverable> marks) {
    return new Citizen(id, municipality, name, kana, language, notes, contacts, marks, version);
  }

  public Optional<ContactPoint> mail() {
    return contacts.stream().filter(c -> c.kind() == ContactPoint.Kind.MAIL).findFirst();
  }

  /** The contact points that {@code before} was not reached at. */
  public List<ContactPoint> contactsAddedTo(Citizen before) {
    return contacts.stream().filter(c -> !before.isReachedAt(c)).toList();
  }

  public boolean isReachedAt(ContactPoint point) {
    return holds(contacts, point);
  }

  private static boolean holds(List<ContactPoint> points, ContactPoint point) {
    return points.stream().anyMatch(p -> isSame(p, point));
  }

  private static boolean isSame(ContactPoint one, ContactPoint other) {
    return one.kind() == other.kind() && ContactMatch.of(one).equals(ContactMatch.of(other));
  }
}
