package org.madoguchi.portal.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.Test;
import org.madoguchi.testing.covers.Covers;

public class TextsTest {
  private static final Pattern HOLES = Pattern.compile("\\{[0-9]}");

  @Test
  @Covers({"K4", "S5"})
  public void everyCatalogueIsComplete() {
    Texts japanese = Language.JAPANESE.texts();
    assertTrue(Language.everyOne().size() >= 3);
    for (Language language : Language.everyOne()) {
      assertEquals(
          language.tag(), new TreeSet<>(japanese.keys()), new TreeSet<>(language.texts().keys()));
      for (String key : japanese.keys()) {
        assertEquals(
            language.tag() + " " + key, holes(japanese, key), holes(language.texts(), key));
      }
    }
  }

  private static Set<String> holes(Texts texts, String key) {
    return HOLES
        .matcher(texts.plain(key, "{0}", "{1}", "{2}"))
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  public void readingsAreMarkedAndLeftOutOfAttributes() {
    Texts easy = Language.of("ja-easy").orElseThrow().texts();
    assertEquals("探す", easy.plain("search.button"));
    assertEquals("<ruby>探<rp>(</rp><rt>さが</rt><rp>)</rp></ruby>す", easy.html("search.button"));
  }

  @Test
  public void whatIsFilledInIsEscapedAndNotReadAsAPattern() {
    Texts japanese = Language.JAPANESE.texts();
    String html = japanese.html("search.heading", "<b>[窓|まど]{0}$1\\");
    assertFalse(html, html.contains("<b>") || html.contains("<ruby>"));
    assertTrue(html, html.contains("&lt;b&gt;[窓|まど]{0}$1\\"));
  }
}
