package org.madoguchi.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.Test;
import org.madoguchi.itests.container.Authenticator;
import org.madoguchi.testing.covers.Covers;

/** A first password, two-step login and the list of sessions, as people go through them. */
public class OwnAccountIT extends ConsoleTest {
  private static final String WHO = "hasegawa";
  private static final String OWN = "みかんの皮をむく月曜日";

  private String firstPassword(Desk administrator) {
    administrator.open("/console/admin/staff");
    administrator.page.fill("#staff-q", WHO);
    Locator rows = administrator.page.locator("md-staff tbody tr");
    assertThat(rows).hasCount(1);
    administrator.page.focus("#password-" + WHO);
    administrator.page.keyboard().press("Enter");
    assertThat(administrator.page.locator(".asking .solid")).isFocused();
    administrator.page.keyboard().press("Enter");
    Locator given = administrator.page.locator(".given code");
    assertThat(given).isVisible();
    assertThat(rows.first()).containsText("初期パスワード");
    return given.textContent();
  }

  private static void giveNameAndPassword(Page page, String password) {
    assertThat(page.locator("#user")).isFocused();
    page.keyboard().insertText(WHO);
    page.keyboard().press("Tab");
    page.keyboard().insertText(password);
    page.keyboard().press("Enter");
  }

  private static void change(Page page, String from) {
    assertThat(page.locator("md-duties h1")).isFocused();
    page.fill("#current", from);
    page.fill("#next", "Password2026");
    page.fill("#repeated", "Password2026");
    page.keyboard().press("Enter");
    assertThat(page.locator("#next-error")).containsText("よく使われる");
    page.fill("#next", OWN);
    page.fill("#repeated", OWN);
    page.keyboard().press("Enter");
    assertThat(page.locator("header.top")).isVisible();
  }

  private static String enrolled(Page page) {
    page.locator("md-second-factor .solid").click();
    assertThat(page.locator("#factor-password")).isFocused();
    page.keyboard().insertText(OWN);
    page.keyboard().press("Enter");
    assertThat(page.locator("#factor-code")).isFocused();
    assertThat(page.locator("svg.qr path")).isVisible();
    Authenticator app = new Authenticator(page.locator("md-second-factor code").textContent());
    page.keyboard().insertText(app.code());
    page.keyboard().press("Enter");
    Locator codes = page.locator("ul.recovery li");
    assertThat(codes).hasCount(10);
    String first = codes.first().textContent();
    page.locator("#recovery .solid").click();
    assertThat(page.locator("md-second-factor .state.online")).isVisible();
    return first;
  }

  @Test
  @Covers("K7")
  public void personChangesTheFirstPasswordSetsUpTwoStepLoginAndSeesWhereTheyAreLoggedIn() {
    Desk administrator = browsers.desk(1366, 768).loggedIn("admin-mihon");
    String given = firstPassword(administrator);

    Desk person = browsers.desk(1366, 768).open("/console/");
    Page page = person.page;
    giveNameAndPassword(page, given);
    change(page, given);
    person.assertTroubles(Pattern.compile("status of 400"));
    page.navigate(demo.url("/console/account"));
    String recovery = enrolled(page);
    assertThat(page.locator("md-own-sessions tbody tr")).hasCount(1);

    Desk telephone = browsers.desk(390, 844).open("/console/");
    Page elsewhere = telephone.page;
    giveNameAndPassword(elsewhere, OWN);
    assertThat(elsewhere.locator("#code")).isFocused();
    elsewhere.keyboard().insertText("abcdef");
    elsewhere.keyboard().press("Enter");
    assertThat(elsewhere.locator("md-login .problem")).containsText("確認コードが違います");
    elsewhere.fill("#code", recovery);
    elsewhere.keyboard().press("Enter");
    assertThat(elsewhere.locator("header.top")).isVisible();

    page.reload();
    assertThat(page.locator("md-own-sessions tbody tr")).hasCount(2);
    page.locator("md-own-sessions tbody button").click();
    assertThat(page.locator("md-own-sessions tbody tr")).hasCount(1);
    elsewhere.navigate(demo.url("/console/account"));
    assertThat(elsewhere.locator("#user")).isVisible();
    telephone.assertTroubles(Pattern.compile("status of 401"));

    administrator.page.reload();
    administrator.page.fill("#staff-q", WHO);
    administrator.page.click("#factor-" + WHO);
    administrator.page.locator(".asking .solid").click();
    assertThat(administrator.page.locator("#factor-" + WHO)).hasCount(0);
    administrator.assertUntroubled();
  }
}
