package org.madoguchi.directory.internal.account;

import static org.junit.Assert.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.Test;
import org.madoguchi.kernel.access.Role;

public class AccountSettingsTest {
  private static AccountSettings settings(Map<String, Object> configuration) {
    return new AccountSettings(Path.of("etc"), configuration);
  }

  @Test
  public void withoutAFileTheDefaultsHold() {
    AccountSettings settings = settings(Map.of());
    assertEquals(10, settings.shortest());
    assertEquals(5, settings.remembered());
    assertEquals(Set.of(), settings.rolesWithSecondFactor());
    assertEquals(Path.of("etc/second-factor.key"), settings.keyFile());
  }

  @Test
  public void changedFileCountsAtOnce() {
    AccountSettings settings = settings(Map.of("password.shortest", "12"));
    assertEquals(12, settings.shortest());
    settings.configure(
        Map.of(
            "password.remembered",
            "0",
            "secondFactor.roles",
            "administrator, section-staff",
            "secondFactor.keyFile",
            "/secure/factor.key"));
    assertEquals(10, settings.shortest());
    assertEquals(0, settings.remembered());
    assertEquals(Set.of(Role.ADMINISTRATOR, Role.SECTION_STAFF), settings.rolesWithSecondFactor());
    assertEquals(Path.of("/secure/factor.key"), settings.keyFile());
  }

  @Test
  public void badValuesLeaveTheDefault() {
    AccountSettings settings =
        settings(
            Map.of(
                "password.shortest",
                "3",
                "password.remembered",
                "many",
                "secondFactor.roles",
                "boss,supervisor"));
    assertEquals(10, settings.shortest());
    assertEquals(5, settings.remembered());
    assertEquals(Set.of(Role.SUPERVISOR), settings.rolesWithSecondFactor());
  }
}
