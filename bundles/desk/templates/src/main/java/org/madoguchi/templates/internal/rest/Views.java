package org.madoguchi.templates.internal.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.madoguchi.kernel.access.Refers;

/** The JSON of {@code /api/templates}. Members that are null are absent. */
public final class Views {
  private Views() {}

  @Schema(name = "TemplateSection")
  public record SectionView(String code, String name) {}

  @Schema(name = "TemplateEditor")
  public record PersonView(String id, String name) {}

  /**
   * What a macro does to a ticket; what is absent stays as it is, '' is none.
   *
   * @param owner a login, or @me for whoever applies it
   * @param dueDays due on the day so many days after the one it is applied on
   * @param note seen by staff only; placeholders are filled
   * @param follow whether whoever applies it follows the ticket then
   * @param sends whether the text is sent to the citizen; otherwise it is put where one writes
   */
  @Schema(name = "MacroSteps")
  public record StepsView(
      String status,
      @Refers(Refers.To.SECTION) String section,
      @Refers(Refers.To.STAFF) String owner,
      @Refers(Refers.To.CATEGORY) String category,
      String priority,
      String result,
      List<String> addTags,
      List<String> removeTags,
      Integer dueDays,
      String note,
      Boolean follow,
      Boolean sends) {}

  /**
   * @param section absent = for the whole municipality
   * @param editable whether the caller may edit it
   * @param macro present when it is a macro; its text is the reply then
   * @param names of the section, owner and category the macro names; '' = it does not exist any
   *     more
   */
  @Schema(name = "Template")
  public record TemplateView(
      String id,
      String municipality,
      SectionView section,
      String shortcut,
      String title,
      String text,
      String language,
      int order,
      boolean active,
      boolean editable,
      long version,
      StepsView macro,
      Map<String, String> names) {}

  /**
   * @param next present when there is another page
   */
  @Schema(name = "TemplatePage")
  public record PageView(List<TemplateView> items, String next) {}

  /**
   * @param section '' or missing = for the whole municipality
   * @param macro makes it a macro
   */
  @Schema(name = "NewTemplate")
  public record NewTemplate(
      @Refers(Refers.To.MUNICIPALITY) String municipality,
      @Refers(Refers.To.SECTION) String section,
      String shortcut,
      String title,
      String text,
      String language,
      Integer order,
      Boolean active,
      StepsView macro) {}

  /**
   * What is not sent stays.
   *
   * @param macro all that the macro does; a text does not become a macro
   */
  @Schema(name = "TemplateEdit")
  public record TemplateEdit(
      @Refers(Refers.To.SECTION) String section,
      String shortcut,
      String title,
      String text,
      String language,
      Integer order,
      Boolean active,
      StepsView macro) {}

  /** A field others changed; {@code yours} when the refused edit wanted something else there. */
  @Schema(name = "TemplateConflict")
  public record ConflictView(Object yours, Object theirs, PersonView by, Instant at) {}
}
