package org.madoguchi.tickets.internal.imports;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.tickets.TicketKind;
import org.madoguchi.tickets.TicketStatus;

/**
 * What a file means: which column is what, which value stands for which of ours, and what is so
 * where a row says nothing. Written as JSON writes it, for it is kept with the import.
 *
 * @param source the former system's name
 * @param fields of each column, in their order; unused for mails
 * @param values by field (status, kind, category, section, channel, author) what a cell stands for
 * @param own addresses or domains of the municipality: mails from there are answers
 */
public record Mapping(
    String source,
    List<Field> fields,
    Map<Field, Map<String, String>> values,
    List<String> own,
    TicketKind kind,
    TicketStatus status,
    String channel,
    String section) {
  public static final String USUAL_SOURCE = "former";

  public Mapping {
    fields = List.copyOf(fields);
    own = List.copyOf(own);
  }

  /** As far as the headings tell. */
  public static Mapping guessed(List<String> headings, boolean mails) {
    return new Mapping(
        USUAL_SOURCE,
        fields(headings),
        Map.of(),
        List.of(),
        TicketKind.INQUIRY,
        TicketStatus.CLOSED,
        mails ? "mail" : "other",
        "");
  }

  public static List<Field> fields(List<String> headings) {
    Set<Field> seen = EnumSet.noneOf(Field.class);
    List<Field> fields = new ArrayList<>();
    for (String heading : headings) {
      Field field = Field.guessed(heading);
      fields.add(field.mayRepeat() || seen.add(field) ? field : Field.KEEP);
    }
    return fields;
  }

  /** The cell, or what it stands for. */
  String meant(Field field, String cell) {
    return values.getOrDefault(field, Map.of()).getOrDefault(cell, cell);
  }

  /** The name of a field as requests and answers write it. */
  public static String written(Field field) {
    return Checks.written(field);
  }
}
