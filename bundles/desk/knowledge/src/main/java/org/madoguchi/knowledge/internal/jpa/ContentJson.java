package org.madoguchi.knowledge.internal.jpa;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.knowledge.PublishedArticle.AnswerScope;
import org.madoguchi.knowledge.PublishedArticle.Visibility;
import org.madoguchi.knowledge.internal.domain.Content;
import org.madoguchi.knowledge.internal.domain.Translation;

/** What an edition says, as its row keeps it. */
final class ContentJson {
  // a newer version may have written more
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .setSerializationInclusion(JsonInclude.Include.NON_EMPTY)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /** Days are written as days; a member that is missing is empty. */
  private record Kept(
      String category,
      String language,
      String question,
      String conclusion,
      String body,
      List<String> words,
      String visibility,
      List<String> sections,
      String scope,
      String scopeNote,
      List<KeptTranslation> translations,
      List<Long> related,
      String from,
      String until) {}

  private record KeptTranslation(
      String language,
      boolean checked,
      String question,
      String conclusion,
      String body,
      boolean behind) {}

  private ContentJson() {}

  static String written(Content content) {
    Kept kept =
        new Kept(
            content.category(),
            content.language(),
            content.question(),
            content.conclusion(),
            content.body(),
            content.words(),
            content.visibility().name(),
            content.sections().stream().map(SectionId::value).toList(),
            content.scope().name(),
            content.scopeNote(),
            content.translations().stream().map(ContentJson::kept).toList(),
            content.related(),
            content.from().map(LocalDate::toString).orElse(null),
            content.until().map(LocalDate::toString).orElse(null));
    try {
      return JSON.writeValueAsString(kept);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values can always be written", e);
    }
  }

  static Content read(String written) {
    try {
      return content(JSON.readValue(written, Kept.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an edition cannot be read", e);
    }
  }

  private static Content content(Kept kept) {
    return new Content(
        text(kept.category()),
        text(kept.language()),
        text(kept.question()),
        text(kept.conclusion()),
        text(kept.body()),
        list(kept.words()),
        Visibility.valueOf(kept.visibility()),
        list(kept.sections()).stream().map(SectionId::new).toList(),
        AnswerScope.valueOf(kept.scope()),
        text(kept.scopeNote()),
        list(kept.translations()).stream().map(ContentJson::translation).toList(),
        list(kept.related()),
        Optional.ofNullable(kept.from()).map(LocalDate::parse),
        Optional.ofNullable(kept.until()).map(LocalDate::parse));
  }

  private static KeptTranslation kept(Translation t) {
    return new KeptTranslation(
        t.language(), t.checked(), t.question(), t.conclusion(), t.body(), t.behind());
  }

  private static Translation translation(KeptTranslation t) {
    return new Translation(
        text(t.language()),
        t.checked(),
        text(t.question()),
        text(t.conclusion()),
        text(t.body()),
        t.behind());
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }

  private static <T> List<T> list(List<T> value) {
    return value == null ? List.of() : value;
  }
}
