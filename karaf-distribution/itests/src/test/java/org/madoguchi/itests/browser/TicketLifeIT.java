package org.madoguchi.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.Test;
import org.madoguchi.testing.covers.Covers;

/** The states a ticket may have next, and the tickets it is tied to. */
public class TicketLifeIT extends ConsoleTest {
  @Test
  public void onlyWhatMayComeNextIsOffered() {
    final String subject = "印鑑登録に要るもの（状態）";
    kimura.writes(subject, "何を持って行けばよいですか。");
    Desk desk = browsers.desk(1366, 768).loggedIn("suzuki").openQueue("unassigned");
    desk.openTicket(subject);
    desk.page.selectOption("#field-status", "callback-due");
    assertThat(desk.page.locator("#announcements")).containsText("変更しました");
    assertThat(desk.status().locator("option"))
        .hasText(new String[] {"対応中", "所管課回答待ち", "市民回答待ち", "折り返し予定", "回答済み", "完了"});
    desk.page.selectOption("#field-status", "closed");
    desk.page.locator("md-fields .closing .pick-category").click();
    assertThat(desk.page.locator("md-picker input")).isFocused();
    desk.page.keyboard().press("Enter");
    desk.page.locator("md-fields .closing input").first().check();
    desk.page.locator("md-fields .buttons .solid").click();
    assertThat(desk.status().locator("option")).hasText(new String[] {"対応中", "完了"});
    desk.assertUntroubled();
  }

  @Test
  @Covers("S3")
  public void restrictedIsForTheSectionAndSupervisorsOnly() {
    final String subject = "家庭のことで相談（関係者限り）";
    kimura.writes(subject, "人に知られたくないことです。");
    Desk desk = browsers.desk(1366, 768).loggedIn("suzuki").openQueue("unassigned");
    desk.openTicket(subject);
    Locator level = desk.page.locator("#field-confidentiality");
    level.selectOption("restricted");
    assertThat(desk.page.locator(".restrict")).isFocused();
    assertThat(desk.page.locator("#restrict-text")).containsText("所管課の職員と管理者だけ");
    desk.page.locator(".restrict-form .button").first().press("Enter");
    assertThat(level).isFocused();
    assertThat(level).hasValue("normal");
    level.selectOption("restricted");
    assertThat(desk.page.locator(".restrict")).isFocused();
    desk.page.keyboard().press("Enter");
    assertThat(level).hasCount(0);
    assertThat(desk.page.locator("md-fields .restricted")).containsText("関係者限り");
    desk.openQueue("all-open");
    assertThat(desk.page.locator("a.row").first()).isVisible();
    assertThat(desk.row(subject)).hasCount(0);
    desk.assertUntroubled();

    Desk lead = browsers.desk(1366, 768).loggedIn("sato").openQueue("unassigned");
    assertThat(lead.row(subject).locator(".restricted")).isVisible();
    lead.openTicket(subject);
    lead.page.locator("#field-confidentiality").selectOption("normal");
    assertThat(lead.page.locator("#announcements")).containsText("変更しました");
    lead.assertUntroubled();
  }

  @Test
  @Covers("F1")
  public void ticketsAreTiedAndUntiedWithoutAMouse() {
    final String first = "水道の使用開始（関連一）";
    final String second = "水道の使用開始（関連二）";
    kimura.writes(first, "来週から使います。");
    kimura.writes(second, "来週から使います。もう一度送ります。");
    Desk desk = browsers.desk(1366, 768).loggedIn("suzuki").openQueue("unassigned");
    assertThat(desk.row(first)).isVisible();
    assertThat(desk.row(second)).isVisible();
    final String number = desk.row(second).locator(".no").textContent();
    desk.openTicket(first);
    Locator panel = desk.page.locator(".side-pane .links");
    Locator add = panel.locator(".card-link");
    add.focus();
    desk.page.keyboard().press("Enter");
    Locator field = panel.locator("#link-number");
    assertThat(field).isFocused();
    desk.page.keyboard().type("だいたい四千番");
    desk.page.keyboard().press("Enter");
    assertThat(panel.locator("#link-error")).containsText("案件番号を入力してください");
    assertThat(field).isFocused();
    field.fill("2026-999999");
    desk.page.keyboard().press("Enter");
    assertThat(panel.locator("#link-error")).containsText("番号を確認してください");
    desk.assertTrouble(Pattern.compile("status of 404"));

    field.fill(number);
    panel.locator("#link-relation").selectOption("duplicated-by");
    field.focus();
    desk.page.keyboard().press("Enter");
    assertThat(panel.locator(".brief .relation")).hasText("重複");
    assertThat(panel.locator(".brief .no")).hasText(number);
    assertThat(add).isFocused();

    panel.locator(".tied .icon-button").focus();
    desk.page.keyboard().press("Enter");
    assertThat(panel.locator(".gone")).containsText(number + "の関連付けを外しました");
    assertThat(panel.locator(".undo")).isFocused();
    desk.page.keyboard().press("Enter");
    assertThat(panel.locator(".tied .icon-button")).isFocused();
    assertThat(panel.locator(".brief .relation")).hasText("重複");

    panel.locator(".brief a").focus();
    desk.page.keyboard().press("Enter");
    desk.awaitTicket(second);
    assertThat(panel.locator(".brief .relation")).hasText("重複元");
    desk.page.locator("nav.tabs button:text-is('変更履歴')").click();
    assertThat(desk.page.locator(".history")).containsText("関連付け");
    desk.assertUntroubled();
  }

  @Test
  @Covers("F1")
  public void whatCameTwiceIsMergedAndTakenApartWithoutAMouse() {
    final String first = "粗大ごみの申込（統合一）";
    final String second = "粗大ごみの申込（統合二）";
    kimura.writes(first, "机を出したいです。");
    kimura.writes(second, "先ほどの机の件です。椅子もあります。");
    Desk desk = browsers.desk(1366, 768).loggedIn("suzuki").openQueue("unassigned");
    assertThat(desk.row(first)).isVisible();
    final String number = desk.row(first).locator(".no").textContent();
    desk.openTicket(second);
    Locator card = desk.page.locator(".side-pane .merge");
    assertThat(card).containsText("同じ市民の対応中の案件です");
    card.locator("h2 .card-link").focus();
    desk.page.keyboard().press("Enter");
    Locator field = card.locator("#merge-number");
    assertThat(field).isFocused();
    desk.page.keyboard().press("Enter");
    assertThat(card.locator(".field-error")).containsText("案件番号を入力してください");
    field.fill(number);
    desk.page.keyboard().press("Enter");

    desk.awaitTicket(first);
    Locator talk = desk.page.locator("md-timeline");
    assertThat(talk).containsText("机を出したいです。");
    assertThat(talk).containsText("先ほどの机の件です。椅子もあります。");
    // an acknowledgement of it would be marked, too
    assertThat(talk.locator(".entry.citizen .chip")).containsText("から");
    card.locator(".brief[aria-label='統合した案件'] a").focus();
    desk.page.keyboard().press("Enter");
    assertThat(desk.page.locator("#ticket-title")).hasText(second);
    assertThat(desk.page.locator("md-merged")).containsText("統合先で行ってください");
    assertThat(desk.page.locator("md-merged .no")).hasText(number);
    desk.page.locator("md-merged .button").focus();
    desk.page.keyboard().press("Enter");
    assertThat(desk.page.locator("md-merged section")).hasCount(0);
    assertThat(desk.page.locator("#field-status")).hasValue("new");
    desk.page.locator("nav.tabs button:text-is('変更履歴')").click();
    assertThat(desk.page.locator(".history")).containsText("統合の取り消し");
    desk.assertUntroubled();
  }

  @Test
  public void tagsAreAddedFilteredByAndTakenAway() {
    final String subject = "避難所の場所（タグ）";
    kimura.writes(subject, "近い避難所はどこですか。");
    Desk desk = browsers.desk(1366, 768).loggedIn("suzuki").openQueue("unassigned");
    desk.openTicket(subject);
    Locator tags = desk.page.locator("md-tags");
    tags.locator(".add-tag").click();
    assertThat(tags.locator("input")).isFocused();
    desk.page.keyboard().type("ﾀｲﾌｳ１９号");
    desk.page.keyboard().press("Enter");
    assertThat(tags.locator(".tag")).hasText(Pattern.compile("^タイフウ19号"));
    assertThat(tags.locator("input")).isFocused();
    desk.page.keyboard().press("Escape");
    assertThat(tags.locator(".add-tag")).isFocused();

    desk.page.locator(".list-head .icon-button").click();
    Locator filter = desk.page.locator("#filters input");
    filter.fill("タイフウ");
    assertThat(desk.page.locator("#filter-tags option")).hasCount(1);
    filter.fill("タイフウ19号");
    filter.press("Enter");
    assertThat(desk.page.locator("a.row")).hasCount(1);
    desk.openTicket(subject);
    tags.locator(".tag button").click();
    assertThat(tags.locator(".tag")).hasCount(0);
    assertThat(desk.page.locator(".list-pane .empty")).isVisible();
    desk.assertUntroubled();
  }
}
