package org.madoguchi.knowledge.internal.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.knowledge.PublishedArticle.AnswerScope;
import org.madoguchi.knowledge.PublishedArticle.Visibility;

/**
 * What is written in one edition of an article, and what is approved with it.
 *
 * @param category '' for none
 * @param language of the original
 * @param conclusion the answer in short; '' for none
 * @param body HTML that is safe to be shown
 * @param words as citizens may say it
 * @param sections readers beside the owning section, by code
 * @param scopeNote what operators do with it; '' for nothing
 * @param related other articles; each shows only its own, so that circles are harmless
 * @param from the first day readers see it; empty = when it is published
 * @param until the last day; empty = no end
 */
public record Content(
    String category,
    String language,
    String question,
    String conclusion,
    String body,
    List<String> words,
    Visibility visibility,
    List<SectionId> sections,
    AnswerScope scope,
    String scopeNote,
    List<Translation> translations,
    List<Long> related,
    Optional<LocalDate> from,
    Optional<LocalDate> until) {

  public Content {
    words = List.copyOf(words);
    sections = List.copyOf(sections);
    translations = List.copyOf(translations);
    related = List.copyOf(related);
  }

  /** Nothing written yet. */
  public static Content empty() {
    return new Content(
        "",
        "ja",
        "",
        "",
        "",
        List.of(),
        Visibility.STAFF,
        List.of(),
        AnswerScope.OPEN,
        "",
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * The same, with translations marked that were made of another original and were not touched
   * since.
   */
  public Content after(Content before) {
    boolean same =
        question.equals(before.question)
            && conclusion.equals(before.conclusion)
            && body.equals(before.body);
    List<Translation> marked =
        translations.stream()
            .map(t -> t.with(before.untouched(t).filter(b -> b || !same).isPresent()))
            .toList();
    return new Content(
        category,
        language,
        question,
        conclusion,
        body,
        words,
        visibility,
        sections,
        scope,
        scopeNote,
        marked,
        related,
        from,
        until);
  }

  /** Whether a translation that is as it was before is behind; empty for one that is new. */
  private Optional<Boolean> untouched(Translation translation) {
    return translations.stream()
        .filter(t -> t.saysTheSame(translation))
        .map(Translation::behind)
        .findFirst();
  }
}
