package org.madoguchi.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.Assert.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.Test;
import org.madoguchi.itests.container.Api;
import org.madoguchi.itests.instance.Calls;

/** Following tickets, naming colleagues, and being told. */
public class AlertsIT extends ConsoleTest {
  private static final int MORE_THAN_A_PAGE = 205;

  private final String subject = "公園の街灯（お知らせ " + UUID.randomUUID().toString().substring(0, 8) + "）";

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
    Desk takahashi = at("takahashi");
    follow(takahashi).focus();
    takahashi.page.keyboard().press("Enter");
    assertThat(follow(takahashi)).hasAttribute("aria-pressed", "true");
    Desk suzuki = at("suzuki");
    note(suzuki, "道路課に確認中です。");
    add(suzuki, "道路課に確認中です。");

    assertThat(takahashi.page.locator(".bell .badge")).isVisible();
    open(takahashi);
    assertThat(told(takahashi)).hasCount(1);
    assertThat(told(takahashi)).containsText("鈴木 美咲さんがメモを書きました");
    assertThat(told(takahashi)).hasClass("new");
    told(takahashi).locator("a").focus();
    takahashi.page.keyboard().press("Enter");
    assertThat(takahashi.page.locator("md-alerts")).hasCount(0);
    takahashi.awaitTicket(subject);
    assertThat(takahashi.entry("note", "道路課に確認中です。")).isFocused();
    open(takahashi);
    assertThat(told(takahashi)).hasCount(1);
    assertThat(told(takahashi)).not().hasClass("new");
    takahashi.page.keyboard().press("Escape");

    follow(takahashi).focus();
    takahashi.page.keyboard().press("Enter");
    assertThat(follow(takahashi)).hasAttribute("aria-pressed", "false");
    takahashi.assertUntroubled();
    suzuki.assertUntroubled();
  }

  @Test
  public void colleagueIsNamedByKanaAndTold() {
    kimura.writes(subject, "夜、消えています。");
    Desk suzuki = at("suzuki");
    note(suzuki, "@");
    Locator field = suzuki.page.locator("md-picker input");
    assertThat(field).isFocused();
    suzuki.page.keyboard().type("たかはし");
    assertThat(suzuki.page.locator("md-picker [role=option]")).hasCount(1);
    suzuki.page.keyboard().press("Enter");
    assertThat(suzuki.page.locator("#text")).hasValue("@高橋 健 ");
    assertThat(suzuki.page.locator("#text")).isFocused();
    suzuki.page.keyboard().type("現地の確認をお願いします。");
    add(suzuki, "現地の確認をお願いします。");

    Desk takahashi = browsers.desk(1366, 768).loggedIn("takahashi");
    assertThat(takahashi.page.locator(".bell .badge")).isVisible();
    open(takahashi);
    assertThat(told(takahashi)).hasCount(1);
    assertThat(told(takahashi)).containsText("鈴木 美咲さんがメモであなたを指名しました");
    takahashi.page.locator("md-alerts .see-all").press("Enter");
    assertThat(told(takahashi)).not().hasClass("new");

    takahashi.page.locator(".alert-kinds summary").press("Enter");
    Locator status = takahashi.page.locator("md-alerts").getByLabel("状態の変更");
    assertThat(status).isChecked();
    settled(takahashi, status::uncheck);
    assertThat(status).not().isChecked();
    takahashi.page.keyboard().press("Escape");
    open(takahashi);
    takahashi.page.locator(".alert-kinds summary").press("Enter");
    assertThat(status).not().isChecked();
    settled(takahashi, status::check);
    assertThat(status).isChecked();
    takahashi.page.keyboard().press("Escape");
    takahashi.assertUntroubled();
    suzuki.assertUntroubled();
  }

  /** A box is ticked at once, and stored when the server has answered. */
  private static void settled(Desk desk, Runnable turn) {
    desk.page.waitForResponse(
        answer ->
            answer.url().endsWith("/api/alerts/settings")
                && answer.request().method().equals("PUT")
                && answer.ok(),
        turn);
  }

  /** More than one page of entries lies behind the note that somebody is led to. */
  @Test
  public void noteOfLongAgoIsFoundInItsPlace() throws Exception {
    Api suzuki = new Api(demo.url("")).login("suzuki", Desk.PASSWORD);
    String ref = Calls.openByHand(suzuki, "mihon", subject);
    note(suzuki, ref, "最初のメモ");
    JsonNode entries = suzuki.read("/api/tickets/" + ref).get("entries");
    String first = entries.get(entries.size() - 1).get("id").asText();
    for (int i = 0; i < MORE_THAN_A_PAGE; i++) {
      note(suzuki, ref, "経過 " + i);
    }
    Desk desk = browsers.desk(1366, 768).loggedIn("suzuki");
    desk.open("/console/tickets/" + ref + "?entry=" + first);
    assertThat(desk.entry("note", "最初のメモ")).isFocused();
    assertThat(desk.page.locator("article.entry")).hasCount(MORE_THAN_A_PAGE + 2);
    desk.assertUntroubled();
  }

  private static void note(Api operator, String ref, String text) throws Exception {
    Map<String, Object> note = Map.of("requestId", UUID.randomUUID().toString(), "text", text);
    HttpResponse<String> noted = operator.send("POST", "/api/tickets/" + ref + "/notes", note);
    assertEquals(noted.body(), 201, noted.statusCode());
  }
}
