package org.madoguchi.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.UUID;
import org.junit.Test;

/** Following tickets, naming colleagues, and being told. */
public class AlertsIT extends ConsoleTest {
  private final String subject =
      "公園の街灯（お知らせ " + UUID.randomUUID().toString().substring(0, 8) + "）";

  private Desk at(String login) {
    Desk desk = browsers.desk(1366, 768).loggedIn(login).openQueue("unassigned");
    desk.openTicket(subject);
    return desk;
  }

  private static Locator follow(Desk desk) {
    return desk.page.locator("md-follow button");
  }

  private Locator told(Desk desk) {
    return desk.page
        .locator("md-alerts li")
        .filter(new Locator.FilterOptions().setHasText(subject));
  }

  private static void open(Desk desk) {
    desk.page.locator(".bell").focus();
    desk.page.keyboard().press("Enter");
    assertThat(desk.page.locator("md-alerts dialog")).isVisible();
  }

  private static void note(Desk desk, String text) {
    desk.page.locator("#ticket-title").focus();
    desk.page.keyboard().press("n");
    assertThat(desk.page.locator("#text")).isFocused();
    desk.page.keyboard().type(text);
  }

  private static void add(Desk desk, String text) {
    desk.page.keyboard().press("Control+Enter");
    assertThat(desk.entry("note", text)).isVisible();
  }

  @Test
  public void followersAreToldLiveAndLedToTheEntry() {
    kimura.writes(subject, "夜、消えています。");
    Desk ito = at("ito");
    follow(ito).focus();
    ito.page.keyboard().press("Enter");
    assertThat(follow(ito)).hasAttribute("aria-pressed", "true");
    Desk nakamura = at("nakamura");
    note(nakamura, "道路課に確認中です。");
    add(nakamura, "道路課に確認中です。");

    assertThat(ito.page.locator(".bell .badge")).isVisible();
    open(ito);
    assertThat(told(ito)).hasCount(1);
    assertThat(told(ito)).containsText("中村 翔さんがメモを書きました");
    assertThat(told(ito)).hasClass("new");
    told(ito).locator("a").focus();
    ito.page.keyboard().press("Enter");
    assertThat(ito.page.locator("md-alerts")).hasCount(0);
    ito.awaitTicket(subject);
    assertThat(ito.entry("note", "道路課に確認中です。")).isFocused();
    open(ito);
    assertThat(told(ito)).hasCount(1);
    assertThat(told(ito)).not().hasClass("new");
    ito.page.keyboard().press("Escape");

    follow(ito).focus();
    ito.page.keyboard().press("Enter");
    assertThat(follow(ito)).hasAttribute("aria-pressed", "false");
    ito.assertUntroubled();
    nakamura.assertUntroubled();
  }

  @Test
  public void colleagueIsNamedByKanaAndTold() {
    kimura.writes(subject, "夜、消えています。");
    Desk nakamura = at("nakamura");
    note(nakamura, "@");
    Locator field = nakamura.page.locator("md-picker input");
    assertThat(field).isFocused();
    nakamura.page.keyboard().type("わたなべ");
    assertThat(nakamura.page.locator("md-picker [role=option]")).hasCount(1);
    nakamura.page.keyboard().press("Enter");
    assertThat(nakamura.page.locator("#text")).hasValue("@渡辺 由佳 ");
    assertThat(nakamura.page.locator("#text")).isFocused();
    nakamura.page.keyboard().type("現地の確認をお願いします。");
    add(nakamura, "現地の確認をお願いします。");

    Desk watanabe = browsers.desk(1366, 768).loggedIn("watanabe");
    assertThat(watanabe.page.locator(".bell .badge")).isVisible();
    open(watanabe);
    assertThat(told(watanabe)).hasCount(1);
    assertThat(told(watanabe)).containsText("中村 翔さんがメモであなたを指名しました");
    watanabe.page.locator("md-alerts .see-all").press("Enter");
    assertThat(told(watanabe)).not().hasClass("new");
    assertThat(watanabe.page.locator(".bell .badge")).hasCount(0);

    watanabe.page.locator(".alert-kinds summary").press("Enter");
    Locator status = watanabe.page.locator("md-alerts").getByLabel("状態の変更");
    assertThat(status).isChecked();
    status.uncheck();
    assertThat(status).not().isChecked();
    watanabe.page.keyboard().press("Escape");
    open(watanabe);
    watanabe.page.locator(".alert-kinds summary").press("Enter");
    assertThat(status).not().isChecked();
    status.check();
    assertThat(status).isChecked();
    watanabe.page.keyboard().press("Escape");
    watanabe.assertUntroubled();
    nakamura.assertUntroubled();
  }
}
