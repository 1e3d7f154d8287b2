package org.madoguchi.tickets.internal.imports;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.madoguchi.directory.Municipality;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.TicketImport.Author;
import org.madoguchi.tickets.TicketImport.Former;
import org.madoguchi.tickets.TicketImport.HistoricCitizen;
import org.madoguchi.tickets.TicketImport.HistoricEntry;
import org.madoguchi.tickets.TicketImport.HistoricTicket;
import org.madoguchi.tickets.TicketKind;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.Formers;
import org.madoguchi.tickets.internal.Limits;
import org.madoguchi.tickets.internal.domain.InboundText;

/** The rows of one old number as a ticket; what is wrong with them is all noted. */
final class RowLook {
  private static final Pattern MAIL = Pattern.compile("[^@\\s<>]+@[^@\\s<>]+");
  private static final Pattern NUMBER = Pattern.compile("(.*[0-9]){4}.*");
  private static final int SUBJECT_OF_TEXT = 60;
  private static final String LANGUAGE = "ja";

  /** A cell that says something, and where. */
  private record Cell(Part part, String heading, String text) {}

  private final Municipality municipality;
  private final Mapping mapping;
  private final List<String> headings;
  private final Vocabulary words;
  private final List<Part> parts;
  private final Instant now;
  private final List<Problem> problems = new ArrayList<>();
  private final Set<String> kept = new LinkedHashSet<>();

  RowLook(
      Municipality municipality,
      Mapping mapping,
      List<String> headings,
      Vocabulary words,
      Instant now,
      List<Part> parts) {
    this.municipality = municipality;
    this.mapping = mapping;
    this.headings = headings;
    this.words = words;
    this.now = now;
    this.parts = parts;
  }

  Look look() {
    Optional<When> received = when(Field.RECEIVED_AT).or(this::firstEntry);
    if (received.isEmpty() && problems.isEmpty()) {
      problems.add(Problem.of(parts.get(0).line(), heading(Field.RECEIVED_AT), "required", ""));
    }
    Instant openedAt = received.map(When::at).orElse(now);
    if (openedAt.isAfter(now)) {
      first(Field.RECEIVED_AT).ifPresent(cell -> note(cell, "in-the-future"));
    }
    Optional<Instant> closedAt = notBefore(openedAt, Field.CLOSED_AT);
    Optional<Instant> answeredAt = notBefore(openedAt, Field.ANSWERED_AT).or(() -> closedAt);
    List<HistoricEntry> entries = entries(openedAt, answeredAt);
    TicketKind kind = of(Field.KIND, words::kind, mapping.kind());
    TicketStatus status = of(Field.STATUS, words::status, mapping.status());
    String channel = of(Field.CHANNEL, words::channel, mapping.channel());
    String section =
        orNone(Field.SECTION, word -> words.section(word).map(SectionId::value), mapping.section());
    String category = orNone(Field.CATEGORY, words::category, "");
    String subject = subject();
    HistoricCitizen citizen = citizen();
    if (!problems.isEmpty()) {
      return Look.wrong(problems);
    }
    String number = parts.get(0).number();
    StaffId owner = staff(Field.OWNER).orElse(StaffId.NONE);
    String stranger = owner.isNone() ? text(Field.OWNER) : "";
    return Look.sound(
        new HistoricTicket(
            Formers.key(mapping.source(), number),
            municipality.id(),
            kind,
            status,
            channel,
            LANGUAGE,
            subject,
            new SectionId(section),
            category,
            owner,
            citizen,
            openedAt,
            // the former system's dates are no promise of this one: nothing is ever overdue by them
            Optional.empty(),
            closedAt,
            withKept(entries, openedAt),
            Optional.of(new Former(mapping.source(), number, stranger))));
  }

  private Optional<Cell> first(Field field) {
    return parts.stream().flatMap(part -> cell(part, field).stream()).findFirst();
  }

  private Optional<Cell> cell(Part part, Field field) {
    int column = mapping.fields().indexOf(field);
    if (column < 0 || column >= part.cells().size() || part.cells().get(column).isBlank()) {
      return Optional.empty();
    }
    return Optional.of(new Cell(part, headings.get(column), part.cells().get(column).strip()));
  }

  private String text(Field field) {
    return first(field).map(Cell::text).orElse("");
  }

  private String heading(Field field) {
    int column = mapping.fields().indexOf(field);
    return column < 0 ? "" : headings.get(column);
  }

  private void note(Cell cell, String code) {
    problems.add(Problem.of(cell.part().line(), cell.heading(), code, cell.text()));
  }

  private Optional<When> when(Field field) {
    return first(field).flatMap(this::when);
  }

  private Optional<When> when(Cell cell) {
    Optional<When> read = When.read(cell.text(), municipality.timeZone());
    if (read.isEmpty()) {
      note(cell, "no-date");
    }
    return read;
  }

  private Optional<When> firstEntry() {
    return mapping.fields().contains(Field.RECEIVED_AT) ? Optional.empty() : when(Field.ENTRY_AT);
  }

  /** A day without a time may be the day it was received on. */
  private Optional<Instant> notBefore(Instant openedAt, Field field) {
    Optional<When> when = when(field);
    if (when.isEmpty()) {
      return Optional.empty();
    }
    Instant at = when.get().at();
    boolean sameDay =
        when.get().dayOnly()
            && !at.plusSeconds(86_400).isBefore(openedAt)
            && at.atZone(municipality.timeZone())
                .toLocalDate()
                .equals(openedAt.atZone(municipality.timeZone()).toLocalDate());
    if (at.isBefore(openedAt) && !sameDay) {
      first(field).ifPresent(cell -> note(cell, "before-received"));
    } else if (at.isAfter(now)) {
      first(field).ifPresent(cell -> note(cell, "in-the-future"));
    }
    return Optional.of(at.isBefore(openedAt) ? openedAt : at);
  }

  private <T> T of(Field field, Function<String, Optional<T>> meaning, T usual) {
    Optional<Cell> cell = first(field);
    if (cell.isEmpty()) {
      return usual;
    }
    Optional<T> known = meaning.apply(mapping.meant(field, cell.get().text()));
    if (known.isEmpty()) {
      note(cell.get(), "unknown");
    }
    return known.orElse(usual);
  }

  /** '' where a cell stands for none. */
  private String orNone(Field field, Function<String, Optional<String>> meaning, String usual) {
    return of(field, word -> word.isEmpty() ? Optional.of("") : meaning.apply(word), usual);
  }

  private Optional<StaffId> staff(Field field) {
    return first(field).flatMap(cell -> words.staff(cell.text()));
  }

  private String subject() {
    String subject = InboundText.line(text(Field.SUBJECT), Limits.SUBJECT);
    if (subject.isEmpty()) {
      String text = text(Field.TEXT);
      subject = InboundText.line(text.lines().findFirst().orElse(""), SUBJECT_OF_TEXT);
    }
    if (subject.isEmpty()) {
      problems.add(Problem.of(parts.get(0).line(), heading(Field.SUBJECT), "required", ""));
    }
    return subject;
  }

  private List<HistoricEntry> entries(Instant openedAt, Optional<Instant> answeredAt) {
    Set<HistoricEntry> entries = new LinkedHashSet<>();
    for (Part part : parts) {
      Optional<Instant> at = cell(part, Field.ENTRY_AT).flatMap(this::when).map(When::at);
      cell(part, Field.TEXT)
          .ifPresent(c -> entries.add(entry(author(part), part, c, at.orElse(openedAt))));
      cell(part, Field.ANSWER)
          .ifPresent(
              c ->
                  entries.add(
                      entry(Author.STAFF, part, c, at.or(() -> answeredAt).orElse(openedAt))));
      cell(part, Field.NOTE)
          .ifPresent(c -> entries.add(entry(Author.NOTE, part, c, at.orElse(openedAt))));
      keep(part);
    }
    return new ArrayList<>(entries);
  }

  private Author author(Part part) {
    Optional<Cell> cell = cell(part, Field.ENTRY_AUTHOR);
    Optional<Author> known =
        cell.flatMap(c -> words.author(mapping.meant(Field.ENTRY_AUTHOR, c.text())));
    if (cell.isPresent() && known.isEmpty()) {
      note(cell.get(), "unknown");
    }
    return known.orElse(Author.CITIZEN);
  }

  private HistoricEntry entry(Author author, Part part, Cell cell, Instant at) {
    if (author == Author.CITIZEN) {
      return new HistoricEntry(author, StaffId.NONE, cell.text(), at);
    }
    Optional<Cell> by = cell(part, Field.ENTRY_BY).or(() -> first(Field.OWNER));
    StaffId staff = by.flatMap(b -> words.staff(b.text())).orElse(StaffId.NONE);
    String name = staff.isNone() ? by.map(Cell::text).orElse(mapping.source()) : "";
    return new HistoricEntry(author, staff, name, cell.text(), Optional.empty(), at);
  }

  /** What has no place of its own stands in a note, so that nothing of the old ticket is lost. */
  private void keep(Part part) {
    for (int i = 0; i < Math.min(part.cells().size(), mapping.fields().size()); i++) {
      if (mapping.fields().get(i) == Field.KEEP && !part.cells().get(i).isBlank()) {
        kept.add(headings.get(i) + ": " + part.cells().get(i).strip());
      }
    }
  }

  private List<HistoricEntry> withKept(List<HistoricEntry> entries, Instant openedAt) {
    if (!kept.isEmpty()) {
      entries.add(
          new HistoricEntry(
              Author.NOTE,
              StaffId.NONE,
              mapping.source(),
              String.join("\n", kept),
              Optional.empty(),
              openedAt));
    }
    return entries;
  }

  private HistoricCitizen citizen() {
    List<ContactPoint> contacts = new ArrayList<>();
    contact(contacts, Field.MAIL, ContactPoint.Kind.MAIL, MAIL);
    contact(contacts, Field.PHONE, ContactPoint.Kind.PHONE, NUMBER);
    contact(contacts, Field.FAX, ContactPoint.Kind.FAX, NUMBER);
    return new HistoricCitizen(text(Field.NAME), text(Field.KANA), LANGUAGE, contacts);
  }

  /** Old systems hold 「なし」 there; nothing is refused for that. */
  private void contact(
      List<ContactPoint> contacts, Field field, ContactPoint.Kind kind, Pattern form) {
    first(field)
        .ifPresent(
            cell -> {
              String value = InboundText.line(cell.text(), Limits.ADDRESS + 1);
              if (value.length() <= Limits.ADDRESS && form.matcher(value).matches()) {
                contacts.add(new ContactPoint(kind, value));
              } else {
                kept.add(cell.heading() + ": " + cell.text());
              }
            });
  }
}
