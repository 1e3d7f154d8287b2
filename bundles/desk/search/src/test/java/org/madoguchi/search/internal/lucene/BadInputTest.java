package org.madoguchi.search.internal.lucene;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.madoguchi.search.SearchAnswer;
import org.madoguchi.search.SearchDocument;

/** Any text is a query, and any text is a document. */
public class BadInputTest {
  @ClassRule public static final TemporaryFolder FOLDER = new TemporaryFolder();
  private static Desk desk;

  @BeforeClass
  public static void open() throws Exception {
    desk = new Desk(FOLDER.newFolder().toPath());
    desk.put(Desk.article("1", "住民票の写しの交付").body("本人確認書類をお持ちください。").build());
  }

  @AfterClass
  public static void close() {
    desk.close();
  }

  private static SearchAnswer ask(String text) {
    desk.engine.suggest(Desk.articles(text), 10);
    SearchAnswer answer = desk.search(text);
    assertNotNull(answer);
    return answer;
  }

  @Test
  public void hundredKilobytesAreCut() {
    assertEquals("1", Desk.ids(ask("住民票" + "がほしいのですが".repeat(12_500))).get(0));
    ask("あ".repeat(100_000));
    ask("a".repeat(100_000));
    ask("1".repeat(100_000));
    ask("一".repeat(100_000));
    ask(" ".repeat(100_000));
    ask("\u0301".repeat(100_000));
    ask("a b ".repeat(25_000));
  }

  @Test
  public void symbolsAloneFindNothing() {
    for (String text : List.of("？！", "。。。", "@@@@", "★☆★", "()[]{}", "…", "〒", "\ufffd", "😀")) {
      assertEquals(text, 0, ask(text).total());
    }
  }

  @Test
  public void theSyntaxOfLuceneMeansNothing() {
    for (String text :
        List.of(
            "住民票 AND",
            "title:住民票",
            "*:* 住民票",
            "住民票~2",
            "+住民票 -写し",
            "/住民票.*/",
            "[住民票 TO 戸籍]",
            "住民票^1000",
            "\\住民票\\")) {
      assertTrue(text, Desk.ids(ask(text)).contains("1"));
    }
    assertEquals(0, ask("*").total());
    assertEquals(0, ask("[* TO *]").total());
  }

  @Test
  public void unbalancedQuotesAndBracketsAreLetters() {
    for (String text : List.of("\"住民票", "「住民票", "(住民票", "住民票)", "'住民票", "『住民票」")) {
      assertTrue(text, Desk.ids(ask(text)).contains("1"));
    }
  }

  @Test
  public void loneSurrogatesAndControlCharactersDisappear() {
    for (String text :
        List.of("\ud83d住民票", "住民票\udc00", "住\u0000民票 住民票", "\u202e住民票", "\u001b[31m住民票\u0007")) {
      assertTrue(text, Desk.ids(ask(text)).contains("1"));
    }
    ask("\ud800");
    ask("\udfff\ud800");
  }

  @Test
  public void anyTextIsADocument() throws Exception {
    SearchDocument strange =
        Desk.article("strange", "\ud83d\u0000題名\udc00")
            .body("ぎ".repeat(300_000) + "a".repeat(300_000) + "\t\n\t")
            .conclusion("\t\t\n" + "\u0301".repeat(10_000))
            .searchWords(List.of("", " ", "x".repeat(50_000)))
            .codes(List.of("", "9".repeat(50_000)))
            .category("c".repeat(40_000))
            .build();
    desk.put(strange);
    assertTrue(Desk.ids(ask("題名")).contains("strange"));
    desk.remove("strange");
    assertTrue(!Desk.ids(ask("題名")).contains("strange"));
  }
}
