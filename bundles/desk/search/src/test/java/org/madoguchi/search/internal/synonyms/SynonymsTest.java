package org.madoguchi.search.internal.synonyms;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.madoguchi.search.internal.SearchRoom.AOBA;
import static org.madoguchi.search.internal.SearchRoom.AOBA_SUPERVISOR;
import static org.madoguchi.search.internal.SearchRoom.MIHON;
import static org.madoguchi.search.internal.SearchRoom.OPERATOR;
import static org.madoguchi.search.internal.SearchRoom.RELATIONS;
import static org.madoguchi.search.internal.SearchRoom.SECTION_STAFF;
import static org.madoguchi.search.internal.SearchRoom.SUPERVISOR;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.Before;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.ProblemType;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.search.internal.SearchProblems;
import org.madoguchi.search.internal.SearchRoom;
import org.madoguchi.tables.Outcome;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.testing.database.DatabaseMatrix;

public class SynonymsTest extends DatabaseMatrix {
  private final SearchRoom.Given index = new SearchRoom.Given();
  private SearchRoom room;
  private SynonymDesk desk;

  @Before
  public void openRoom() {
    room = new SearchRoom(database());
    desk = room.desk;
    desk.inUse =
        new SynonymsInUse(
            room.unit, room.synonyms, index, (topic, may, town) -> index.told.add(town));
  }

  private static String request() {
    return UUID.randomUUID().toString();
  }

  private OwnSynonyms add(String... words) {
    return desk.add(SUPERVISOR, MIHON, request(), List.of(words));
  }

  private List<String> listed(String q) {
    return desk.page(SUPERVISOR, MIHON, q, OptionalLong.empty(), 50).groups().stream()
        .map(group -> String.join("=", group.words()))
        .toList();
  }

  private static DomainException refused(ProblemType type, ThrowingRunnable attempt) {
    DomainException problem = assertThrows(DomainException.class, attempt);
    assertEquals(type, problem.type());
    return problem;
  }

  @Test
  @Covers("K6")
  public void theNextSearchOfTheMunicipalityUsesWhatWasAddedChangedAndRemoved() {
    OwnSynonyms card = add("保険証", "被保険者証");
    assertEquals(List.of("保険証=被保険者証"), index.of(MIHON));
    assertEquals(List.of(), index.of(AOBA));
    OwnSynonyms more = desk.edit(SUPERVISOR, MIHON, card.id(), 1, List.of("保険証", "被保険者証", "健保カード"));
    assertEquals(2, more.version());
    assertEquals(List.of("保険証=被保険者証=健保カード"), index.of(MIHON));
    desk.remove(RELATIONS, MIHON, card.id(), 2);
    assertEquals(List.of(), index.of(MIHON));
    refused(Problems.NOT_FOUND, () -> desk.find(SUPERVISOR, MIHON, card.id()));
    assertEquals(
        List.of("SynonymsAdded", "SynonymsChanged", "SynonymsRemoved"),
        room.events().stream().map(CommittedEvent::type).toList());
  }

  @Test
  public void theSameRequestAgainIsTheSameGroup() {
    String request = request();
    OwnSynonyms first = desk.add(SUPERVISOR, MIHON, request, List.of("粗大ごみ", "大型ごみ"));
    OwnSynonyms again = desk.add(SUPERVISOR, MIHON, request, List.of("粗大ごみ", "大型ごみ"));
    assertEquals(first.id(), again.id());
    assertEquals(List.of("粗大ごみ=大型ごみ"), listed(""));
  }

  @Test
  public void doublesAreNamedHoweverTheyAreWritten() {
    add("ＡＢＣカード", "会員証");
    DomainException taken = refused(SearchProblems.SYNONYMS_TAKEN, () -> add("会員証", "abcカード"));
    assertEquals(List.of("ＡＢＣカード、会員証"), taken.arguments());
    DomainException twice =
        refused(SearchProblems.SYNONYMS_TWICE, () -> add("届出", "Ｔｏｄｏｋｅ", "todoke"));
    assertEquals(List.of("todoke"), twice.arguments());
    refused(SearchProblems.SYNONYMS_TOO_FEW, () -> add("ひとつ"));
    OwnSynonyms other = add("会員証", "メンバーカード");
    refused(
        SearchProblems.SYNONYMS_TAKEN,
        () -> desk.edit(SUPERVISOR, MIHON, other.id(), 1, List.of("ABCカード", "会員証")));
    // another municipality's are none of them
    desk.add(AOBA_SUPERVISOR, AOBA, request(), List.of("ABCカード", "会員証"));
  }

  @Test
  public void listIsFilteredByAnyWordAndPaged() {
    IntStream.range(0, 5).forEach(i -> add("語" + i, "言葉" + i));
    OwnSynonyms wide = add("Ｗ１００％", "幅_広");
    assertEquals(List.of("Ｗ１００％=幅_広"), listed("w100%"));
    assertEquals(List.of("Ｗ１００％=幅_広"), listed("_"));
    assertEquals(List.of("語3=言葉3"), listed("葉3"));
    SynonymDesk.Page first = desk.page(SUPERVISOR, MIHON, "", OptionalLong.empty(), 4);
    assertEquals(wide.id(), first.groups().get(0).id());
    assertEquals(6, first.total());
    SynonymDesk.Page last = desk.page(SUPERVISOR, MIHON, "", first.next(), 4);
    assertEquals(List.of("語1", "語0"), last.groups().stream().map(g -> g.words().get(0)).toList());
    assertEquals(OptionalLong.empty(), last.next());
  }

  @Test
  @Covers("I5")
  public void onlyWhoRunsTheKnowledgeOfTheWholeMunicipalityKeepsThem() {
    OwnSynonyms group = add("住民票", "住民票の写し");
    for (AccessScope scope : List.of(OPERATOR, SECTION_STAFF)) {
      refused(Problems.FORBIDDEN, () -> desk.find(scope, MIHON, group.id()));
      refused(Problems.FORBIDDEN, () -> desk.remove(scope, MIHON, group.id(), 1));
    }
    refused(Problems.MUNICIPALITY_NOT_FOUND, () -> desk.find(AOBA_SUPERVISOR, MIHON, group.id()));
    refused(Problems.NOT_FOUND, () -> desk.find(AOBA_SUPERVISOR, AOBA, group.id()));
    refused(Problems.NOT_FOUND, () -> desk.remove(AOBA_SUPERVISOR, AOBA, group.id(), 1));
    MunicipalityId nowhere = new MunicipalityId("nowhere");
    refused(
        Problems.MUNICIPALITY_NOT_FOUND,
        () -> desk.page(AOBA_SUPERVISOR, nowhere, "", OptionalLong.empty(), 1));
  }

  @Test
  public void whoWasFasterIsNotOverwritten() {
    OwnSynonyms group = add("保険証", "被保険者証");
    desk.edit(RELATIONS, MIHON, group.id(), 1, List.of("保険証", "資格確認書"));
    DomainException stale =
        refused(
            Problems.STALE_VERSION,
            () -> desk.edit(SUPERVISOR, MIHON, group.id(), 1, List.of("保険証", "別の語")));
    assertEquals(List.of("保険証", "資格確認書"), stale.extensions().get("words"));
    refused(Problems.STALE_VERSION, () -> desk.remove(SUPERVISOR, MIHON, group.id(), 1));
    assertEquals(List.of("保険証=資格確認書"), listed(""));
  }

  @Test
  public void moreThanTheLimitIsRefusedAlsoWhenSeveralAreFaster() throws Exception {
    String file =
        IntStream.range(1, SynonymDesk.MOST)
            .mapToObj(i -> "語" + i + "|言葉" + i)
            .collect(Collectors.joining("\n", "words\n", "\n"));
    Outcome taken = room.imports.take(SUPERVISOR, MIHON, file, false);
    assertEquals(Outcome.of(SynonymDesk.MOST - 1, SynonymDesk.MOST - 1, 0, 0), taken);
    ExecutorService people = Executors.newFixedThreadPool(3);
    try {
      List<Callable<Boolean>> attempts = new ArrayList<>();
      for (String word : List.of("甲", "乙", "丙")) {
        attempts.add(() -> added(word));
      }
      int added = 0;
      for (Future<Boolean> attempt : people.invokeAll(attempts)) {
        added += attempt.get() ? 1 : 0;
      }
      assertEquals(1, added);
    } finally {
      people.shutdown();
    }
    assertEquals(
        SynonymDesk.MOST, desk.page(SUPERVISOR, MIHON, "", OptionalLong.empty(), 1).total());
    assertEquals(SynonymDesk.MOST, index.of(MIHON).size());
    Outcome more = room.imports.take(SUPERVISOR, MIHON, "words\n丁|戊\n", false);
    assertEquals("full", more.badLines().get(0).code());
  }

  private boolean added(String word) {
    try {
      add(word, word + "の言い換え");
      return true;
    } catch (DomainException e) {
      assertEquals(SearchProblems.SYNONYMS_FULL, e.type());
      return false;
    }
  }
}
