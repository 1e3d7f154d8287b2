package org.madoguchi.tickets.internal.rest;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.tickets.TicketKind;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.Limits;
import org.madoguchi.tickets.internal.imports.Field;
import org.madoguchi.tickets.internal.imports.ImportJob;
import org.madoguchi.tickets.internal.imports.ImportJob.Form;
import org.madoguchi.tickets.internal.imports.Mapping;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads what a file of old tickets means; what is not told is guessed. */
@Component(service = ImportForms.class)
public final class ImportForms {
  private static final Pattern CHANNEL = Pattern.compile("[a-z][a-z0-9-]{0,19}");
  private static final int LONGEST_SOURCE = 60;
  private static final int LONGEST_VALUE = 500;
  private static final int MOST_VALUES = 2_000;
  private static final int MOST_OWN = 100;

  /**
   * @param fields of the columns in their order, by name
   * @param values by field: cell → code, '' for none
   * @param own addresses or domains of the municipality, for mails
   */
  record Meaning(
      String source,
      List<String> fields,
      Map<String, Map<String, String>> values,
      List<String> own,
      String kind,
      String status,
      String channel,
      @Refers(Refers.To.SECTION) String section) {}

  private final KnownNames known;

  @Activate
  public ImportForms(@Reference KnownNames known) {
    this.known = known;
  }

  Mapping mapping(ImportJob job, List<String> headings, Meaning sent) {
    Checks checks = new Checks();
    Mapping usual =
        job.mapping().orElse(Mapping.guessed(headings, job.upload().form() == Form.MBOX));
    String source = checks.optional("source", sent.source(), LONGEST_SOURCE).strip();
    Mapping mapping =
        new Mapping(
            source.isEmpty() ? usual.source() : source,
            sent.fields() == null ? usual.fields() : fields(checks, headings, sent.fields()),
            sent.values() == null ? usual.values() : values(checks, sent.values()),
            sent.own() == null ? usual.own() : own(checks, sent.own()),
            checks.choice("kind", sent.kind(), TicketKind.class, usual.kind()),
            checks.choice("status", sent.status(), TicketStatus.class, usual.status()),
            channel(checks, sent.channel(), usual.channel()),
            sent.section() == null
                ? usual.section()
                : known
                    .section(checks, "section", job.municipality(), sent.section(), SectionId.NONE)
                    .value());
    if (job.upload().form() == Form.CSV && sent.fields() != null && !isWhole(mapping.fields())) {
      checks.note("fields", "required", "");
    }
    checks.done();
    return mapping;
  }

  /** Without a number and a time there is no ticket. */
  private static boolean isWhole(List<Field> fields) {
    boolean timed = fields.contains(Field.RECEIVED_AT) || fields.contains(Field.ENTRY_AT);
    return timed && fields.contains(Field.NUMBER);
  }

  private static List<Field> fields(Checks checks, List<String> headings, List<String> sent) {
    List<Field> fields = new ArrayList<>();
    if (sent.size() != headings.size()) {
      return checks.note("fields", "invalid", Mapping.fields(headings));
    }
    for (int i = 0; i < sent.size(); i++) {
      String at = "fields[" + i + "]";
      Field field = checks.choice(at, sent.get(i), Field.class, Field.IGNORE);
      boolean twice = fields.contains(field) && field != Field.KEEP && field != Field.IGNORE;
      fields.add(twice ? checks.note(at, "invalid", Field.IGNORE) : field);
    }
    return fields;
  }

  private static Map<Field, Map<String, String>> values(
      Checks checks, Map<String, Map<String, String>> sent) {
    Map<Field, Map<String, String>> values = new EnumMap<>(Field.class);
    sent.forEach(
        (name, words) -> {
          Field field = checks.choice("values", name, Field.class, Field.IGNORE);
          boolean sound =
              words != null
                  && words.size() <= MOST_VALUES
                  && words.entrySet().stream()
                      .allMatch(
                          e -> fits(e.getKey()) && e.getValue() != null && fits(e.getValue()));
          values.put(field, sound ? words : checks.note("values." + name, "invalid", Map.of()));
        });
    return values;
  }

  private static boolean fits(String text) {
    // half a character can be stored nowhere
    return text.length() <= LONGEST_VALUE
        && text.codePoints().noneMatch(c -> c < ' ' || c >= 0xD800 && c < 0xE000);
  }

  private static List<String> own(Checks checks, List<String> sent) {
    boolean sound =
        sent.size() <= MOST_OWN
            && sent.stream().allMatch(o -> o != null && o.length() <= Limits.ADDRESS && fits(o));
    return sound
        ? sent.stream().map(String::strip).filter(o -> !o.isEmpty()).toList()
        : checks.note("own", "invalid", List.of());
  }

  private static String channel(Checks checks, String sent, String usual) {
    if (sent == null || sent.isEmpty()) {
      return usual;
    }
    return CHANNEL.matcher(sent).matches() ? sent : checks.note("channel", "invalid", usual);
  }
}
