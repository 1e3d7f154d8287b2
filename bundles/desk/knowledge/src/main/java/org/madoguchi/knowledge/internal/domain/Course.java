package org.madoguchi.knowledge.internal.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.madoguchi.kernel.StaffId;

/**
 * How far an article is.
 *
 * @param askedBy who put the newest edition in; {@link StaffId#NONE} for nobody
 * @param publishAt the time that was asked for; empty = at once
 * @param reviewOn the day it is to be looked over
 */
public record Course(
    Progress progress,
    StaffId askedBy,
    Optional<Instant> publishAt,
    Standing standing,
    Optional<LocalDate> reviewOn) {
  static final Course BEGUN =
      new Course(Progress.DRAFT, StaffId.NONE, Optional.empty(), Standing.NONE, Optional.empty());

  Course with(Progress next) {
    boolean open = next == Progress.IN_REVIEW || next == Progress.APPROVED;
    return new Course(
        next,
        open ? askedBy : StaffId.NONE,
        open ? publishAt : Optional.empty(),
        standing,
        reviewOn);
  }

  Course asked(StaffId who, Optional<Instant> at) {
    return new Course(Progress.IN_REVIEW, who, at, standing, reviewOn);
  }

  Course standing(Standing next) {
    return new Course(progress, askedBy, publishAt, next, reviewOn);
  }

  Course reviewedNext(Optional<LocalDate> day) {
    return new Course(progress, askedBy, publishAt, standing, day);
  }
}
