package org.madoguchi.directory.internal.login;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.List;
import java.util.Locale;
import org.junit.Test;
import org.madoguchi.directory.Staff;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.testing.covers.Covers;

@Covers("K7")
public class PasswordRulesTest {
  private static final Staff SUZUKI =
      new Staff(
          new StaffId("suzuki"),
          "鈴木 美咲",
          "すずき みさき",
          "misaki@city.example",
          Locale.JAPANESE,
          true,
          List.of());

  private static void fits(String... passwords) {
    for (String password : passwords) {
      PasswordRules.requireFit("next", password.toCharArray(), SUZUKI, 10);
    }
  }

  private static void breaks(String rule, String... passwords) {
    for (String password : passwords) {
      DomainException e =
          assertThrows(
              password,
              DomainException.class,
              () -> PasswordRules.requireFit("next", password.toCharArray(), SUZUKI, 10));
      assertEquals(password, rule, e.fields().get(0).code());
      assertEquals("next", e.fields().get(0).field());
    }
  }

  @Test
  public void longOnesOfAnyCharactersAreGood() {
    fits("correct-horse-battery", "ふじさんのうえでおにぎり", "xq7!mmzp0K", "four words are good");
  }

  @Test
  public void lengthIsTheFirstRule() {
    breaks("required", "");
    breaks("too-short", "short", "123456789");
    breaks("too-long", "ab1-".repeat(51));
  }

  @Test
  public void ownNameIsNoSecretHoweverItIsWritten() {
    breaks("holds-name", "Suzuki-2026", "my-ＳＵＺＵＫＩ-x", "みはりは鈴木美咲です", "すずきみさきの合言葉", "misaki-misaki");
  }

  @Test
  public void commonestOnesAreRefusedAlsoWithDigitsBehind() {
    breaks(
        "common",
        "1234567890",
        "0987654321",
        "qwertyuiop",
        "Password2026!",
        "P@ssw0rd123",
        "aaaaaaaaaaaa",
        "abababababab",
        "abcdefghijkl",
        "1q2w3e4r5t",
        "yoroshikuonegaishimasu",
        "ｐａｓｓｗｏｒｄ１２");
  }
}
