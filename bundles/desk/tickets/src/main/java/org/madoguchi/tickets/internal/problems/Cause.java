package org.madoguchi.tickets.internal.problems;

import java.util.LinkedHashMap;
import java.util.Map;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.tickets.internal.domain.FieldChange;

/**
 * What people write down of a problem. All of it is read by everybody who works with tickets in the
 * municipality: no citizen's data belongs here.
 *
 * @param cause '' while nobody knows
 * @param section who looks for the fix; {@link SectionId#NONE} = the whole municipality's matter
 * @param owner who of them; {@link StaffId#NONE} = nobody yet
 * @param workaround what operators do until then; '' = none known
 * @param announcement what citizens may be told; '' = nothing yet
 * @param fix what was done, or will be; '' = nothing yet
 */
public record Cause(
    String title,
    String cause,
    SectionId section,
    StaffId owner,
    String workaround,
    String announcement,
    String fix,
    Status status) {
  public static final int LONGEST_TITLE = 100;
  public static final int LONGEST_TEXT = 2_000;

  /** Where a problem stands. */
  public enum Status {
    OPEN,
    /** Its cause or a workaround is known. */
    KNOWN_ERROR,
    SOLVED
  }

  /** Its values by their names in JSON, in the order of forms. */
  public Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("title", title);
    fields.put("status", Checks.written(status));
    fields.put("section", section.value());
    fields.put("owner", owner.value());
    fields.put("cause", cause);
    fields.put("workaround", workaround);
    fields.put("announcement", announcement);
    fields.put("fix", fix);
    return fields;
  }

  /** The fields that differ, by their names in JSON. */
  public Map<String, FieldChange> changesSince(Cause before) {
    return FieldChange.between(before.fields(), fields());
  }
}
