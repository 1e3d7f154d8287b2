package org.madoguchi.notices.internal.domain;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.madoguchi.kernel.SectionId;

/**
 * What people write down of a planned change.
 *
 * @param section whom it concerns; {@link SectionId#NONE} = the whole municipality
 * @param service what will be other or not to be had, for example 住民票オンライン申請; '' = none named
 * @param text what operators should know; '' = nothing more
 * @param contact whom to ask; '' = nobody named
 * @param calledOff it stays in the calendar, and is told to be off
 * @param problem the id of the problem (問題) it is about, for example one it solves; 0 for none
 */
public record Plan(
    SectionId section,
    String service,
    String title,
    String text,
    String contact,
    Instant from,
    Instant to,
    boolean calledOff,
    long problem) {
  public static final int LONGEST_TITLE = 100;
  public static final int LONGEST_TEXT = 2_000;
  public static final int LONGEST_CONTACT = 200;

  /** About no problem. */
  public Plan(
      SectionId section,
      String service,
      String title,
      String text,
      String contact,
      Instant from,
      Instant to,
      boolean calledOff) {
    this(section, service, title, text, contact, from, to, calledOff, 0);
  }

  /** Its values by their names in JSON, in the order of forms. */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("section", section.value());
    fields.put("service", service);
    fields.put("title", title);
    fields.put("text", text);
    fields.put("contact", contact);
    fields.put("from", from);
    fields.put("to", to);
    fields.put("calledOff", calledOff);
    fields.put("problem", problem == 0 ? "" : Long.toString(problem));
    return fields;
  }

  /** The names of the fields that differ, as JSON writes them. */
  public List<String> changesSince(Plan before) {
    Map<String, Object> was = before.fields();
    return fields().entrySet().stream()
        .filter(field -> !field.getValue().equals(was.get(field.getKey())))
        .map(Map.Entry::getKey)
        .toList();
  }
}
