package org.madoguchi.templates.internal.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.madoguchi.kernel.access.Refers;

/** The JSON of {@code /api/templates}. Members that are null are absent. */
public final class Views {
  private Views() {}

  @Schema(name = "TemplateSection")
  public record SectionView(String code, String name) {}

  @Schema(name = "TemplateEditor")
  public record PersonView(String id, String name) {}

  /**
   * @param section absent = for the whole municipality
   * @param editable whether the caller may edit it
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
      long version) {}

  /**
   * @param next present when there is another page
   */
  @Schema(name = "TemplatePage")
  public record PageView(List<TemplateView> items, String next) {}

  /**
   * @param section '' or missing = for the whole municipality
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
      Boolean active) {}

  /** What is not sent stays. */
  @Schema(name = "TemplateEdit")
  public record TemplateEdit(
      @Refers(Refers.To.SECTION) String section,
      String shortcut,
      String title,
      String text,
      String language,
      Integer order,
      Boolean active) {}

  /** A field others changed; {@code yours} when the refused edit wanted something else there. */
  @Schema(name = "TemplateConflict")
  public record ConflictView(Object yours, Object theirs, PersonView by, Instant at) {}
}
