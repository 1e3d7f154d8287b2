package org.madoguchi.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.Test;
import org.madoguchi.testing.covers.Covers;

/**
 * Taking a contact by hand, working on a ticket at the same time, and what must not get through.
 */
public class NewTicketAndEditIT extends ConsoleTest {
  private static final Path HTML_MAIL =
      Path.of(
          System.getProperty("madoguchi.root"),
          "bundles/demo/content/src/main/resources/demo/mail/04-html-alternative.eml");

  /** A browser whose event stream is silent: it does not hear what others change. */
  private static final String DEAF =
      "window.SharedWorker = class { port = { start() {}, postMessage() {} }; }";

  @Test
  @Covers({"F1", "K1", "S1"})
  public void contactIsTakenByHandAndMistakesStandAtTheirFields() {
    Desk desk = browsers.desk(1366, 768).loggedIn("suzuki");
    desk.page.locator("header.top a.button").click();
    desk.page.selectOption("#municipality", "mihon");
    desk.page.locator(".form-foot .solid").click();
    assertThat(desk.page.locator("#subject-error")).containsText("入力してください");
    assertThat(desk.page.locator("#matter-error")).containsText("入力してください");
    assertThat(desk.page.locator("#subject")).isFocused();

    desk.page.fill("#subject", "公園の街灯が消えている");
    desk.page.fill("#matter", "川端公園の街灯が二日前から消えています。");
    desk.page.fill("#name", "青木 新太");
    desk.page.fill("#mail", "これは宛先ではない");
    desk.page.locator(".form-foot .solid").click();
    assertThat(desk.page.locator("#mail[aria-invalid=true]")).isVisible();
    assertThat(desk.page.locator("#mail-error")).containsText("正しい形式で入力してください");
    assertThat(desk.page.locator("#phone[aria-invalid=true]")).hasCount(0);
    assertThat(desk.page.locator("#subject")).hasValue("公園の街灯が消えている");
    desk.assertTrouble(Pattern.compile("status of 4(00|22).*/api/tickets"));

    desk.page.fill("#mail", "aoki.arata@mail.example");
    desk.page.locator(".form-foot .solid").click();
    desk.awaitTicket("公園の街灯が消えている");
    assertThat(desk.entry("citizen", "二日前から")).isVisible();
    assertThat(desk.page.locator(".side-pane .citizen")).containsText("aoki.arata@mail.example");
  }

  @Test
  @Covers("F1")
  public void knownCitizenIsFoundWhileTyping() {
    Desk desk = browsers.desk(1366, 768).loggedIn("suzuki").open("/console/tickets/new");
    desk.page.selectOption("#municipality", "mihon");
    desk.page.locator("#phone").pressSequentially("090-0000-3468");
    Locator candidate =
        desk.page.locator(".candidate", new Page.LocatorOptions().setHasText("木村 結衣"));
    candidate.first().click();
    assertThat(desk.page.locator(".chosen")).containsText("木村 結衣");
    assertThat(desk.page.locator(".lookup .citizen")).containsText("kimura.yui30@docomo.example");
    assertThat(desk.page.locator(".lookup")).not().containsText("過去の応対はありません");
    assertThat(desk.page.locator("#subject")).isFocused();
    desk.page.locator(".form-foot .plain").click();
    assertThat(desk.page.locator("#phone")).hasValue("");
  }

  @Test
  public void theMunicipalityOfANewTicketIsNeverGuessed() {
    Desk desk = browsers.desk(1366, 768).loggedIn("suzuki").open("/console/tickets/new");
    desk.page.fill("#subject", "どちらの住民か聞き忘れた");
    desk.page.fill("#matter", "電話を切る前に気付いた。");
    desk.page.locator("#new-category-value").click();
    assertThat(desk.page.locator("#municipality")).isFocused();
    desk.page.locator(".form-foot .solid").click();
    assertThat(desk.page.locator("#municipality-error")).isVisible();
    assertThat(desk.page.locator("#municipality")).isFocused();
    desk.page.selectOption("#municipality", "aoba");
    assertThat(desk.page.locator("#municipality-error")).isHidden();
    desk.page.locator(".form-foot .solid").click();
    assertThat(desk.page.locator("#ticket-title")).containsText("どちらの住民か聞き忘れた");
    desk.open("/console/tickets/new");
    assertThat(desk.page.locator("#municipality")).hasValue("aoba");
  }

  @Test
  public void whoMayNotSeeTicketsIsToldSoAndBeginsElsewhere() {
    Desk desk = browsers.desk(1366, 768).loggedIn("admin-mihon");
    assertThat(desk.page.locator("h1")).hasText("チャネル");
    assertThat(desk.page.locator("#search")).hasCount(0);
    desk.open("/console/tickets/new");
    assertThat(desk.page.locator("main")).containsText("新規受付の権限がありません");
    desk.open("/console/tickets?queue=mine");
    assertThat(desk.page.locator("main")).containsText("案件を閲覧する権限がありません");
  }

  @Test
  public void twoWhoEditAtOnceLoseNothing() {
    final String subject = "児童手当の振込日を知りたい（編集）";
    kimura.writes(subject, "今月の振込日はいつでしょうか。");
    Desk suzuki = browsers.desk(1366, 768);
    suzuki.page.addInitScript(DEAF);
    suzuki.open("/console/");
    suzuki.page.fill("#user", "suzuki");
    suzuki.page.fill("#password", Desk.PASSWORD);
    suzuki.page.click("md-login button.solid");
    assertThat(suzuki.listed()).isVisible();
    Desk takahashi = browsers.desk(1366, 768).loggedIn("takahashi").openQueue("unassigned");
    assertThat(takahashi.row(subject)).isVisible();
    suzuki.openQueue("unassigned").openTicket(subject);
    takahashi.openTicket(subject);
    suzuki.page.fill("#text", "書きかけの回答");

    takahashi.page.selectOption("#field-priority", "high");
    assertThat(takahashi.page.locator("#announcements")).containsText("変更しました");
    suzuki.page.selectOption("#field-priority", "urgent");
    Locator conflict = suzuki.page.locator(".ticket-head .problem");
    assertThat(conflict).containsText("ほかの人が先に変更しました");
    assertThat(conflict.locator("tbody tr")).hasCount(1);
    assertThat(conflict.locator("tbody")).containsText("優先度");
    assertThat(conflict.locator("tbody td").nth(0)).containsText("高");
    assertThat(conflict.locator("tbody td").nth(1)).containsText("緊急");
    suzuki.assertTrouble(Pattern.compile("status of 412"));
    assertThat(suzuki.page.locator("#text")).hasValue("書きかけの回答");
    assertThat(takahashi.page.locator("#field-priority")).hasValue("high");

    takahashi.markPage();
    conflict.locator("button.solid").click();
    assertThat(conflict).isHidden();
    assertThat(suzuki.page.locator("#field-priority")).hasValue("urgent");
    assertThat(takahashi.page.locator("#field-priority")).hasValue("urgent");
    takahashi.assertNotReloaded();
    takahashi.page.locator("nav.tabs button:text-is('変更履歴')").click();
    assertThat(takahashi.page.locator(".history")).containsText("高橋 健");
    assertThat(takahashi.page.locator(".history")).containsText("鈴木 美咲");
    suzuki.page.fill("#text", "");
    assertThat(suzuki.page.locator(".draft-state")).isEmpty();
  }

  @Test
  public void anotherOperatorSeesEveryStepLive() {
    final String subject = "図書館の開館時間（同時に見る）";
    kimura.writes(subject, "日曜日は何時までですか。");
    Desk suzuki = browsers.desk(1366, 768).loggedIn("suzuki").openQueue("unassigned");
    Desk takahashi = browsers.desk(1366, 768).loggedIn("takahashi").openQueue("unassigned");
    suzuki.openTicket(subject);
    takahashi.openTicket(subject);
    takahashi.markPage();
    takahashi.page.fill("#text", "高橋の下書き");

    suzuki.page.locator(".take").click();
    assertThat(takahashi.page.locator("#value-owner")).containsText("鈴木 美咲");
    suzuki.page.locator(".segments button:text-is('内部メモ')").click();
    suzuki.page.fill("#text", "図書館に確認中です。");
    suzuki.page.locator(".composer-bar .solid").click();
    assertThat(takahashi.entry("note", "図書館に確認中です。")).isVisible();
    assertThat(takahashi.page.locator("#text")).hasValue("高橋の下書き");
    takahashi.assertNotReloaded();
    takahashi.page.fill("#text", "");
    assertThat(takahashi.page.locator(".draft-state")).isEmpty();
  }

  @Test
  @Covers("K7")
  public void htmlMailIsShownAndDoesNothing() throws Exception {
    final String subject = "保育園の申し込み（書式付き）";
    Desk desk = browsers.desk(1366, 768).loggedIn("suzuki").openQueue("unassigned");
    List<String> elsewhere = new ArrayList<>();
    desk.page.onRequest(
        request -> {
          if (!request.url().startsWith(demo.url("/")) && !request.url().startsWith("data:")) {
            elsewhere.add(request.url());
          }
        });
    desk.page.onDialog(
        dialog -> {
          elsewhere.add(dialog.message());
          dialog.dismiss();
        });
    Citizen.sendsAgain(demo, HTML_MAIL, subject);
    desk.openTicket(subject);
    assertThat(desk.entry("citizen", "第1希望は東みほん保育園です")).isVisible();
    desk.page.locator(".entry.citizen .link[aria-pressed]").click();
    FrameLocator mail = desk.page.frameLocator("md-mail-frame iframe");
    assertThat(mail.locator("b")).hasText("工藤");
    assertThat(mail.locator("li")).hasCount(3);
    assertThat(mail.getByText("東みほん保育園")).hasCSS("color", "rgb(204, 0, 0)");
    assertThat(mail.locator("script, iframe, form, object, [onload], [onerror]")).hasCount(0);
    assertThat(mail.locator("a[href^='javascript']")).hasCount(0);
    assertThat(mail.locator("img[src*='tracker']")).hasCount(0);
    assertThat(mail.getByText("プロフィール")).isVisible();
    mail.getByText("プロフィール").click();
    assertTrue(desk.page.url(), desk.page.url().startsWith(demo.url("/console/tickets/")));
    assertEquals(List.of(), elsewhere);
  }

  @Test
  public void wrongPasswordIsToldAndNothingOpens() {
    Desk desk = browsers.desk(1366, 768).open("/console/channels");
    desk.page.fill("#user", "tanaka");
    desk.page.fill("#password", "wrong");
    desk.page.click("md-login button.solid");
    assertThat(desk.page.locator(".login .problem[role=alert]")).isVisible();
    assertThat(desk.page.locator(".login .problem-title")).containsText("ログイン");
    assertThat(desk.page.locator("#user")).hasValue("tanaka");
    assertThat(desk.page.locator("#nav")).hasCount(0);
    desk.assertTrouble(Pattern.compile("status of 401.*/api/session"));
  }

  @Test
  public void channelsTellThatBothMailboxesAreConnected() {
    Desk desk = browsers.desk(1366, 768).loggedIn("suzuki").open("/console/channels");
    for (String mailbox : List.of("shimin@city.mihon.example", "info@town.aoba.example")) {
      Locator row = desk.page.locator("tbody tr", new Page.LocatorOptions().setHasText(mailbox));
      assertThat(row.locator(".state")).hasText("接続中");
    }
  }

  @Test
  @Covers("K7")
  public void whoLogsOutEverywhereIsToldAndEveryOtherBrowserAsksForTheLogin() {
    Desk lost = browsers.desk(1366, 768).loggedIn("takahashi");
    Desk desk = browsers.desk(1366, 768).loggedIn("takahashi");
    desk.page.keyboard().press("Control+k");
    assertThat(desk.page.locator("md-picker input")).isFocused();
    desk.page.keyboard().type("すべての端末から");
    assertThat(desk.page.locator("md-picker [aria-selected=true]")).containsText("すべての端末からログアウト");
    desk.page.keyboard().press("Enter");
    Locator dialog = desk.page.locator("md-everywhere dialog");
    assertThat(dialog).containsText("APIトークン");
    assertThat(dialog.locator(".buttons .button").first()).isFocused();
    desk.page.keyboard().press("Escape");
    assertThat(dialog).hasCount(0);

    desk.page.locator("header.top .user summary").click();
    desk.page.locator(".user .menu-box button", withText("すべての端末からログアウト")).click();
    assertThat(dialog.locator(".buttons .button").first()).isFocused();
    desk.page.keyboard().press("Tab");
    desk.page.keyboard().press("Enter");
    assertThat(desk.page.locator("#farewell")).containsText("すべての端末からログアウトしました");
    assertThat(desk.page.locator("#user")).isFocused();
    desk.page.reload();
    assertThat(desk.page.locator("#user")).isFocused();
    assertThat(desk.page.locator("#farewell")).hasCount(0);

    // not by the mouse: had it asked for anything meanwhile, the login would lie over the link
    lost.page.locator("#nav a", withText("完了")).first().dispatchEvent("click");
    assertThat(lost.page.locator("dialog.login-over")).isVisible();
    lost.assertTroubles(Pattern.compile("status of 401"));
  }

  private static Page.LocatorOptions withText(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }
}
