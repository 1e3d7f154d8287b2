package org.madoguchi.demo.content.internal;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.tickets.Macro;
import org.madoguchi.tickets.PreparedTemplates.Prepared;

/**
 * A text module or a macro as it is written in {@code templates.json}.
 *
 * @param section absent = for the whole municipality
 * @param text absent = none, of a macro without a reply
 * @param macro absent = a text module
 */
record DemoTemplate(
    @JsonProperty(required = true) String shortcut,
    @JsonProperty(required = true) String title,
    String section,
    String text,
    Steps macro) {
  /** What is absent stays as it is. */
  record Steps(
      String status,
      String section,
      String owner,
      String priority,
      String result,
      List<String> addTags,
      Integer dueDays,
      String note,
      boolean follow,
      boolean sends) {
    Macro.Steps steps() {
      return new Macro.Steps(
          status, section, owner, null, priority, result, addTags, null, dueDays, note, follow,
          sends);
    }
  }

  Prepared prepared() {
    return new Prepared(
        section == null ? SectionId.NONE : new SectionId(section),
        shortcut,
        title,
        text == null ? "" : text,
        Optional.ofNullable(macro).map(Steps::steps));
  }
}
