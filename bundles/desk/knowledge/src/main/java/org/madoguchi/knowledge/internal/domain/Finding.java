package org.madoguchi.knowledge.internal.domain;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * Something about an article, or a pair of articles, that somebody should look at. It is about the
 * articles as they were then: as soon as one is another version, it is not shown any more.
 *
 * @param other of a pair, the one with the greater id; 0 for none
 * @param place where it stands among those of its kind: what is worse comes first
 * @param score of duplicates, how alike they are, in percent
 * @param ratings of the last {@link #DAYS} days
 * @param unhelpful how many of them said so
 */
public record Finding(
    Kind kind,
    long article,
    long version,
    long other,
    long otherVersion,
    String place,
    int score,
    int ratings,
    int unhelpful) {

  /** What is found, each a list of its own. */
  public enum Kind {
    UNHELPFUL,
    UNUSED,
    REVIEW,
    DUPLICATES;

    /** Whether its findings have a day, by which they stand. */
    public boolean byDay() {
      return this == UNUSED || this == REVIEW;
    }
  }

  /** Of so many days ratings count, and for so long nobody used what is unused. */
  public static final int DAYS = 90;

  /** So many days ahead a review is told of. */
  public static final int AHEAD = 30;

  private static final int FEWEST_RATINGS = 5;

  /** Below it what was said may well be chance. */
  private static final double LEAST_SURE = 0.2;

  /** 95 % of the normal distribution. */
  private static final double Z = 1.96;

  /** An article that does not help, if there are enough who said so. */
  public static Optional<Finding> unhelpful(Article article, int helpful, int unhelpful) {
    int ratings = helpful + unhelpful;
    double sure = ratings < FEWEST_RATINGS ? 0 : lowest(unhelpful, ratings);
    return sure < LEAST_SURE
        ? Optional.empty()
        : Optional.of(
            of(Kind.UNHELPFUL, article, number((int) (10_000 * (1 - sure))), ratings, unhelpful));
  }

  /**
   * The lower bound of the Wilson score interval: of the share that would be found if many more
   * were asked.
   */
  static double lowest(int part, int all) {
    double share = (double) part / all;
    double square = Z * Z;
    double spread = Z * Math.sqrt((share * (1 - share) + square / (4 * all)) / all);
    return (share + square / (2 * all) - spread) / (1 + square / all);
  }

  /** An article that nobody looked at or put into an answer since it was published. */
  public static Optional<Finding> unused(Article article, Optional<LocalDate> used, Today today) {
    return article
        .shown()
        .map(s -> LocalDate.ofInstant(s.at(), today.zone()))
        .map(published -> used.filter(published::isBefore).orElse(published))
        .filter(since -> ChronoUnit.DAYS.between(since, today.day()) >= DAYS)
        .map(since -> of(Kind.UNUSED, article, since.toString(), 0, 0));
  }

  /** An article that is to be looked over now or soon. */
  public static Optional<Finding> review(Article article, Today today) {
    return article
        .course()
        .reviewOn()
        .filter(day -> !day.isAfter(today.day().plusDays(AHEAD)))
        .map(day -> of(Kind.REVIEW, article, day.toString(), 0, 0));
  }

  private static Finding of(Kind kind, Article article, String rank, int ratings, int unhelpful) {
    String place = rank + "/" + id(article.id());
    return new Finding(kind, article.id(), article.version(), 0, 0, place, 0, ratings, unhelpful);
  }

  /**
   * @param score in percent
   */
  public static Finding duplicates(
      long article, long version, long other, long otherVersion, int score) {
    String place = number(10_000 - score) + "/" + id(article) + "/" + id(other);
    return new Finding(Kind.DUPLICATES, article, version, other, otherVersion, place, score, 0, 0);
  }

  private static String number(int rank) {
    return String.format(Locale.ROOT, "%05d", rank);
  }

  private static String id(long id) {
    return String.format(Locale.ROOT, "%019d", id);
  }

  /** Since when nobody used it, or when it is to be looked over. */
  public Optional<LocalDate> day() {
    return kind.byDay()
        ? Optional.of(LocalDate.parse(place.substring(0, place.indexOf('/'))))
        : Optional.empty();
  }

  /** What it is about, however it is found again. */
  public String about() {
    return kind + "/" + article + "/" + other;
  }
}
