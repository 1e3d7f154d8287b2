package org.madoguchi.search.internal.lucene;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.search.Audience;
import org.madoguchi.search.DocumentKey;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.Facet;
import org.madoguchi.search.Marked;
import org.madoguchi.search.SearchAnswer;
import org.madoguchi.search.SearchDocument;
import org.madoguchi.search.SearchHit;
import org.madoguchi.search.Suggestion;
import org.madoguchi.search.SynonymGroup;
import org.madoguchi.search.internal.text.Dictionary;
import org.madoguchi.testing.covers.Covers;

public class SearchTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();
  private Desk desk;

  @Before
  public void open() throws Exception {
    desk = new Desk(folder.getRoot().toPath());
  }

  @After
  public void close() {
    desk.close();
  }

  @Test
  @Covers({"K6", "F2"})
  public void whatTheCitizenSaysFindsWhatTheOfficeWrites() throws Exception {
    desk.put(
        Desk.article("1", "被保険者証の再交付").body("国民健康保険の窓口で申請してください。").build(),
        Desk.article("2", "介護保険料の納付").build(),
        Desk.article("3", "図書館カードの再発行").build());
    assertEquals("1", desk.ids("保険証なくした").get(0));
    assertEquals("1", desk.ids("ほけんしょう なくした").get(0));
  }

  @Test
  public void everyWordOfATextFindsIt() throws Exception {
    String text =
        "転入届は、引っ越した日から14日以内に市民課へ届け出てください。ﾏｲﾅﾝﾊﾞｰｶｰﾄﾞと旅券をお持ちください。"
            + "犬を飼っている方は、渡邊動物病院の鑑札も必要です。蓮根団地の皆さんは出張所でも手続きできます。";
    desk.put(Desk.article("1", "転入").body(text).build());
    for (int i = 0; i < 40; i++) {
      desk.put(Desk.article("other" + i, "関係のない話その" + i).body("天気の話").build());
    }
    Dictionary.WORDS.of(text).stream()
        .filter(word -> word.sort() != org.madoguchi.search.internal.text.Word.Sort.FUNCTION)
        .map(word -> text.substring(word.start(), word.end()))
        .forEach(word -> assertTrue(word, desk.ids(word).contains("1")));
  }

  @Test
  public void wordsTheDictionaryDoesNotKnowAreFoundByTheirLetters() throws Exception {
    desk.put(Desk.article("1", "ぴよぴよ広場の利用").build(), Desk.article("2", "ごみの出し方").build());
    assertEquals("1", desk.ids("ぴよぴよ").get(0));
  }

  @Test
  public void eachPartBetweenBlanksMustBeFound() throws Exception {
    desk.put(
        Desk.article("1", "住民票の写し").body("手数料は300円です。").build(),
        Desk.article("2", "住民票の郵送請求").body("定額小為替を同封してください。").build());
    SearchAnswer both = desk.search("住民票 小為替");
    assertEquals(List.of("2"), Desk.ids(both));
    assertEquals(1, both.total());
    assertFalse(both.loosened());
  }

  @Test
  public void whenNothingHoldsAllPartsTheBestThatHoldSomeAreShown() throws Exception {
    desk.put(Desk.article("1", "住民票の写し").build());
    SearchAnswer answer = desk.search("住民票 宇宙旅行");
    assertEquals(List.of("1"), Desk.ids(answer));
    assertTrue(answer.loosened());
  }

  @Test
  public void municipalitiesAddSynonymsWithoutIndexingAnew() throws Exception {
    desk.put(Desk.article("1", "循環バスの時刻表").build(), Desk.article("2", "ごみの収集日").build());
    assertFalse(desk.ids("てくてく号").contains("1"));
    desk.searcher.useSynonyms(Desk.MIHON, List.of(new SynonymGroup(List.of("循環バス", "てくてく号"))));
    assertEquals("1", desk.ids("てくてく号").get(0));
    desk.searcher.useSynonyms(Desk.MIHON, List.of());
    assertFalse(desk.ids("てくてく号").contains("1"));
  }

  @Test
  public void codesAreFoundWholeAndByTheirBeginning() throws Exception {
    desk.put(
        SearchDocument.of(
                new DocumentKey(DocumentKind.CITIZEN, "mihon/17"),
                Audience.everybody(Desk.MIHON),
                "田中花子",
                Desk.NOW)
            .searchWords(List.of("タナカ ハナコ"))
            .codes(List.of("0466-25-1111", "hanako@example.jp"))
            .build());
    for (String asked :
        List.of(
            "0466-25-1111", "0466251111", "０４６６２５", "hanako@example.jp", "田中", "たなかはなこ", "タナカ")) {
      SearchAnswer answer = desk.engine.search(Desk.query(asked));
      assertEquals(asked, List.of("mihon/17"), Desk.ids(answer));
    }
  }

  @Test
  public void marksAndExcerptShowWhy() throws Exception {
    String body = "はじめに。".repeat(60) + "再交付の手数料は無料です。" + "おわりに。".repeat(60);
    desk.put(Desk.article("1", "國保の被保険者証").body(body).build());
    SearchHit hit = desk.search("保険証の再交付").hits().get(0);
    assertEquals("國保の被保険者証", hit.title().text());
    assertEquals(List.of("被保険者証"), marked(hit.title()));
    assertTrue(hit.excerpt().text().length() <= SearchHit.EXCERPT);
    assertTrue(hit.excerpt().text().startsWith("…"));
    assertTrue(marked(hit.excerpt()).contains("再交付"));
  }

  private static List<String> marked(Marked text) {
    return text.marks().stream().map(m -> text.text().substring(m.start(), m.end())).toList();
  }

  @Test
  public void facetsAreCountedAndNarrow() throws Exception {
    for (int i = 0; i < 5; i++) {
      desk.put(
          Desk.article("w" + i, "ごみの収集" + i)
              .category("gomi")
              .owner(new SectionId("kankyo"))
              .build());
    }
    desk.put(Desk.article("x", "ごみ袋の減免").category("fukushi").build());
    SearchAnswer all = desk.engine.search(Desk.articles("ごみ").counting(Set.of(Facet.values())));
    assertEquals(Map.of("gomi", 5L, "fukushi", 1L), all.facets().get(Facet.CATEGORY));
    assertEquals(Map.of("kankyo", 5L), all.facets().get(Facet.SECTION));
    assertEquals(Map.of("ARTICLE", 6L), all.facets().get(Facet.KIND));
    SearchAnswer one =
        desk.engine.search(Desk.articles("ごみ").only(Map.of(Facet.CATEGORY, Set.of("fukushi"))));
    assertEquals(List.of("x"), Desk.ids(one));
  }

  @Test
  public void pagesFollowEachOther() throws Exception {
    for (int i = 0; i < 30; i++) {
      desk.put(Desk.article("a" + i, "粗大ごみの申込み その" + i).build());
    }
    List<String> whole = Desk.ids(desk.engine.search(Desk.articles("粗大ごみ").page(0, 30)));
    assertEquals(30, whole.stream().distinct().count());
    assertEquals(
        whole.subList(10, 20), Desk.ids(desk.engine.search(Desk.articles("粗大ごみ").page(10, 10))));
    assertEquals(List.of(), Desk.ids(desk.engine.search(Desk.articles("粗大ごみ").page(500, 10))));
    assertEquals(30, desk.engine.search(Desk.articles("粗大ごみ").page(0, 0)).total());
  }

  @Test
  public void amongEqualsTheMoreUsedAndTheNewerComeFirst() throws Exception {
    desk.put(
        Desk.article("old", "水道の開始").build(),
        Desk.article("used", "水道の開始").popularity(50).build(),
        SearchDocument.of(
                new DocumentKey(DocumentKind.ARTICLE, "older"),
                Audience.everybody(Desk.MIHON),
                "水道の開始",
                Desk.NOW.minus(Duration.ofDays(2_000)))
            .build());
    assertEquals(List.of("used", "old", "older"), desk.ids("水道"));
  }

  @Test
  public void whatIsNotValidIsFoundOnlyWhenAskedFor() throws Exception {
    desk.put(
        Desk.article("past", "給付金").validTo(Desk.NOW).build(),
        Desk.article("now", "給付金").validFrom(Desk.NOW).build(),
        Desk.article("future", "給付金").validFrom(Desk.NOW.plusSeconds(1)).build());
    assertEquals(List.of("now"), desk.ids("給付金"));
    assertEquals(3, desk.engine.search(Desk.articles("給付金").withInvalid()).total());
  }

  @Test
  public void suggestionsComeWhileTypingInKanjiAndKana() throws Exception {
    desk.put(
        Desk.article("1", "国民健康保険の届出").popularity(3).build(),
        Desk.article("2", "介護保険の申請").build(),
        Desk.article("3", "ごみの出し方").build());
    assertEquals(List.of("1", "2"), suggested("保険"));
    assertEquals(List.of("1", "2"), suggested("ほけん"));
    assertEquals(List.of("1", "2"), suggested("ほけんn"));
    assertEquals(List.of("2"), suggested("介護保"));
    assertEquals(List.of(), suggested(" "));
  }

  private List<String> suggested(String typed) {
    return desk.engine.suggest(Desk.articles(typed), 10).stream()
        .map(Suggestion::key)
        .map(DocumentKey::id)
        .toList();
  }

  @Test
  public void aWrongConversionOrASlipIsAskedAbout() throws Exception {
    desk.put(Desk.article("1", "個人番号カードの受け取り").build(), Desk.article("2", "印鑑登録の方法").build());
    assertEquals(Optional.of("個人番号カード"), desk.search("個人番号カート").meant());
    assertEquals(Optional.of("印鑑登録したい"), desk.search("印艦登録したい").meant());
    assertEquals(Optional.empty(), desk.search("印鑑登録").meant());
  }

  @Test
  public void blankTextFindsEverythingNewestFirst() throws Exception {
    desk.put(
        Desk.article("new", "あ").build(),
        SearchDocument.of(
                new DocumentKey(DocumentKind.ARTICLE, "old"),
                Audience.everybody(Desk.MIHON),
                "い",
                Desk.NOW.minusSeconds(9))
            .build());
    assertEquals(List.of("new", "old"), desk.ids(" \u3000 "));
  }

  @Test
  public void withoutTheLearnedRankingTheIndexAlonePutsInOrder() throws Exception {
    desk.put(Desk.article("1", "転出届").build(), Desk.article("2", "転入届と転出届の書き方").build());
    desk.searcher.rankBy(null);
    assertEquals("1", desk.ids("転出届").get(0));
  }
}
