package org.madoguchi.notices.internal.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.notices.internal.rest.ChangeViews.ChangeView;

/** The JSON of {@code /api/notices}. Members that are null are absent. */
public final class Views {
  private Views() {}

  @Schema(name = "NoticeSection")
  public record SectionView(String code, String name) {}

  /**
   * @param status open, known-error or solved
   */
  @Schema(name = "NoticeProblem")
  public record ProblemView(String id, String title, String status) {}

  @Schema(name = "NoticePerson")
  public record PersonView(String id, String name) {}

  /**
   * @param section absent = for the whole municipality
   * @param state coming, current or expired
   * @param read the highest edition the caller has read; 0 for none
   * @param editable whether the caller may edit it and see who has read it
   * @param problem that it is about; absent = none, or the caller sees no problems
   */
  @Schema(name = "Notice")
  public record NoticeView(
      String id,
      String municipality,
      SectionView section,
      String title,
      String text,
      String importance,
      boolean pinned,
      Instant from,
      Instant to,
      String state,
      PersonView author,
      Instant createdAt,
      PersonView editor,
      Instant editedAt,
      int edition,
      int read,
      boolean editable,
      ProblemView problem,
      long version) {}

  /**
   * @param next present when there is another page
   */
  @Schema(name = "NoticePage")
  public record PageView(List<NoticeView> items, String next) {}

  /**
   * @param items the first of what is shown now; @param unread how many of all the caller has not
   *     read in their present edition
   * @param now the server's time; @param nextTurn when this will be other by itself
   * @param changes planned ones that touch today
   */
  @Schema(name = "NoticesToday")
  public record TodayView(
      List<NoticeView> items,
      int unread,
      Instant now,
      Instant nextTurn,
      List<ChangeView> changes) {}

  /** What is told and planned about a problem, the latest first. */
  @Schema(name = "NoticesOfProblem")
  public record AboutView(List<NoticeView> notices, List<ChangeView> changes) {}

  @Schema(name = "NoticeReading")
  public record ReadingView(PersonView who, int edition, Instant at) {}

  /**
   * @param read how many have read the present edition; @param missing how many have not
   * @param readings the latest; @param unread of those who have not, by kana
   */
  @Schema(name = "NoticeReaders")
  public record ReadersView(
      int edition, int read, int missing, List<ReadingView> readings, List<PersonView> unread) {}

  /**
   * @param section '' or missing = for the whole municipality
   * @param from missing = now
   */
  @Schema(name = "NewNotice")
  public record NewNotice(
      String requestId,
      @Refers(Refers.To.MUNICIPALITY) String municipality,
      @Refers(Refers.To.SECTION) String section,
      String title,
      String text,
      String importance,
      Boolean pinned,
      String from,
      String to,
      @Refers(Refers.To.PROBLEM) String problem) {}

  /**
   * What is not sent stays.
   *
   * @param ended true = it is not shown any more from now on
   * @param problem '' = about none
   */
  @Schema(name = "NoticeEdit")
  public record NoticeEdit(
      @Refers(Refers.To.SECTION) String section,
      String title,
      String text,
      String importance,
      Boolean pinned,
      String from,
      String to,
      Boolean ended,
      @Refers(Refers.To.PROBLEM) String problem) {}

  /**
   * @param edition that the caller has had before them
   */
  @Schema(name = "NoticeRead")
  public record ReadMark(Integer edition) {}

  /** A field others changed; {@code yours} when the refused edit wanted something else there. */
  @Schema(name = "NoticeConflict")
  public record ConflictView(Object yours, Object theirs, PersonView by, Instant at) {}
}
