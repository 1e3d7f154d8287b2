package org.madoguchi.search.internal.lucene;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.search.Audience;
import org.madoguchi.search.DocumentKey;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.SearchDocument;

/**
 * A folder with questions whose answers are known: {@code corpus.json} (id → text, "Question: …"
 * and "Answer: …" on lines of their own), {@code queries.json} (id → text), {@code qrels.json}
 * (query id → document id → grade 1 or 2).
 */
record JudgedQuestions(
    Map<String, String> corpus,
    Map<String, String> queries,
    Map<String, Map<String, Integer>> grades) {
  static final MunicipalityId CITY = new MunicipalityId("judged");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String QUESTION = "Question:";
  private static final String ANSWER = "\nAnswer:";

  static JudgedQuestions read(Path folder) throws IOException {
    Map<String, String> corpus =
        JSON.readValue(folder.resolve("corpus.json").toFile(), new TypeReference<>() {});
    Map<String, String> queries =
        JSON.readValue(folder.resolve("queries.json").toFile(), new TypeReference<>() {});
    Map<String, Map<String, Integer>> grades =
        JSON.readValue(folder.resolve("qrels.json").toFile(), new TypeReference<>() {});
    Map<String, String> judged = new TreeMap<>(queries);
    judged.keySet().retainAll(grades.keySet());
    return new JudgedQuestions(corpus, judged, grades);
  }

  List<String> ids() {
    return List.copyOf(queries.keySet());
  }

  List<SearchDocument> documents() {
    List<SearchDocument> documents = new ArrayList<>();
    corpus.forEach((id, text) -> documents.add(document(id, text)));
    return documents;
  }

  private static SearchDocument document(String id, String text) {
    int answer = text.indexOf(ANSWER);
    String title = answer < 0 ? text : text.substring(0, answer);
    String body = answer < 0 ? "" : text.substring(answer + ANSWER.length()).strip();
    if (title.startsWith(QUESTION)) {
      title = title.substring(QUESTION.length());
    }
    return SearchDocument.of(
            new DocumentKey(DocumentKind.ARTICLE, id),
            Audience.everybody(CITY),
            title.strip(),
            Instant.EPOCH)
        .body(body)
        .build();
  }
}
