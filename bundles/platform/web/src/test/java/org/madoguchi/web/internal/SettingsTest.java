package org.madoguchi.web.internal;

import static org.junit.Assert.assertEquals;

import java.time.Duration;
import java.util.Map;
import org.junit.Test;
import org.madoguchi.web.internal.settings.Settings;
import org.madoguchi.web.internal.settings.WebSettings;

public class SettingsTest {
  private static Settings of(Map<String, Object> configuration) {
    return new WebSettings(configuration).current();
  }

  @Test
  public void withoutAFileTheDeclaredDefaultsHold() {
    assertEquals(
        new Settings(
            "madoguchi",
            Duration.ofMinutes(60),
            Duration.ofHours(12),
            1 << 20,
            32 << 20,
            5,
            50,
            Duration.ofSeconds(10),
            20,
            false,
            "/console/"),
        of(Map.of()));
  }

  @Test
  public void aFileIsTakenAndABadValueFallsBackAlone() {
    Settings given =
        of(
            Map.of(
                "realm",
                "ldap-mihon",
                "session.idleMinutes",
                " 30 ",
                "session.ageHours",
                "many",
                "live.connectionsPerPerson",
                0,
                "proxy.trusted",
                "TRUE",
                "home",
                "javascript:alert(1)"));
    assertEquals("ldap-mihon", given.realm());
    assertEquals(Duration.ofMinutes(30), given.sessionIdle());
    assertEquals(Duration.ofHours(12), given.sessionAge());
    assertEquals(20, given.liveConnections());
    assertEquals(true, given.behindProxy());
    assertEquals("/console/", given.home());
  }
}
