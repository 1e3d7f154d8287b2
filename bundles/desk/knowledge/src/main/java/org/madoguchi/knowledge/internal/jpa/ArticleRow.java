package org.madoguchi.knowledge.internal.jpa;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.knowledge.PublishedArticle.AnswerScope;
import org.madoguchi.knowledge.PublishedArticle.Visibility;
import org.madoguchi.knowledge.internal.domain.Article;
import org.madoguchi.knowledge.internal.domain.Course;
import org.madoguchi.knowledge.internal.domain.Heading;
import org.madoguchi.knowledge.internal.domain.Progress;
import org.madoguchi.knowledge.internal.domain.Shown;
import org.madoguchi.knowledge.internal.domain.Standing;

/**
 * A row of KNOWLEDGE_ARTICLE. Whoever changes one appends the event of its version, which is
 * unique.
 */
@Entity
@Table(name = "KNOWLEDGE_ARTICLE")
class ArticleRow {
  static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");
  private static final Heading NOTHING =
      new Heading("", "", Visibility.STAFF, AnswerScope.OPEN, "");

  @Id
  @Column(name = "ID")
  long id;

  @Column(name = "MUNICIPALITY")
  String municipality;

  @Column(name = "SECTION")
  String section;

  @Column(name = "EXTERNAL_ID")
  String externalId;

  @Column(name = "QUESTION")
  String question;

  @Column(name = "CATEGORY")
  String category;

  @Column(name = "VISIBILITY")
  String visibility;

  @Column(name = "ANSWER_SCOPE")
  String scope;

  @Column(name = "SEARCHED")
  String searched;

  @Column(name = "EDITION")
  int edition;

  @Column(name = "PROGRESS")
  String progress;

  @Column(name = "ASKED_BY")
  String askedBy;

  @Column(name = "PUBLISH_AT")
  Instant publishAt;

  @Column(name = "SHOWN")
  int shown;

  @Column(name = "SHOWN_QUESTION")
  String shownQuestion;

  @Column(name = "SHOWN_CATEGORY")
  String shownCategory;

  @Column(name = "SHOWN_VISIBILITY")
  String shownVisibility;

  @Column(name = "SHOWN_SCOPE")
  String shownScope;

  @Column(name = "SHOWN_SEARCHED")
  String shownSearched;

  @Column(name = "SHOWN_UNTIL")
  String shownUntil;

  @Column(name = "PUBLISHED_AT")
  Instant publishedAt;

  @Column(name = "STANDING")
  String standing;

  @Column(name = "REVIEW_ON")
  String reviewOn;

  @Column(name = "REVIEW_MONTHS")
  int reviewMonths;

  @Column(name = "TURNS_AT")
  Instant turnsAt;

  @Column(name = "AUTHOR")
  String author;

  @Column(name = "CREATED_AT")
  Instant createdAt;

  @Column(name = "REQUEST_ID")
  String requestId;

  @Column(name = "EDITOR")
  String editor;

  @Column(name = "EDITED_AT")
  Instant editedAt;

  @Column(name = "VERSION")
  long version;

  ArticleRow() {}

  ArticleRow(Article article, Optional<Instant> turn) {
    id = article.id();
    municipality = article.municipality().value();
    externalId = article.externalId();
    author = article.making().author().value();
    createdAt = article.making().at();
    requestId = article.making().requestId();
    take(article, turn);
  }

  final void take(Article article, Optional<Instant> turn) {
    section = article.section().value();
    take(article.newest());
    edition = article.edition();
    takeShown(article.shown());
    take(article.course());
    reviewMonths = article.reviewMonths();
    turnsAt = turn.orElse(NEVER);
    editor = article.editor().value();
    editedAt = article.editedAt();
    version = article.version();
  }

  private void take(Heading newest) {
    question = newest.question();
    category = newest.category();
    visibility = newest.visibility().name();
    scope = newest.scope().name();
    searched = newest.searched();
  }

  private void takeShown(Optional<Shown> seen) {
    Heading heading = seen.map(Shown::heading).orElse(NOTHING);
    shown = seen.map(Shown::edition).orElse(0);
    shownQuestion = heading.question();
    shownCategory = heading.category();
    shownVisibility = heading.visibility().name();
    shownScope = heading.scope().name();
    shownSearched = heading.searched();
    shownUntil = written(seen.flatMap(Shown::until));
    publishedAt = seen.map(Shown::at).orElse(NEVER);
  }

  private void take(Course course) {
    progress = course.progress().name();
    askedBy = course.askedBy().value();
    publishAt = course.publishAt().orElse(NEVER);
    standing = course.standing().name();
    reviewOn = written(course.reviewOn());
  }

  private static String written(Optional<LocalDate> day) {
    return day.map(LocalDate::toString).orElse("");
  }

  private static Optional<LocalDate> day(String written) {
    return written.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(written));
  }

  private static Optional<Instant> moment(Instant column) {
    return column.isBefore(NEVER) ? Optional.of(column) : Optional.empty();
  }

  private static Heading heading(
      String question, String category, String visibility, String scope, String searched) {
    return new Heading(
        question, category, Visibility.valueOf(visibility), AnswerScope.valueOf(scope), searched);
  }

  Article article() {
    Optional<Shown> seen =
        shown == 0
            ? Optional.empty()
            : Optional.of(
                new Shown(
                    shown,
                    heading(
                        shownQuestion, shownCategory, shownVisibility, shownScope, shownSearched),
                    day(shownUntil),
                    publishedAt));
    return new Article(
        id,
        new MunicipalityId(municipality),
        new SectionId(section),
        externalId,
        reviewMonths,
        edition,
        heading(question, category, visibility, scope, searched),
        seen,
        new Course(
            Progress.valueOf(progress),
            new StaffId(askedBy),
            moment(publishAt),
            Standing.valueOf(standing),
            day(reviewOn)),
        new Article.Making(new StaffId(author), createdAt, requestId),
        new StaffId(editor),
        editedAt,
        version);
  }
}
