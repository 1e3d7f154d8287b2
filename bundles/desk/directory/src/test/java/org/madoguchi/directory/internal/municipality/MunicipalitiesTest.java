package org.madoguchi.directory.internal.municipality;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.Test;
import org.madoguchi.directory.LocalGovernmentCode;
import org.madoguchi.directory.Municipality;
import org.madoguchi.kernel.MunicipalityId;

public class MunicipalitiesTest {
  private static final Path FOLDERS = Path.of("etc", "directory");

  private final Municipalities municipalities = new Municipalities();

  private static Map<String, Object> mihon() {
    Map<String, Object> properties = new HashMap<>();
    properties.put("slug", "mihon");
    properties.put("code", "142051");
    properties.put("name", "みほん市");
    properties.put("felix.fileinstall.filename", "file:/etc/org.madoguchi.municipality-mihon.cfg");
    properties.put("service.pid", "org.madoguchi.municipality~mihon");
    return properties;
  }

  private static MunicipalityFile read(Map<String, Object> properties) {
    return new MunicipalityConfiguration(properties, FOLDERS).file();
  }

  private static String problemWith(String key, String value) {
    Map<String, Object> properties = mihon();
    properties.put(key, value);
    return read(properties).problem().map(p -> p.key() + " " + p.code()).orElse("");
  }

  @Test
  public void codesOfRealMunicipalitiesAreAccepted() {
    for (String code : List.of("142051", "122033", "332020", "011002", "131016", "472018")) {
      assertEquals(code, new LocalGovernmentCode(code).digits());
    }
  }

  @Test
  public void everyOtherCheckDigitIsRefused() {
    for (int digit = 0; digit < 10; digit++) {
      String code = "14205" + digit;
      if (digit != 1) {
        assertThrows(IllegalArgumentException.class, () -> new LocalGovernmentCode(code));
      }
    }
    assertThrows(IllegalArgumentException.class, () -> new LocalGovernmentCode("14205"));
    assertThrows(IllegalArgumentException.class, () -> new LocalGovernmentCode("１４２０５１"));
  }

  @Test
  public void fileMakesAMunicipalityWithDefaults() {
    Municipality municipality = read(mihon()).municipality().orElseThrow();
    assertEquals(new MunicipalityId("mihon"), municipality.id());
    assertEquals("みほん市", municipality.name());
    assertEquals(ZoneId.of("Asia/Tokyo"), municipality.timeZone());
    assertEquals(List.of(Locale.JAPANESE), municipality.languages());
    assertEquals(Map.of(), municipality.settings());
    assertEquals(FOLDERS.resolve("mihon"), read(mihon()).folder());
  }

  @Test
  public void freeKeysAreSettingsAndTheContainersOwnAreNot() {
    Map<String, Object> properties = mihon();
    properties.put("acknowledge", "false");
    properties.put("inquiry.flow", " distributed ");
    properties.put("directory.folder", "/srv/mihon");
    properties.put("languages", "ja, en");
    MunicipalityFile file = read(properties);
    Municipality municipality = file.municipality().orElseThrow();
    assertEquals(
        Map.of("acknowledge", "false", "inquiry.flow", "distributed"), municipality.settings());
    assertEquals(List.of(Locale.JAPANESE, Locale.ENGLISH), municipality.languages());
    assertEquals(Path.of("/srv/mihon"), file.folder());
  }

  @Test
  public void wrongKeyIsNamed() {
    assertEquals("slug required", problemWith("slug", " "));
    assertEquals("slug invalid-slug", problemWith("slug", "Mihon"));
    assertEquals("code invalid-code", problemWith("code", "142052"));
    assertEquals("name required", problemWith("name", ""));
    assertEquals("name wrong-encoding", problemWith("name", "ã\u0081¿ã\u0081»ã\u0082\u0093"));
    assertEquals("timeZone invalid-time-zone", problemWith("timeZone", "Asia/Fujisawa"));
    assertEquals("languages invalid-language", problemWith("languages", "ja,日本語"));
    assertEquals("languages invalid-language", problemWith("languages", ""));
  }

  @Test
  public void problemTextNamesKeyAndValueInTheReadersLanguage() {
    ConfigurationProblem problem = new ConfigurationProblem("code", "invalid-code", "142052");
    assertTrue(problem.text(Locale.ENGLISH).contains("\"code\" is \"142052\""));
    assertTrue(problem.text(Locale.JAPANESE).contains("設定「code」の値「142052」"));
  }

  @Test
  public void badFileFailsThatMunicipalityAlone() {
    Map<String, Object> bad = new HashMap<>(mihon());
    bad.put("slug", "aoba");
    bad.put("code", "000000");
    municipalities.addConfiguration(new MunicipalityConfiguration(bad, FOLDERS));
    municipalities.addConfiguration(new MunicipalityConfiguration(mihon(), FOLDERS));
    assertEquals(1, municipalities.all().size());
    assertEquals(2, municipalities.files().size());
    assertTrue(municipalities.find(new MunicipalityId("aoba")).isEmpty());
  }

  @Test
  public void secondFileOfASlugOrCodeFailsUntilTheFirstIsGone() {
    Map<String, Object> other = mihon();
    other.put("felix.fileinstall.filename", "file:/etc/org.madoguchi.municipality-zzz.cfg");
    other.put("code", "122033");
    MunicipalityConfiguration first = new MunicipalityConfiguration(mihon(), FOLDERS);
    MunicipalityConfiguration second = new MunicipalityConfiguration(other, FOLDERS);
    municipalities.addConfiguration(second);
    municipalities.addConfiguration(first);
    assertEquals("142051", municipalities.all().get(0).code().digits());
    assertEquals("duplicate-slug", municipalities.files().get(1).problem().orElseThrow().code());
    municipalities.removeConfiguration(first);
    assertEquals("122033", municipalities.all().get(0).code().digits());
  }

  @Test
  public void watcherHearsOfReadyFilesNowAndLater() {
    List<String> heard = new ArrayList<>();
    municipalities.addConfiguration(new MunicipalityConfiguration(mihon(), FOLDERS));
    municipalities.watch(file -> heard.add(file.slug()));
    Map<String, Object> aoba = mihon();
    aoba.put("slug", "aoba");
    aoba.put("code", "122033");
    municipalities.addConfiguration(new MunicipalityConfiguration(aoba, FOLDERS));
    aoba.put("code", "1");
    municipalities.addConfiguration(new MunicipalityConfiguration(aoba, FOLDERS));
    assertEquals(List.of("mihon", "aoba"), heard);
  }
}
