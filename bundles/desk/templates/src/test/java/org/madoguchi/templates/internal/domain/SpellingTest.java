package org.madoguchi.templates.internal.domain;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;
import org.madoguchi.kernel.SectionId;

public class SpellingTest {
  @Test
  public void shortcutIsTheSameWordHoweverItIsTyped() {
    assertEquals("orei-1", Spelling.shortcut(" Ｏｒｅｉ－１　"));
    assertEquals("カード", Spelling.shortcut("ｶｰﾄﾞ"));
  }

  @Test
  public void shortcutIsOneWord() {
    for (String word : List.of("orei", "お礼", "カード", "tel_1.2-3")) {
      assertTrue(word, Spelling.isShortcut(word));
    }
    for (String none : List.of("", "two words", ":", "a:b", "<b>", "あ".repeat(41))) {
      assertFalse(none, Spelling.isShortcut(none));
    }
  }

  @Test
  public void everyWordIsLookedForWhateverItsWidthCaseAndKana() {
    Details details = new Details(SectionId.NONE, "gomi", "粗大ゴミのご案内", "Ｃａｌｌ ０４６６", "ja", 0, true);
    String searched = Spelling.searched(details);
    List<String> words = Spelling.words("　ごみ CALL 0466 ");
    assertEquals(3, words.size());
    words.forEach(word -> assertTrue(word, searched.contains(word)));
    assertEquals(List.of(), Spelling.words(" 　"));
  }

  @Test
  public void languagesAreTags() {
    assertTrue(Spelling.isLanguage("ja"));
    assertTrue(Spelling.isLanguage("pt-BR"));
    assertTrue(Spelling.isLanguage("ja-easy"));
    assertFalse(Spelling.isLanguage(""));
    assertFalse(Spelling.isLanguage("日本語"));
  }

  @Test
  public void linesEndAlike() {
    assertEquals("a\nb\nc\n", Spelling.text("a\r\nb\rc\n"));
  }

  @Test
  public void whatDiffersIsNamedAsJsonNamesIt() {
    Details before = new Details(SectionId.NONE, "a", "題", "文", "ja", 0, true);
    Details after = new Details(new SectionId("zei"), "a", "題", "文!", "ja", 3, false);
    assertEquals(List.of("section", "text", "order", "active"), after.changesSince(before));
  }
}
