package org.madoguchi.knowledge;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;

/**
 * The edition of an article that its readers see.
 *
 * @param section the owning one; {@link SectionId#NONE} = the municipality itself
 * @param category '' for none
 * @param texts the original first
 * @param words as citizens may say it; for search, shown nowhere
 * @param sections the readers besides the owning section, for {@link Visibility#SECTIONS}
 * @param publishedAt when readers saw this edition first
 * @param reviewOn the day it is to be looked over next
 * @param related ids of articles its authors name beside it; whether somebody may read them is
 *     another question
 */
public record PublishedArticle(
    long id,
    MunicipalityId municipality,
    SectionId section,
    String category,
    List<Text> texts,
    List<String> words,
    Visibility visibility,
    Set<SectionId> sections,
    AnswerScope scope,
    Standing standing,
    Instant publishedAt,
    Optional<LocalDate> reviewOn,
    List<Long> related) {

  /** Who reads it. */
  public enum Visibility {
    /** Everybody, on the municipality's pages too. */
    PUBLIC,
    /** Everybody who works for the municipality. */
    STAFF,
    /** The owning section, the sections it names, and who writes articles for the municipality. */
    SECTIONS
  }

  /** What operators may do with a question it answers. */
  public enum AnswerScope {
    /** Nothing is settled. */
    OPEN,
    /** The centre answers. */
    ANSWER,
    /** The centre answers what is written and hands over what goes beyond. */
    IN_PART,
    /** It is handed over to the section. */
    HAND_OVER
  }

  /** How it stands with it. */
  public enum Standing {
    CURRENT,
    /** To be looked over; still offered. */
    REVIEW_DUE,
    /** Past its last day, or not looked over in time: staff see it marked, citizens do not. */
    EXPIRED
  }

  /** How good a text is. */
  public enum Quality {
    ORIGINAL,
    /** A machine's, and nobody has read it over. */
    MACHINE,
    CHECKED
  }

  /**
   * @param language BCP 47
   * @param conclusion the answer in short
   * @param plain the whole answer without marks, lines as they are shown
   * @param html the same, safe to be shown; pictures and other articles are named {@code
   *     attachment:<id>} and {@code article:<id>}
   * @param behind a translation of an original that was changed since
   */
  public record Text(
      String language,
      Quality quality,
      String question,
      String conclusion,
      String plain,
      String html,
      boolean behind) {}

  /** One with nothing beside it. */
  public PublishedArticle(
      long id,
      MunicipalityId municipality,
      SectionId section,
      String category,
      List<Text> texts,
      List<String> words,
      Visibility visibility,
      Set<SectionId> sections,
      AnswerScope scope,
      Standing standing,
      Instant publishedAt,
      Optional<LocalDate> reviewOn) {
    this(
        id,
        municipality,
        section,
        category,
        texts,
        words,
        visibility,
        sections,
        scope,
        standing,
        publishedAt,
        reviewOn,
        List.of());
  }

  /** Whether citizens read it: it is for everybody, and not past its time. */
  public boolean isOpen() {
    return visibility == Visibility.PUBLIC && standing != Standing.EXPIRED;
  }

  public PublishedArticle {
    related = List.copyOf(related);
    texts = List.copyOf(texts);
    words = List.copyOf(words);
    sections = Set.copyOf(sections);
  }
}
