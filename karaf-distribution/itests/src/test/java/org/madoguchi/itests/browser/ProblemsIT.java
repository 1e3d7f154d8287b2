package org.madoguchi.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.UUID;
import org.junit.Test;
import org.madoguchi.testing.covers.Covers;

/** One cause behind many tickets. Every problem and ticket is found by a word nobody else uses. */
public class ProblemsIT extends ConsoleTest {
  private final String word = "p" + UUID.randomUUID().toString().substring(0, 8);

  private static void press(Desk desk, String key) {
    desk.page.keyboard().press(key);
  }

  /** By keyboard alone. */
  private void register(Desk desk) {
    desk.open("/console/problems?municipality=mihon");
    desk.page.locator("#new-problem").focus();
    press(desk, "Enter");
    assertThat(desk.page.locator("#problem-title")).isFocused();
    desk.page.keyboard().insertText("申請画面の障害 " + word);
    desk.page.locator("#problem-workaround").focus();
    desk.page.keyboard().insertText("窓口か郵送の申請を案内する");
    press(desk, "Control+Enter");
    assertThat(desk.page.locator("h1")).containsText("申請画面の障害 " + word);
    assertThat(desk.page.locator(".problem-texts")).containsText("窓口か郵送の申請を案内する");
  }

  private void tie(Desk desk, String subject) {
    desk.openQueue("unassigned");
    desk.openTicket(subject);
    Locator tie = desk.page.locator(".tie-problem");
    tie.focus();
    press(desk, "Enter");
    assertThat(desk.page.locator("md-picker input")).isFocused();
    desk.page.keyboard().insertText(word);
    assertThat(desk.page.locator("md-picker [role=option]")).hasCount(1);
    press(desk, "Enter");
    assertThat(desk.page.locator(".problem-line")).containsText(word);
  }

  @Test
  @Covers("X15")
  public void itsWorkaroundIsOnEachTicketAndItsTicketsAreClosedTogether() {
    final String first = "申請の画面が開きません（一）" + word;
    final String second = "申請の画面が開きません（二）" + word;
    kimura.writes(first, "昨日から開きません。");
    kimura.writes(second, "まだ開きません。");
    Desk desk = browsers.desk(1366, 768).loggedIn("suzuki").openQueue("unassigned");
    register(desk);
    final String address = desk.page.url();
    tie(desk, first);
    assertThat(desk.page.locator(".problem-line")).containsText("窓口か郵送の申請を案内する");
    tie(desk, second);

    Desk lead = browsers.desk(1366, 768).loggedIn("sato").openQueue("unassigned");
    lead.page.navigate(address);
    lead.page.locator("#edit-problem").click();
    lead.page.selectOption("#problem-status", "known-error");
    lead.page.fill("#problem-announcement", "復旧の作業をしています。");
    lead.page.locator("md-problem-form .solid").click();
    assertThat(lead.page.locator("#edit-problem")).isFocused();
    assertThat(desk.page.locator(".problem-line")).containsText("既知の問題");
    assertThat(desk.page.locator(".problem-line")).containsText("復旧の作業をしています。");

    desk.page.locator(".problem-line a").click();
    assertThat(desk.page.locator(".problem-counts")).containsText("2件");
    desk.page.locator("#close-together").focus();
    press(desk, "Enter");
    Locator dialog = desk.page.locator("md-bulk dialog");
    Locator next = dialog.locator(".buttons .solid");
    assertThat(dialog.locator("#bulk-reply")).isVisible();
    dialog.locator("#bulk-category-chosen").click();
    assertThat(desk.page.locator("md-picker input")).isFocused();
    press(desk, "Enter");
    dialog.locator("select:has([value='first-contact'])").selectOption("first-contact");
    dialog.locator("#bulk-reply").fill("復旧しました。もう一度お試しください。");
    next.click();
    assertThat(dialog).containsText("2件の案件を変更します");
    assertThat(dialog.locator("tbody tr")).hasCount(0);
    next.click();
    assertThat(dialog.locator(".bulk-counts")).containsText("変更 2件");
    assertThat(dialog.locator(".button:text-is('元に戻す')")).isVisible();
    next.click();
    assertThat(dialog).hasCount(0);
    assertThat(desk.page.locator("#close-together")).hasCount(0);

    desk.page.locator("a[href*='/console/tickets?problem=']").click();
    assertThat(desk.page.locator("a.row")).hasCount(2);
    desk.openTicket(first);
    assertThat(desk.status()).hasValue("closed");
    assertThat(desk.page.locator("md-timeline")).containsText("もう一度お試しください。");
    desk.page.locator("nav.tabs button:text-is('変更履歴')").click();
    assertThat(desk.page.locator(".history")).containsText("問題");
    desk.assertUntroubled();
    lead.assertUntroubled();
  }

  @Test
  @Covers("X15")
  public void whatWasChangedIsInItsHistoryAndUndone() {
    Desk desk = browsers.desk(1366, 768).loggedIn("sato").openQueue("mine");
    register(desk);
    desk.page.locator("#edit-problem").focus();
    press(desk, "Enter");
    assertThat(desk.page.locator("#problem-title")).isFocused();
    desk.page.selectOption("#problem-status", "solved");
    desk.page.fill("#problem-fix", "設定を直した");
    desk.page.locator("#problem-fix").focus();
    press(desk, "Control+Enter");
    assertThat(desk.page.locator(".problem-history")).containsText("設定を直した");
    assertThat(desk.page.locator(".page > p .chip")).hasText("解決済み");
    Locator undo = desk.page.locator(".problem-history .link");
    undo.focus();
    press(desk, "Enter");
    assertThat(desk.page.locator(".page > p .chip")).hasText("調査中");
    desk.open("/console/problems?municipality=mihon&status=open");
    assertThat(desk.page.locator(".cases")).containsText(word);
    desk.page.locator(".segments button:text-is('解決済み')").click();
    assertThat(desk.page.locator(".cases, .empty")).not().containsText(word);
    desk.assertUntroubled();
  }
}
