package org.madoguchi.knowledge.internal.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;

/**
 * An article (FAQ): whose it is and how far. What is written in it is in its editions, of which the
 * newest and the one readers see may differ. Each method answers the article as it is afterwards.
 *
 * @param section who owns it; {@link SectionId#NONE} = the municipality itself
 * @param externalId what files know it by, unique in the municipality
 * @param reviewMonths after how many it is to be looked over again; 0 = never
 * @param edition the newest
 * @param version the sequence of its last event
 */
public record Article(
    long id,
    MunicipalityId municipality,
    SectionId section,
    String externalId,
    int reviewMonths,
    int edition,
    Heading newest,
    Optional<Shown> shown,
    Course course,
    Making making,
    StaffId editor,
    Instant editedAt,
    long version) {

  /** How it came into being. */
  public record Making(StaffId author, Instant at, String requestId) {}

  public static Article begun(
      long id,
      MunicipalityId municipality,
      SectionId section,
      String externalId,
      int reviewMonths,
      Content content,
      Making making) {
    return new Article(
        id,
        municipality,
        section,
        externalId,
        reviewMonths,
        1,
        Heading.of(content),
        Optional.empty(),
        Course.BEGUN,
        making,
        making.author(),
        making.at(),
        1);
  }

  public AccessTag tag() {
    return tag(municipality, section);
  }

  public static AccessTag tag(MunicipalityId municipality, SectionId section) {
    return new AccessTag(municipality, section, Confidentiality.NORMAL);
  }

  /** Whose it is and how often it is looked over, which needs no approval. */
  public Article kept(SectionId owner, int months, Today today) {
    if (months == reviewMonths || !course.standing().isRead()) {
      return with(owner, months, edition, newest, shown, course);
    }
    Course next = course.reviewedNext(nextReview(months, today)).standing(Standing.CURRENT);
    return with(owner, months, edition, newest, shown, next).standingNow(today);
  }

  /**
   * Written anew: a draft, whatever became of the edition before.
   *
   * @param asShown whether readers see exactly this already
   */
  public Article written(Content content, boolean asShown) {
    Progress next = asShown ? Progress.DONE : Progress.DRAFT;
    Optional<Shown> same =
        asShown ? shown.map(s -> new Shown(edition + 1, s.heading(), s.until(), s.at())) : shown;
    return with(section, reviewMonths, edition + 1, Heading.of(content), same, course.with(next));
  }

  public Article submitted(StaffId who, Optional<Instant> publishAt) {
    must(Step.SUBMIT, course.progress() == Progress.DRAFT);
    return with(course.asked(who, publishAt));
  }

  public Article takenBack() {
    must(
        Step.TAKE_BACK,
        course.progress() == Progress.IN_REVIEW || course.progress() == Progress.APPROVED);
    return with(course.with(Progress.DRAFT));
  }

  public Article returned() {
    must(Step.RETURN, course.progress() == Progress.IN_REVIEW);
    return with(course.with(Progress.DRAFT));
  }

  /**
   * To be published at its time, which may be now.
   *
   * @param content of the newest edition
   */
  public Article approved(Content content, Today today) {
    must(Step.APPROVE, course.progress() == Progress.IN_REVIEW);
    return with(course.with(Progress.APPROVED)).timed(content, today);
  }

  /** Without approval. */
  public Article let(StaffId who, Optional<Instant> publishAt, Content content, Today today) {
    must(Step.PUBLISH, course.progress() == Progress.DRAFT);
    return with(course.asked(who, publishAt).with(Progress.APPROVED)).timed(content, today);
  }

  /** With the time at which it is published, never before the first day it is valid on. */
  private Article timed(Content content, Today today) {
    Instant wanted = course.publishAt().orElse(today.now());
    Instant first = content.from().map(today::begin).orElse(wanted);
    Instant at = first.isAfter(wanted) ? first : wanted;
    return with(
        new Course(
            Progress.APPROVED,
            course.askedBy(),
            Optional.of(at),
            course.standing(),
            course.reviewOn()));
  }

  public boolean isToBePublished(Instant now) {
    return course.progress() == Progress.APPROVED
        && course.publishAt().filter(at -> !at.isAfter(now)).isPresent();
  }

  /** Readers see the newest edition. */
  public Article published(Content content, Today today) {
    Shown next = new Shown(edition, Heading.of(content), content.until(), today.now());
    Course done =
        course
            .with(Progress.DONE)
            .reviewedNext(nextReview(reviewMonths, today))
            .standing(Standing.CURRENT);
    // its last day may have come before anybody approved it
    return with(section, reviewMonths, edition, newest, Optional.of(next), done).standingNow(today);
  }

  public Article withdrawn() {
    must(Step.WITHDRAW, course.standing().isRead());
    return with(course.standing(Standing.WITHDRAWN));
  }

  public Article putBack(Today today) {
    must(Step.PUT_BACK, course.standing() == Standing.WITHDRAWN);
    return with(course.standing(Standing.CURRENT)).standingNow(today);
  }

  public Article confirmed(Today today) {
    must(Step.CONFIRM, course.standing().isRead());
    Course looked = course.reviewedNext(nextReview(reviewMonths, today)).standing(Standing.CURRENT);
    return with(looked).standingNow(today);
  }

  private static Optional<LocalDate> nextReview(int months, Today today) {
    return months == 0 ? Optional.empty() : Optional.of(today.day().plusMonths(months));
  }

  /** As it stands at this time; the version is the same. */
  public Article standingNow(Today today) {
    return course.standing().isRead() ? with(course.standing(due(today))) : this;
  }

  private Standing due(Today today) {
    LocalDate day = today.day();
    boolean over = until().filter(day::isAfter).isPresent();
    boolean neglected =
        course
            .reviewOn()
            .map(d -> d.plusDays(today.grace()))
            .filter(d -> !d.isAfter(day))
            .isPresent();
    if (over || neglected) {
      return Standing.EXPIRED;
    }
    return course.reviewOn().filter(d -> !d.isAfter(day)).isPresent()
        ? Standing.REVIEW_DUE
        : Standing.CURRENT;
  }

  private Optional<LocalDate> until() {
    return shown.flatMap(Shown::until);
  }

  /** When time changes something about it next; it may be past. */
  public Optional<Instant> turnsAt(Today today) {
    Optional<Instant> publication =
        course.progress() == Progress.APPROVED ? course.publishAt() : Optional.empty();
    Optional<Instant> end = until().map(d -> today.begin(d.plusDays(1)));
    Optional<Instant> review = course.reviewOn().map(today::begin);
    Optional<Instant> neglect = course.reviewOn().map(d -> today.begin(d.plusDays(today.grace())));
    return switch (course.standing()) {
      case CURRENT -> first(publication, end, review);
      case REVIEW_DUE -> first(publication, end, neglect);
      case NONE, EXPIRED, WITHDRAWN -> publication;
    };
  }

  @SafeVarargs
  private static Optional<Instant> first(Optional<Instant>... any) {
    return Stream.of(any).flatMap(Optional::stream).min(Instant::compareTo);
  }

  /** What happened to it, by whom: the next version. */
  public Article by(StaffId who, Instant at) {
    return new Article(
        id,
        municipality,
        section,
        externalId,
        reviewMonths,
        edition,
        newest,
        shown,
        course,
        making,
        who,
        at,
        version + 1);
  }

  private Article with(Course next) {
    return with(section, reviewMonths, edition, newest, shown, next);
  }

  private Article with(
      SectionId owner, int months, int number, Heading heading, Optional<Shown> seen, Course next) {
    return new Article(
        id,
        municipality,
        owner,
        externalId,
        months,
        number,
        heading,
        seen,
        next,
        making,
        editor,
        editedAt,
        version);
  }

  private void must(Step step, boolean possible) {
    if (!possible) {
      throw new DomainException(
          KnowledgeProblems.STEP_NOT_POSSIBLE,
          Checks.written(step),
          Checks.written(course.progress()),
          Checks.written(course.standing()));
    }
  }
}
