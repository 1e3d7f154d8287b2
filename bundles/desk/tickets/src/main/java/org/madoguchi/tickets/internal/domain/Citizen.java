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
 * @param remarks about contact points; only about {@code contacts}
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
    List<Remark> remarks,
    List<Undeliverable> undeliverable,
    Standing standing,
    long version) {
  /**
   * @param status the enhanced status code that was told; '' when there was none
   */
  public record Undeliverable(ContactPoint point, String status, Instant at) {}

  /** A word about a contact point: whose it is, when it is answered. */
  public record Remark(ContactPoint point, String text) {
    public boolean isAboutThatOf(Remark other) {
      return isSame(point, other.point);
    }
  }

  /**
   * Whether they are one with other citizens.
   *
   * @param goesOnIn who they turned out to be; 0 when they stand for themselves
   * @param takesIn how many others turned out to be them
   */
  public record Standing(long goesOnIn, int takesIn) {
    public static final Standing ALONE = new Standing(0, 0);

    public boolean isAway() {
      return goesOnIn != 0;
    }
  }

  /** What people say about a citizen, and may edit. */
  public record Contents(
      String name,
      String kana,
      String language,
      String notes,
      List<ContactPoint> contacts,
      List<Remark> remarks) {
    public Contents {
      contacts = List.copyOf(contacts);
      remarks = kept(contacts, remarks);
    }

    /** Nothing said about either is lost; where only one can be, it is this one's. */
    public Contents with(Contents other) {
      List<ContactPoint> both = new ArrayList<>(contacts);
      other.contacts.stream().filter(p -> !holds(contacts, p)).forEach(both::add);
      List<Remark> said = new ArrayList<>(remarks);
      other.remarks.stream()
          .filter(r -> said.stream().noneMatch(r::isAboutThatOf))
          .forEach(said::add);
      return new Contents(
          either(name, other.name),
          either(kana, other.kana),
          either(language, other.language),
          notes.contains(other.notes) ? notes : (notes + "\n" + other.notes).strip(),
          both,
          said);
    }

    private static String either(String own, String others) {
      return own.isEmpty() ? others : own;
    }

    /** What is left once the other goes again, who had come to {@code before}. */
    public Contents without(Contents other, Contents before) {
      Contents together = before.with(other);
      if (equals(together)) {
        return before;
      }
      return new Contents(
          name.equals(together.name) ? before.name : name,
          kana.equals(together.kana) ? before.kana : kana,
          language.equals(together.language) ? before.language : language,
          notes.equals(together.notes) ? before.notes : notes,
          contacts.stream()
              .filter(p -> holds(before.contacts, p) || !holds(other.contacts, p))
              .toList(),
          remarks);
    }

    /** What is said about the contact point; '' when nothing is. */
    public String remarkOn(ContactPoint point) {
      return Citizen.remarkOn(remarks, point);
    }

    public Contents withContacts(List<ContactPoint> points) {
      return new Contents(name, kana, language, notes, points, remarks);
    }
  }

  public Citizen {
    contacts = List.copyOf(contacts);
    remarks = kept(contacts, remarks);
    List<ContactPoint> kept = contacts;
    undeliverable = undeliverable.stream().filter(u -> holds(kept, u.point())).toList();
  }

  private static List<Remark> kept(List<ContactPoint> contacts, List<Remark> remarks) {
    return remarks.stream().filter(r -> !r.text().isEmpty() && holds(contacts, r.point())).toList();
  }

  /** Reached everywhere, as far as anybody knows, and nobody else. */
  public Citizen(
      long id,
      MunicipalityId municipality,
      String name,
      String kana,
      String language,
      String notes,
      List<ContactPoint> contacts,
      long version) {
    this(
        id,
        municipality,
        name,
        kana,
        language,
        notes,
        contacts,
        List.of(),
        List.of(),
        Standing.ALONE,
        version);
  }

  public Contents contents() {
    return new Contents(name, kana, language, notes, contacts, remarks);
  }

  public Citizen with(Contents c) {
    return new Citizen(
        id,
        municipality,
        c.name(),
        c.kana(),
        c.language(),
        c.notes(),
        c.contacts(),
        c.remarks(),
        undeliverable,
        standing,
        version);
  }

  public Citizen nextVersion() {
    return new Citizen(
        id,
        municipality,
        name,
        kana,
        language,
        notes,
        contacts,
        remarks,
        undeliverable,
        standing,
        version + 1);
  }

  public Citizen standing(Standing other) {
    return new Citizen(
        id,
        municipality,
        name,
        kana,
        language,
        notes,
        contacts,
        remarks,
        undeliverable,
        other,
        version);
  }

  /** The fields that differ, by the names they are edited by. */
  public List<String> changedSince(Citizen before) {
    List<String> fields = new ArrayList<>();
    if (!name.equals(before.name)) {
      fields.add("name");
    }
    if (!kana.equals(before.kana)) {
      fields.add("kana");
    }
    if (!language.equals(before.language)) {
      fields.add("language");
    }
    if (!notes.equals(before.notes)) {
      fields.add("notes");
    }
    if (isReachedOtherwiseThan(before)) {
      fields.add("contacts");
    }
    return fields;
  }

  public boolean isReachedOtherwiseThan(Citizen before) {
    return !contacts.equals(before.contacts)
        || !remarks.equals(before.remarks)
        || !undeliverable.equals(before.undeliverable);
  }

  public Optional<Undeliverable> undeliverableAt(ContactPoint point) {
    return undeliverable.stream().filter(u -> isSame(u.point(), point)).findFirst();
  }

  /** What is said about the contact point; '' when nothing is. */
  public String remarkOn(ContactPoint point) {
    return remarkOn(remarks, point);
  }

  private static String remarkOn(List<Remark> remarks, ContactPoint point) {
    return remarks.stream()
        .filter(r -> isSame(r.point(), point))
        .map(Remark::text)
        .findFirst()
        .orElse("");
  }

  /** A message came back from one of the contact points; what is marked already stays so. */
  public Citizen marked(Undeliverable mark) {
    return undeliverableAt(mark.point()).isPresent() ? this : marked(List.of(mark));
  }

  /** The same for several, of which those count that the citizen is reached at. */
  public Citizen marked(List<Undeliverable> more) {
    List<Undeliverable> marks = new ArrayList<>(undeliverable);
    more.stream().filter(m -> undeliverableAt(m.point()).isEmpty()).forEach(marks::add);
    return withMarks(marks);
  }

  /** They can be reached there again. */
  public Citizen unmarked(ContactPoint point) {
    return withMarks(undeliverable.stream().filter(u -> !isSame(u.point(), point)).toList());
  }

  private Citizen withMarks(List<Undeliverable> marks) {
    return new Citizen(
        id, municipality, name, kana, language, notes, contacts, remarks, marks, standing, version);
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
