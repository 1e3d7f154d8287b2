package org.madoguchi.tickets.internal.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.tickets.internal.problems.Cause;

/** The JSON of {@code /api/problems}. Members that are null are absent. */
final class ProblemJson {
  private ProblemJson() {}

  /**
   * @param section absent = the whole municipality's matter
   * @param owner absent = nobody's yet
   * @param editable whether the caller may edit it
   * @param tied how many of its tickets the caller sees, by their status; absent in lists
   */
  @Schema(name = "KnownProblem")
  record View(
      String id,
      String municipality,
      String title,
      Cause.Status status,
      TicketJson.Named section,
      TicketJson.Person owner,
      String cause,
      String workaround,
      String announcement,
      String fix,
      TicketJson.Person editor,
      Instant editedAt,
      boolean editable,
      long version,
      Map<String, Integer> tied) {}

  /**
   * @param next present when there is another page
   */
  @Schema(name = "KnownProblemPage")
  record Page(List<View> items, String next) {}

  /** Something that was done to a problem; without changes, its being registered. */
  @Schema(name = "KnownProblemHappening")
  record Happening(
      long version, TicketJson.Person actor, Instant at, Map<String, TicketJson.Change> changes) {}

  /**
   * @param section '' or missing = the whole municipality's matter
   */
  @Schema(name = "NewKnownProblem")
  record New(
      String requestId,
      String title,
      String status,
      @Refers(Refers.To.SECTION) String section,
      @Refers(Refers.To.STAFF) String owner,
      String cause,
      String workaround,
      String announcement,
      String fix) {}

  /** What is not sent stays. */
  @Schema(name = "KnownProblemEdit")
  record Edit(
      String title,
      String status,
      @Refers(Refers.To.SECTION) String section,
      @Refers(Refers.To.STAFF) String owner,
      String cause,
      String workaround,
      String announcement,
      String fix) {}
}
