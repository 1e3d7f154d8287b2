package org.madoguchi.knowledge.internal.rest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.madoguchi.knowledge.internal.Room.AOBA_SUPERVISOR;
import static org.madoguchi.knowledge.internal.Room.OPERATOR;
import static org.madoguchi.knowledge.internal.Room.PENSION;
import static org.madoguchi.knowledge.internal.Room.PENSION_STAFF;
import static org.madoguchi.knowledge.internal.Room.SUPERVISOR;
import static org.madoguchi.knowledge.internal.Room.TAX_STAFF;
import static org.madoguchi.knowledge.internal.Room.content;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.knowledge.PublishedArticle.AnswerScope;
import org.madoguchi.knowledge.PublishedArticle.Visibility;
import org.madoguchi.knowledge.internal.Readings;
import org.madoguchi.knowledge.internal.Room;
import org.madoguchi.knowledge.internal.domain.Article;
import org.madoguchi.knowledge.internal.domain.Content;
import org.madoguchi.knowledge.internal.domain.Details;
import org.madoguchi.knowledge.internal.domain.KnowledgeProblems;
import org.madoguchi.knowledge.internal.domain.Translation;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.web.internal.json.Json;

public class ReadingResourceTest extends DatabaseMatrix {
  private static final Map<String, String> PORTAL =
      Map.of(
          "portal.enabled", "true",
          "portal.address", "https://faq.city.mihon.example/",
          "portal.languages", "ja-easy, en");

  private Room room;
  private ReadingResource resource;

  @Before
  public void openRoom() {
    open(PORTAL);
  }

  private void open(Map<String, String> settings) {
    room = new Room(database(), settings);
    resource =
        new ReadingResource(new Readings(room.unit, room.store, room.directory), room.directory);
  }

  private JsonNode read(AccessScope who, Article... articles) {
    String ids = Stream.of(articles).map(a -> "" + a.id()).collect(Collectors.joining(","));
    return Json.mapper().<JsonNode>valueToTree(resource.read(who, ids)).get("items");
  }

  private Article published(Visibility visibility) {
    Content c = content("保険証をなくした", "<h2>必要なもの</h2><p>本人確認書類</p>", visibility);
    return room.published(
        new Details(
            PENSION,
            0,
            new Content(
                "",
                "ja",
                c.question(),
                "再交付できます。",
                c.body(),
                List.of(),
                visibility,
                List.of(),
                AnswerScope.IN_PART,
                "資格の有無は担当課へ",
                List.of(
                    new Translation("en", true, "Lost card", "Reissued.", "<p>Come</p>", false)),
                List.of(),
                Optional.empty(),
                Optional.empty())));
  }

  @Test
  @Covers({"K2", "K4", "S2", "S3"})
  public void whatIsQuotedIsPlainInEveryLanguageWithItsScopeAndLink() {
    Article article = published(Visibility.PUBLIC);
    JsonNode reading = read(OPERATOR, article).get(0);
    assertEquals("" + article.id(), reading.get("id").asText());
    assertEquals("保険年金課", reading.at("/section/name").asText());
    assertEquals("in-part", reading.get("scope").asText());
    assertEquals("資格の有無は担当課へ", reading.get("scopeNote").asText());
    assertEquals("current", reading.get("standing").asText());
    JsonNode original = reading.at("/texts/0");
    assertEquals("original", original.get("quality").asText());
    assertEquals("再交付できます。", original.get("conclusion").asText());
    assertFalse(original.toString(), original.get("text").asText().contains("<"));
    assertEquals(
        "https://faq.city.mihon.example/mihon/ja/faq/" + article.id(),
        original.get("link").asText());
    JsonNode english = reading.at("/texts/1");
    assertEquals("Lost card", english.get("question").asText());
    assertEquals("checked", english.get("quality").asText());
    assertEquals(
        "https://faq.city.mihon.example/mihon/en/faq/" + article.id(),
        english.get("link").asText());
  }

  @Test
  public void nobodyIsSentWhereCitizensSeeNothing() {
    JsonNode forStaff = read(OPERATOR, published(Visibility.STAFF)).at("/0/texts/0");
    assertFalse(forStaff.toString(), forStaff.has("link"));
    for (Map<String, String> settings :
        List.of(
            Map.<String, String>of(),
            Map.of("portal.address", "https://faq.city.mihon.example"),
            Map.of("portal.enabled", "true", "portal.address", "javascript:alert(1)"),
            Map.of("portal.enabled", "true"))) {
      open(settings);
      JsonNode text = read(OPERATOR, published(Visibility.PUBLIC)).at("/0/texts/0");
      assertFalse(text.toString(), text.has("link"));
    }
  }

  @Test
  @Covers("F4")
  public void whoeverWorksWithItQuotesWhatReadersSee() {
    Article article = published(Visibility.PUBLIC);
    room.edit(article, c -> Room.asking(c, "まだ秘密"));
    for (AccessScope who : List.of(OPERATOR, PENSION_STAFF, SUPERVISOR)) {
      assertEquals("保険証をなくした", read(who, article).at("/0/texts/0/question").asText());
    }
  }

  @Test
  @Covers("I5")
  public void ofWhatOneDoesNotReadThereIsNoTrace() {
    Article all = published(Visibility.STAFF);
    Article own = published(Visibility.SECTIONS);
    Article draft = room.draft("下書き");
    assertEquals(1, read(OPERATOR, own, draft, all).size());
    assertEquals(1, read(TAX_STAFF, own, draft, all).size());
    assertEquals(
        "in the order they are asked for",
        List.of("" + own.id(), "" + all.id()),
        read(PENSION_STAFF, own, draft, all).findValuesAsText("id"));
    assertEquals(2, read(SUPERVISOR, own, draft, all).size());
    assertEquals(0, read(AOBA_SUPERVISOR, own, draft, all).size());
  }

  @Test
  public void onlySoManyAtOnce() {
    assertEquals(0, read(OPERATOR).size());
    String many =
        IntStream.rangeClosed(1, 21).mapToObj(i -> "" + i).collect(Collectors.joining(","));
    assertEquals(
        Problems.INVALID_FIELDS,
        assertThrows(DomainException.class, () -> resource.read(OPERATOR, many)).type());
    assertEquals(
        KnowledgeProblems.ARTICLE_NOT_FOUND,
        assertThrows(DomainException.class, () -> resource.read(OPERATOR, "x")).type());
  }
}
