package org.madoguchi.notices.internal.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.notices.internal.rest.Views.PersonView;
import org.madoguchi.notices.internal.rest.Views.ProblemView;
import org.madoguchi.notices.internal.rest.Views.SectionView;

/** The JSON of {@code /api/changes}. Members that are null are absent. */
public final class ChangeViews {
  private ChangeViews() {}

  /**
   * @param section absent = concerns the whole municipality
   * @param editable whether the caller may edit it
   * @param problem that it is about; absent = none, or the caller sees no problems
   */
  @Schema(name = "PlannedChange")
  public record ChangeView(
      String id,
      String municipality,
      SectionView section,
      String service,
      String title,
      String text,
      String contact,
      Instant from,
      Instant to,
      boolean calledOff,
      PersonView editor,
      Instant editedAt,
      boolean editable,
      ProblemView problem,
      long version) {}

  /**
   * @param section '' or missing = concerns the whole municipality
   */
  @Schema(name = "NewPlannedChange")
  public record NewChange(
      String requestId,
      @Refers(Refers.To.SECTION) String section,
      String service,
      String title,
      String text,
      String contact,
      String from,
      String to,
      @Refers(Refers.To.PROBLEM) String problem) {}

  /**
   * What is not sent stays.
   *
   * @param problem '' = about none
   */
  @Schema(name = "PlannedChangeEdit")
  public record ChangeEdit(
      @Refers(Refers.To.SECTION) String section,
      String service,
      String title,
      String text,
      String contact,
      String from,
      String to,
      Boolean calledOff,
      @Refers(Refers.To.PROBLEM) String problem) {}
}
