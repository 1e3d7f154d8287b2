package org.madoguchi.channels.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import org.junit.Test;

public class TextsTest {
  @Test
  public void lineHasNoControlCharactersAndNoHalfCharacter() {
    assertEquals("a b  c", Texts.line("a\nb\r\u0000c", 100));
    assertEquals("a", Texts.line("a😀", 2));
    assertEquals("", Texts.line(null, 5));
  }

  @Test
  public void fileNameHasNoPath() {
    assertEquals("passwd", Texts.fileName("../../etc/passwd"));
    assertEquals("a.exe", Texts.fileName("C:\\temp\\a.exe"));
    assertEquals("attachment", Texts.fileName(".."));
    assertEquals("attachment", Texts.fileName(null));
    String longName = Texts.fileName("あ".repeat(400) + ".pdf");
    assertEquals(255, longName.length());
    assertTrue(longName.endsWith(".pdf"));
  }

  @Test
  public void connectorsReasonIsNeverTakenForACode() {
    assertEquals("#gave-up", Reasons.text(Reasons.told("#gave-up", "x"), Locale.ENGLISH));
    assertEquals("x", Reasons.told("  ", "x"));
  }

  @Test
  public void cataloguesSayTheSameThings() {
    for (String catalogue : Set.of("reasons", "acknowledgement", "problems")) {
      assertEquals(catalogue, keys(catalogue, Locale.ROOT), keys(catalogue, Locale.JAPANESE));
    }
  }

  @Test
  public void reasonsAreToldInTheReadersLanguage() {
    String stored = Reasons.with(Reasons.GAVE_UP, "connection refused");
    assertTrue(Reasons.text(stored, Locale.ENGLISH).contains("three days"));
    assertTrue(Reasons.text(stored, Locale.JAPANESE).contains("3日間"));
    assertTrue(Reasons.text(stored, Locale.JAPANESE).contains("connection refused"));
    assertEquals(
        "The channel's plug-in failed while reading. The log says where.",
        Reasons.text(Reasons.READ_FAILED, Locale.GERMAN));
  }

  private static Set<String> keys(String catalogue, Locale locale) {
    return new TreeSet<>(
        ResourceBundle.getBundle(
                "org.madoguchi.channels.internal." + catalogue,
                locale,
                ResourceBundle.Control.getNoFallbackControl(
                    ResourceBundle.Control.FORMAT_PROPERTIES))
            .keySet());
  }
}
