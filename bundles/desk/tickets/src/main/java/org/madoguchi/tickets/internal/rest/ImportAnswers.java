package org.madoguchi.tickets.internal.rest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.TicketImport.Author;
import org.madoguchi.tickets.TicketImport.HistoricTicket;
import org.madoguchi.tickets.TicketKind;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.domain.InboundText;
import org.madoguchi.tickets.internal.imports.Field;
import org.madoguchi.tickets.internal.imports.ImportJob;
import org.madoguchi.tickets.internal.imports.Look;
import org.madoguchi.tickets.internal.imports.Looks;
import org.madoguchi.tickets.internal.imports.Mapping;
import org.madoguchi.tickets.internal.imports.Problem;

/** Imports of old tickets as JSON. Members that are null are absent. */
final class ImportAnswers {
  private static final int SHOWN = 300;

  private ImportAnswers() {}

  record Meaning(
      String source,
      List<Field> fields,
      Map<String, Map<String, String>> values,
      List<String> own,
      TicketKind kind,
      TicketStatus status,
      String channel,
      String section) {}

  /**
   * @param staff who uploaded the file
   * @param rows read; @param good tickets that can be taken; @param bad tickets that cannot
   * @param badLines what is wrong, all of it counted
   * @param taken tickets; @param known were here already; @param skipped were bad
   * @param removed by undoing; @param kept because somebody worked on them
   */
  record Import(
      String id,
      String municipality,
      TicketJson.Person staff,
      String fileName,
      ImportJob.Form form,
      long size,
      ImportJob.State state,
      Meaning meaning,
      long rows,
      long good,
      long bad,
      long badLines,
      long taken,
      long known,
      long skipped,
      long removed,
      long kept,
      Instant createdAt) {}

  /**
   * @param line of the file; absent for a ticket that stays
   */
  record Wrong(Long line, String column, String code, String value, String message) {}

  /**
   * @param total all there are; {@code items} are the first
   * @param remaining numbers of tickets that stayed when the import was undone, the first of them
   */
  record WrongLines(long total, List<Wrong> items, List<String> remaining) {}

  record Entry(Author author, String by, String text, Instant at) {}

  /** A ticket as it would become. */
  record Ticket(
      String number,
      String subject,
      TicketKind kind,
      TicketStatus status,
      String channel,
      String section,
      String category,
      String owner,
      String citizen,
      List<String> contacts,
      Instant receivedAt,
      Instant closedAt,
      List<Entry> entries) {}

  /**
   * @param samples the first values of the column
   */
  record Column(String heading, Field field, List<String> samples) {}

  record Preview(Meaning meaning, List<Column> columns, List<Ticket> tickets, List<Wrong> wrong) {}

  static Import job(ImportJob job, TicketJson.Person staff) {
    ImportJob.Counts counts = job.counts();
    return new Import(
        Long.toString(job.id()),
        job.municipality().value(),
        staff,
        job.upload().fileName(),
        job.upload().form(),
        job.upload().content().size(),
        job.state(),
        job.mapping().map(ImportAnswers::meaning).orElse(null),
        counts.rows(),
        counts.good(),
        counts.bad(),
        counts.badLines(),
        counts.taken(),
        counts.known(),
        counts.skipped(),
        counts.removed(),
        counts.kept(),
        job.createdAt());
  }

  private static Meaning meaning(Mapping mapping) {
    Map<String, Map<String, String>> values = new LinkedHashMap<>();
    mapping.values().forEach((field, words) -> values.put(Checks.written(field), words));
    return new Meaning(
        mapping.source(),
        mapping.fields(),
        values,
        mapping.own(),
        mapping.kind(),
        mapping.status(),
        mapping.channel(),
        mapping.section());
  }

  static WrongLines wrong(ImportJob job, List<Problem> problems, Locale locale) {
    return new WrongLines(
        job.counts().badLines(),
        problems.stream().filter(p -> !p.remaining()).map(p -> wrong(p, locale)).toList(),
        problems.stream().filter(Problem::remaining).map(Problem::cell).toList());
  }

  static Wrong wrong(Problem problem, Locale locale) {
    return new Wrong(
        problem.remaining() ? null : problem.line(),
        problem.column(),
        problem.code(),
        problem.cell(),
        message(problem, locale));
  }

  static String message(Problem problem, Locale locale) {
    return ResourceBundle.getBundle(
            "org.madoguchi.tickets.internal.imports.problems-of-lines",
            locale,
            ImportAnswers.class.getClassLoader(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES))
        .getString(problem.code());
  }

  static Preview preview(Mapping mapping, Looks.Preview preview, Locale locale) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < preview.headings().size(); i++) {
      int column = i;
      List<String> samples =
          preview.first().stream()
              .filter(row -> column < row.size() && !row.get(column).isBlank())
              .map(row -> cut(row.get(column)))
              .distinct()
              .limit(3)
              .toList();
      columns.add(new Column(preview.headings().get(i), mapping.fields().get(i), samples));
    }
    List<Problem> problems = new ArrayList<>(preview.broken());
    preview.tickets().forEach(look -> problems.addAll(look.problems()));
    return new Preview(
        meaning(mapping),
        columns,
        preview.tickets().stream()
            .map(Look::ticket)
            .flatMap(Optional::stream)
            .map(ImportAnswers::ticket)
            .toList(),
        problems.stream().limit(20).map(p -> wrong(p, locale)).toList());
  }

  private static Ticket ticket(HistoricTicket ticket) {
    return new Ticket(
        ticket.former().orElseThrow().number(),
        ticket.subject(),
        ticket.kind(),
        ticket.status(),
        ticket.channel(),
        ticket.section().value(),
        ticket.category(),
        ticket.owner().isNone() ? ticket.former().orElseThrow().owner() : ticket.owner().value(),
        ticket.citizen().name(),
        ticket.citizen().contacts().stream().map(ContactPoint::value).toList(),
        ticket.openedAt(),
        ticket.closedAt().orElse(null),
        ticket.entries().stream()
            .limit(10)
            .map(
                e ->
                    new Entry(
                        e.author(),
                        e.staff().isNone() ? e.name() : e.staff().value(),
                        cut(e.text()),
                        e.at()))
            .toList());
  }

  private static String cut(String text) {
    return text.length() <= SHOWN ? text : InboundText.cut(text, SHOWN) + "…";
  }
}
