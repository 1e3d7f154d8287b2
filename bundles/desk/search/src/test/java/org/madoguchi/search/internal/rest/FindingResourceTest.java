package org.madoguchi.search.internal.rest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.madoguchi.search.internal.SearchRoom.OPERATOR;
import static org.madoguchi.search.internal.SearchRoom.SUPERVISOR;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.Before;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.ProblemType;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.search.DocumentKey;
import org.madoguchi.search.SearchRecords;
import org.madoguchi.search.internal.SearchRoom;
import org.madoguchi.search.internal.asked.AskedOften;
import org.madoguchi.search.internal.jpa.JpaFindingStore;
import org.madoguchi.search.internal.records.FindingsOf;
import org.madoguchi.search.internal.records.PersonalPace;
import org.madoguchi.search.internal.rest.FindingViews.Dismissal;
import org.madoguchi.search.internal.rest.RecordResource.NewRecord;
import org.madoguchi.search.internal.rest.RecordResource.NewUse;
import org.madoguchi.search.internal.rest.SynonymViews.NewSynonyms;
import org.madoguchi.search.internal.rest.SynonymViews.SynonymEdit;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.web.internal.json.Json;

/** What the addresses take and answer. */
public class FindingResourceTest extends DatabaseMatrix {
  private final List<String> told = new ArrayList<>();
  private SearchRoom room;
  private FindingResource rest;
  private RecordResource records;
  private SynonymResource synonyms;

  @Before
  public void openRoom() {
    room = new SearchRoom(database());
    rest =
        new FindingResource(
            FindingsOf.room(room),
            new AskedOften(room.unit, new JpaFindingStore(room.unit), room.directory, room.day));
    records = new RecordResource(new Told(), new PersonalPace(room.day));
    synonyms = new SynonymResource(room.desk, room.imports, room.directory);
  }

  private final class Told implements SearchRecords {
    @Override
    public void made(Made search) {
      told.add(search.place() + " " + search.text() + " " + search.shown() + " " + search.total());
    }

    @Override
    public void used(UUID search, MunicipalityId municipality, Optional<DocumentKey> key, Use use) {
      told.add(use + " " + key.orElseThrow());
    }
  }

  private static JsonNode json(Object entity) {
    return Json.mapper().valueToTree(entity);
  }

  private static DomainException refused(ProblemType type, ThrowingRunnable attempt) {
    DomainException problem = assertThrows(DomainException.class, attempt);
    assertEquals(type, problem.type());
    return problem;
  }

  private static String fields(ThrowingRunnable attempt) {
    return refused(Problems.INVALID_FIELDS, attempt).fields().stream()
        .map(f -> f.field() + " " + f.code())
        .toList()
        .toString();
  }

  private static NewRecord record(String id, String place, List<String> shown, Long total) {
    return new NewRecord(id, "mihon", place, "保険証", shown, total);
  }

  @Test
  public void recordsOfStaffAreTakenAsTheyAreWritten() {
    String id = UUID.randomUUID().toString();
    records.made(OPERATOR, record(id, "pane", List.of("ARTICLE/12", "ticket/mihon-2026-1"), 40L));
    records.used(OPERATOR, id, new NewUse("mihon", "ARTICLE/12", "quoted"));
    assertEquals(
        List.of("PANE 保険証 [ARTICLE/12, TICKET/mihon-2026-1] 40", "QUOTED ARTICLE/12"), told);
    assertEquals(
        "[requestId invalid]", fields(() -> records.made(OPERATOR, record("1", "pane", null, 0L))));
    assertEquals(
        "[place not-allowed]",
        fields(() -> records.made(OPERATOR, record(id, "portal", null, 0L))));
    assertEquals(
        "[shown invalid]",
        fields(() -> records.made(OPERATOR, record(id, "pane", List.of("12"), 0L))));
    assertEquals(
        "[use not-allowed]",
        fields(() -> records.used(OPERATOR, id, new NewUse("mihon", "ARTICLE/1", "helpful"))));
    assertEquals(
        "[document required]",
        fields(() -> records.used(OPERATOR, id, new NewUse("mihon", "", "opened"))));
    refused(
        Problems.MUNICIPALITY_NOT_FOUND,
        () -> records.used(OPERATOR, id, new NewUse("aoba", "ARTICLE/1", "opened")));
  }

  @Test
  public void nobodyTellsMoreThanSomebodyCanDo() {
    for (int i = 0; i < 500; i++) {
      records.made(OPERATOR, record(UUID.randomUUID().toString(), "console", null, 0L));
    }
    assertEquals(120, told.size());
    records.made(SUPERVISOR, record(UUID.randomUUID().toString(), "console", null, 0L));
    assertEquals(121, told.size());
  }

  @Test
  public void findingsAreListedCountedAndDismissed() {
    FindingsOf.search(room, "ごみの日", 0);
    FindingsOf.search(room, "ごみの日", 0);
    FindingsOf.search(room, "転入", 2);
    JsonNode list = json(rest.list(SUPERVISOR, "mihon", "no-hits", "", "", "", "1"));
    assertEquals(1, list.get("items").size());
    assertEquals("ごみの日", list.at("/items/0/texts/0").asText());
    assertEquals(2, list.at("/items/0/count").asInt());
    JsonNode figures = json(rest.figures(SUPERVISOR, "mihon", "2026-11-01", "2026-11-30", "month"));
    assertEquals(3, figures.at("/all/searches").asInt());
    assertEquals(1, figures.at("/all/found").asInt());
    assertEquals("portal", figures.at("/places/0/of").asText());
    assertEquals("2026-11", figures.at("/steps/0/of").asText());
    rest.dismiss(SUPERVISOR, new Dismissal("mihon", "no-hits", "ごみの日", null, null, null));
    assertEquals(0, json(rest.list(SUPERVISOR, "mihon", "", "", "", "", "")).get("items").size());
    rest.dismiss(SUPERVISOR, new Dismissal("mihon", "no-hits", "ごみの日", null, null, false));
    assertEquals(1, json(rest.list(SUPERVISOR, "mihon", "", "", "", "", "")).get("items").size());
  }

  @Test
  public void placeInAListIsTakenAsItWasGivenAndNothingElse() {
    FindingsOf.search(room, "一:二", 0);
    FindingsOf.search(room, "三", 0);
    JsonNode first = json(rest.list(SUPERVISOR, "mihon", "", "", "", "", "1"));
    String next = first.get("next").asText();
    JsonNode second = json(rest.list(SUPERVISOR, "mihon", "", "", "", next, "1"));
    assertEquals(1, second.get("items").size());
    assertEquals(
        "[after invalid]", fields(() -> rest.list(SUPERVISOR, "mihon", "", "", "", "?", "1")));
    assertEquals(
        "[after invalid]", fields(() -> rest.list(SUPERVISOR, "mihon", "", "", "", "YTpi", "1")));
  }

  @Test
  public void daysAreCheckedAndBounded() {
    assertEquals(
        "[from not-a-date]", fields(() -> rest.figures(SUPERVISOR, "mihon", "2026-13-01", "", "")));
    assertEquals(
        "[to too-many]",
        fields(() -> rest.figures(SUPERVISOR, "mihon", "2024-01-01", "2026-11-01", "")));
    assertEquals(
        "[to too-many]",
        fields(() -> rest.figures(SUPERVISOR, "mihon", "2026-11-02", "2026-11-01", "")));
    assertEquals("[municipality required]", fields(() -> rest.figures(SUPERVISOR, "", "", "", "")));
    refused(Problems.MUNICIPALITY_NOT_FOUND, () -> rest.figures(SUPERVISOR, "aoba", "", "", ""));
    refused(Problems.FORBIDDEN, () -> rest.figures(OPERATOR, "mihon", "", "", ""));
  }

  @Test
  public void synonymsAreWrittenWithTheirVersion() {
    NewSynonyms written = new NewSynonyms("r1", List.of("　保険 証 ", "被保険者証"));
    var made = synonyms.add(SUPERVISOR, "mihon", written);
    assertEquals(201, made.getStatus());
    JsonNode group = json(made.getEntity());
    assertEquals("保険 証", group.at("/words/0").asText());
    assertEquals("森 京子", group.at("/editor/name").asText());
    String id = group.get("id").asText();
    assertEquals("\"1\"", synonyms.view(SUPERVISOR, "mihon", id).getHeaderString("ETag"));
    refused(
        Problems.VERSION_REQUIRED,
        () -> synonyms.edit(SUPERVISOR, "mihon", id, null, new SynonymEdit(List.of("a", "b"))));
    synonyms.edit(SUPERVISOR, "mihon", id, "\"1\"", new SynonymEdit(List.of("保険証", "資格確認書")));
    JsonNode list = json(synonyms.list(SUPERVISOR, "mihon", "資格", "", ""));
    assertEquals(1, list.get("total").asInt());
    synonyms.remove(SUPERVISOR, "mihon", id, "\"2\"");
    refused(Problems.NOT_FOUND, () -> synonyms.view(SUPERVISOR, "mihon", id));
  }

  @Test
  public void wordsAreBounded() {
    for (List<String> words :
        List.of(List.of("a", "b".repeat(51)), List.of("a", "b|c"), List.of("a", " "))) {
      String wrong = fields(() -> synonyms.add(SUPERVISOR, "mihon", new NewSynonyms("r", words)));
      assertEquals(words + wrong, true, wrong.startsWith("[words "));
    }
    List<String> many = Collections.nCopies(21, "a");
    assertEquals(
        "[words too-many]",
        fields(() -> synonyms.add(SUPERVISOR, "mihon", new NewSynonyms("r", many))));
    assertEquals(List.of(), room.events());
  }
}
