package org.madoguchi.portal.internal;

import java.text.Normalizer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.knowledge.PublishedArticle;
import org.madoguchi.knowledge.PublishedArticle.Text;

/**
 * What lists show of an article that citizens read.
 *
 * @param questions by language, the original first
 * @param folded all questions and words, as typed words are looked for in them
 */
record Entry(
    long id,
    MunicipalityId municipality,
    SectionId section,
    String category,
    Map<String, String> questions,
    String folded,
    Instant publishedAt) {
  static Entry of(PublishedArticle article) {
    Map<String, String> questions = new LinkedHashMap<>();
    StringBuilder all = new StringBuilder();
    for (Text text : article.texts()) {
      questions.put(text.language(), text.question());
      all.append(text.question()).append('\n');
    }
    article.words().forEach(word -> all.append(word).append('\n'));
    return new Entry(
        article.id(),
        article.municipality(),
        article.section(),
        article.category(),
        questions,
        folded(all.toString()),
        article.publishedAt());
  }

  static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  /** The language in which its question is shown to whoever reads that one. */
  String shownIn(Language language) {
    return Wording.choice(questions.keySet(), language.tag());
  }

  String question(Language language) {
    return questions.get(shownIn(language));
  }
}
