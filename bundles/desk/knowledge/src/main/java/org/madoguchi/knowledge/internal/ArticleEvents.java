package org.madoguchi.knowledge.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.NewEvent;
import org.madoguchi.knowledge.KnowledgeEvents;
import org.madoguchi.knowledge.internal.domain.Article;

/** What happens to articles, as the log keeps it. */
public final class ArticleEvents {
  private static final int PAYLOAD_VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private ArticleEvents() {}

  static String aggregate(long article) {
    return KnowledgeEvents.ARTICLE + article;
  }

  public static NewEvent event(Article article, String type, Map<String, ?> payload) {
    return new NewEvent(
        KnowledgeEvents.STREAM,
        aggregate(article.id()),
        article.version(),
        type,
        PAYLOAD_VERSION,
        written(payload),
        article.tag(),
        article.editor(),
        article.editedAt());
  }

  static String written(Map<String, ?> payload) {
    try {
      return JSON.writeValueAsString(payload);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values can always be written", e);
    }
  }

  /** The names of the fields that an edit changed. */
  static List<String> fields(CommittedEvent event) {
    try {
      List<String> fields = new ArrayList<>();
      for (JsonNode field : JSON.readTree(event.payload()).path("fields")) {
        fields.add(field.asText());
      }
      return fields;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("event " + event.id() + " has no readable payload", e);
    }
  }
}
