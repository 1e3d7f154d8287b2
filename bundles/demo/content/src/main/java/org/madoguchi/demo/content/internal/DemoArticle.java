package org.madoguchi.demo.content.internal;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.knowledge.PreparedArticles.Prepared;
import org.madoguchi.knowledge.PreparedArticles.Stage;
import org.madoguchi.knowledge.PublishedArticle.AnswerScope;

/**
 * An article as it is written in {@code articles.json}.
 *
 * @param scope as in the REST interface: answer, in-part, hand-over
 * @param stage absent = published; review-due, in-review
 */
record DemoArticle(
    @JsonProperty(required = true) String externalId,
    @JsonProperty(required = true) String section,
    @JsonProperty(required = true) String category,
    @JsonProperty(required = true) String author,
    @JsonProperty(required = true) String question,
    String conclusion,
    String body,
    List<String> words,
    @JsonProperty(required = true) String scope,
    String scopeNote,
    String stage) {
  Prepared prepared() {
    return new Prepared(
        externalId,
        new SectionId(section),
        category,
        question,
        conclusion,
        body,
        words,
        AnswerScope.valueOf(code(scope)),
        scopeNote == null ? "" : scopeNote,
        new StaffId(author),
        stage == null ? Stage.PUBLISHED : Stage.valueOf(code(stage)));
  }

  private static String code(String written) {
    return written.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
