package org.madoguchi.kernel;

import static org.junit.Assert.assertEquals;

import java.util.List;
import java.util.function.Predicate;
import org.junit.Test;

public class IdentitiesTest {
  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "A",
          "0",
          "-",
          ".",
          "_",
          "@",
          "a-b",
          "a_b",
          "a.b",
          "a@b",
          "aB",
          "9a",
          "a b",
          "a\n",
          "é",
          "あ",
          "a".repeat(32),
          "a".repeat(33),
          "a".repeat(40),
          "a".repeat(41),
          "a".repeat(64),
          "a".repeat(65),
          "*",
          "#system",
          "\ud83d\ude00");

  @Test
  public void municipalitiesHaveSlugs() {
    assertSpelled(MunicipalityId::isSlug, "[a-z][a-z0-9-]{0,31}");
  }

  @Test
  public void sectionsHaveCodes() {
    assertSpelled(SectionId::isCode, "[A-Za-z0-9._-]{1,40}");
  }

  @Test
  public void staffHaveLogins() {
    assertSpelled(StaffId::isLogin, "[a-z0-9][a-z0-9._@-]{0,63}");
  }

  private static void assertSpelled(Predicate<String> accepts, String pattern) {
    TEXTS.forEach(
        text -> assertEquals("'" + text + "'", text.matches(pattern), accepts.test(text)));
    assertEquals(false, accepts.test(null));
  }
}
