package org.madoguchi.directory.internal.ldap;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.ClassRule;
import org.junit.Test;
import org.madoguchi.directory.Staff;
import org.madoguchi.directory.internal.DirectoryProblems;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Grant;
import org.madoguchi.kernel.access.Role;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.testing.covers.Covers;

/** Against a real slapd. */
@Covers("K7")
public class LdapPasswordsTest {
  @ClassRule public static final Slapd SLAPD = new Slapd();

  private static final String PASSWORD = "窓口のpassword";

  private static Staff person(String login, Grant... grants) {
    return new Staff(new StaffId(login), "名", "めい", "", Locale.JAPANESE, true, List.of(grants));
  }

  private static Map<String, Object> settings(String url, String... more) throws Exception {
    Map<String, Object> settings = new HashMap<>();
    settings.put("url", url);
    settings.put("base", Slapd.BASE);
    settings.put("bindDn", Slapd.READER);
    settings.put("passwordFile", SLAPD.readersPassword().toString());
    settings.put("trustFile", SLAPD.certificate().toString());
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return settings;
  }

  private static boolean accepts(Map<String, Object> settings, String login, String password) {
    return new LdapPasswords(settings).accepts(person(login), password.toCharArray());
  }

  private static void away(Map<String, Object> settings) {
    DomainException e =
        assertThrows(DomainException.class, () -> accepts(settings, "suzuki", PASSWORD));
    assertSame(DirectoryProblems.DIRECTORY_AWAY, e.type());
  }

  @Test
  public void rightPasswordBindsOverEachKindOfConnection() throws Exception {
    for (Map<String, Object> settings :
        List.of(
            settings(SLAPD.secureAddress()),
            settings(SLAPD.address()),
            settings(SLAPD.address(), "security", "none"))) {
      assertTrue(accepts(settings, "suzuki", PASSWORD));
      assertFalse(accepts(settings, "suzuki", "wrong"));
      assertFalse("proves nothing", accepts(settings, "suzuki", ""));
      assertFalse("unknown there", accepts(settings, "nobody", PASSWORD));
    }
  }

  @Test
  public void twoEntriesOfOneUserIdAreNobody() throws Exception {
    assertFalse(accepts(settings(SLAPD.secureAddress()), "kudo", "password-of-kudo"));
    Map<String, Object> narrow =
        settings(SLAPD.secureAddress(), "filter", "(&(cn=Kudo Risa)(uid={login}))");
    assertTrue(accepts(narrow, "kudo", "password-of-kudo"));
  }

  @Test
  public void userIdIsAValueInTheFilterAndNothingElse() throws Exception {
    LdapSettings settings = LdapSettings.of(settings(SLAPD.address()));
    assertEquals("(uid=*)".length() + 2, settings.filterFor("*").toString().length());
    for (String hostile : List.of("*", "*)(uid=*", "suzuki)(cn=*", "\\", "a\0b", "(|")) {
      assertEquals(hostile, settings.filterFor(hostile).getAssertionValue());
    }
  }

  @Test
  public void whoCannotBeTrustedIsNotToldAPassword() throws Exception {
    Map<String, Object> untrusted = settings(SLAPD.secureAddress());
    untrusted.remove("trustFile");
    away(untrusted);
    Map<String, Object> byAnotherName =
        settings(SLAPD.secureAddress().replace("127.0.0.1", "localhost"));
    away(byAnotherName);
    away(settings(SLAPD.address().replace("127.0.0.1", "localhost")));
  }

  @Test
  public void serverThatIsAwayIsNobodysFaultAndComesBack() throws Exception {
    Map<String, Object> settings = settings(SLAPD.secureAddress());
    SLAPD.stop();
    try {
      away(settings);
    } finally {
      SLAPD.start();
    }
    assertTrue(accepts(settings, "suzuki", PASSWORD));
  }

  @Test
  public void wrongPasswordOfTheReaderIsTheAdministratorsFault() throws Exception {
    away(
        settings(
            SLAPD.secureAddress(),
            "passwordFile",
            SLAPD.write("wrong-password", "wrong").toString()));
    away(settings(SLAPD.secureAddress(), "passwordFile", "/nowhere/at/all"));
  }

  @Test
  public void mistakeInTheFileLetsNobodyInByAnotherWay() throws Exception {
    String[][] mistakes = {
      {"url", "ldap.city.example"},
      {"url", "http://ldap.city.example"},
      {"base", ""},
      {"filter", "(uid={login}"},
      {"filter", "(uid=suzuki)"},
      {"security", "none"},
      {"local", "a b c!"},
      {"timeoutSeconds", "0"}
    };
    for (String[] mistake : mistakes) {
      Map<String, Object> settings = settings(SLAPD.secureAddress(), mistake);
      away(settings);
      assertTrue(mistake[0], new LdapPasswords(settings).keepsThatOf(person("suzuki")));
    }
  }

  @Test
  public void emergencyAccountsStayHere() throws Exception {
    LdapPasswords ldap =
        new LdapPasswords(settings(SLAPD.secureAddress(), "local", "kyukyu, hijo"));
    assertTrue(ldap.keepsThatOf(person("suzuki")));
    assertFalse(ldap.keepsThatOf(person("kyukyu")));
    Grant everywhere = new Grant(MunicipalityId.EVERY, Role.ADMINISTRATOR, SectionId.NONE);
    assertFalse(ldap.keepsThatOf(person("admin", everywhere)));
    Grant mihon = new Grant(new MunicipalityId("mihon"), Role.ADMINISTRATOR, SectionId.NONE);
    assertTrue(ldap.keepsThatOf(person("admin-mihon", mihon)));
  }
}
