package org.madoguchi.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.Assert.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.Test;

/**
 * Several changes at once, by keyboard. Every macro and ticket is found by a word nobody else uses.
 */
public class MacrosIT extends ConsoleTest {
  private static final int FARTHEST = 60;

  private final String word = "q" + UUID.randomUUID().toString().substring(0, 8);

  private static void key(Desk desk, String key) {
    desk.page.keyboard().press(key);
  }

  private Desk onTheScreen() {
    Desk desk = browsers.desk(1366, 768).loggedIn("sato").open("/console/admin/templates");
    Locator macros = desk.page.locator("#show-macros");
    assertThat(macros).isVisible();
    macros.focus();
    key(desk, "Enter");
    assertThat(macros).hasAttribute("aria-pressed", "true");
    assertThat(desk.page.locator("h2#modules")).hasText("マクロの一覧");
    return desk;
  }

  private static Locator select(Desk desk, String field) {
    return desk.page
        .locator("md-macro-steps label", new Page.LocatorOptions().setHasText(field))
        .locator("select");
  }

  /** Everything in it: fields, a note, a text for the reply. */
  private void write(Desk desk, String title, String reply) {
    desk.page.locator("#new-template").focus();
    key(desk, "Enter");
    assertThat(desk.page.locator("#module-title")).isFocused();
    desk.page.keyboard().insertText(title);
    key(desk, "Tab");
    desk.page.keyboard().insertText(word);
    key(desk, "Tab");
    desk.page.keyboard().insertText(reply);
    select(desk, "状態").selectOption("waiting-department");
    select(desk, "優先度").selectOption("high");
    desk.page.locator("md-macro-steps .me").focus();
    key(desk, "Enter");
    assertThat(desk.page.locator("#bulk-owner-chosen")).hasText("適用した職員");
    desk.page.locator("#macro-dueDays").fill("3");
    desk.page.locator("#macro-note").fill("{{氏名}}様の件を所管課に確認する。担当 {{担当者名}}");
    desk.page.locator("#macro-note").focus();
    key(desk, "Control+Enter");
    assertThat(desk.page.locator("#new-template")).isFocused();
  }

  private void choose(Desk desk) {
    Locator field = desk.page.locator("md-picker input");
    assertThat(field).isFocused();
    // without waiting for the list: Enter means what was typed
    desk.page.keyboard().type(word);
    key(desk, "Enter");
    assertThat(desk.page.locator("md-macro .solid")).isFocused();
  }

  @Test
  public void aMacroIsWrittenLookedAtAndAppliedByKeyboard() {
    write(onTheScreen(), "所管課に確認 " + word, "{{氏名}}様\n{{課電話番号}}までお待ちください。");
    String subject = "マクロで進める " + word;
    kimura.writes(subject, "いつになりますか。");
    Desk desk = browsers.desk(1366, 768).loggedIn("suzuki").openQueue("unassigned");
    assertThat(desk.row(subject)).isVisible();
    desk.openTicket(subject);
    key(desk, "m");
    assertThat(desk.page.locator("md-picker input")).isFocused();
    key(desk, "Escape");
    assertThat(desk.page.locator("md-picker")).hasCount(0);

    key(desk, "m");
    choose(desk);
    Locator dialog = desk.page.locator("md-macro dialog");
    assertThat(dialog).containsText("所管課に確認 " + word);
    assertThat(dialog.locator("tbody tr", new Locator.LocatorOptions().setHasText("担当")))
        .containsText("鈴木 美咲");
    assertThat(dialog.locator("tbody tr")).hasCount(4);
    assertThat(dialog.locator(".added-note")).hasText("木村 結衣様の件を所管課に確認する。担当 鈴木 美咲");
    assertThat(dialog.locator(".added-reply")).containsText("木村 結衣様");
    assertThat(desk.entry("note", "所管課に確認する")).hasCount(0);
    key(desk, "Enter");
    assertThat(dialog).hasCount(0);
    assertThat(desk.entry("note", "木村 結衣様の件を所管課に確認する。担当 鈴木 美咲")).isVisible();
    // what the ticket cannot fill in is finished by whoever writes
    Locator area = desk.page.locator("#text");
    assertThat(area).isFocused();
    assertThat(area).hasValue("木村 結衣様\n{{課電話番号}}までお待ちください。");
    desk.page.fill("#text", "");

    desk.page.locator(".tabs button", new Page.LocatorOptions().setHasText("変更履歴")).click();
    Locator told =
        desk.page.locator("md-history li", new Page.LocatorOptions().setHasText("マクロの適用"));
    assertThat(told).containsText("所管課に確認 " + word);
    desk.assertUntroubled();
  }

  @Test
  public void aTicketThatChangedMeanwhileIsShownAnewBeforeAnythingIsDone() {
    write(onTheScreen(), "二人で進める " + word, "");
    String subject = "同時に変える " + word;
    kimura.writes(subject, "いつになりますか。");
    Desk desk = browsers.desk(1366, 768).loggedIn("suzuki").openQueue("unassigned");
    assertThat(desk.row(subject)).isVisible();
    desk.openTicket(subject);
    Locator button = desk.page.locator(".composer .macro");
    button.focus();
    key(desk, "Enter");
    choose(desk);
    Locator dialog = desk.page.locator("md-macro dialog");
    assertThat(dialog.locator("tbody tr")).hasCount(4);

    Desk other = browsers.desk(1366, 768).loggedIn("sato").openQueue("unassigned");
    other.openTicket(subject);
    key(other, "m");
    choose(other);
    key(other, "Control+Enter");
    assertThat(other.page.locator("md-macro")).hasCount(0);
    assertThat(other.entry("note", "所管課に確認する")).isVisible();

    key(desk, "Enter");
    assertThat(dialog.locator("[role=alert]")).containsText("もう一度適用してください");
    // all is so already but the owner
    assertThat(dialog.locator("tbody tr")).hasCount(1);
    assertThat(dialog.locator("tbody tr")).containsText("鈴木 美咲");
    assertThat(desk.page.locator("md-macro .solid")).isFocused();
    key(desk, "Control+Enter");
    assertThat(dialog).hasCount(0);
    assertThat(desk.entry("note", "担当 鈴木 美咲")).isVisible();
    desk.assertTrouble(Pattern.compile("status of 412.*/api/macros"));
    other.assertUntroubled();
  }

  @Test
  public void mistakesAreToldAndAWithdrawnMacroIsNotOffered() {
    Desk desk = onTheScreen();
    desk.page.locator("#new-template").click();
    desk.page.fill("#module-title", "空のマクロ " + word);
    desk.page.fill("#module-shortcut", word);
    desk.page.locator(".module-form .solid").click();
    assertThat(desk.page.locator(".module-fields .field-error[role=alert]")).not().isEmpty();
    select(desk, "優先度").selectOption("urgent");
    desk.page.locator(".module-form .solid").click();
    assertThat(desk.page.locator("#new-template")).isFocused();
    desk.page.locator("#module-q").fill(word);
    Locator rows = desk.page.locator("md-templates tbody tr");
    assertThat(rows).hasCount(1);

    // what was chosen is there again
    rows.locator("button").first().click();
    assertThat(select(desk, "優先度")).hasValue("urgent");
    desk.page.locator(".module-form .end .button").first().click();
    rows.getByText("使用停止", new Locator.GetByTextOptions().setExact(true)).click();
    assertThat(rows).hasCount(0);
    desk.assertTrouble(Pattern.compile("status of 400.*/api/templates"));

    String subject = "選べないマクロ " + word;
    kimura.writes(subject, "いつになりますか。");
    Desk clerk = browsers.desk(1366, 768).loggedIn("suzuki").openQueue("unassigned");
    clerk.openTicket(subject);
    key(clerk, "m");
    assertThat(clerk.page.locator("md-picker input")).isFocused();
    clerk.page.keyboard().type(word);
    assertThat(clerk.page.locator("md-picker .picker-foot")).hasText("見つかりません");
    key(clerk, "Escape");
    clerk.assertUntroubled();
  }

  @Test
  public void theDialogAndTheFormAreAccessible() {
    Desk lead = onTheScreen();
    write(lead, "読み上げ " + word, "{{氏名}}様");
    lead.page.locator("#new-template").click();
    assertThat(lead.page.locator("md-macro-steps fieldset")).isVisible();
    lead.assertFaultless();
    String subject = "読み上げる " + word;
    kimura.writes(subject, "いつになりますか。");
    Desk desk = browsers.desk(1366, 768).loggedIn("suzuki").openQueue("unassigned");
    desk.openTicket(subject);
    key(desk, "m");
    choose(desk);
    assertThat(desk.page.locator("md-macro tbody tr")).hasCount(4);
    desk.assertFaultless();
    // Tab goes round in the dialog and reaches everything
    boolean cancelled = false;
    for (int i = 0; i < FARTHEST && !cancelled; i++) {
      key(desk, "Tab");
      cancelled =
          (boolean)
              desk.page.evaluate("document.activeElement?.matches('md-macro .leave') ?? false");
    }
    assertTrue("取消 is reached", cancelled);
    key(desk, "Enter");
    assertThat(desk.page.locator("md-macro")).hasCount(0);
    assertThat(desk.entry("note", "所管課に確認する")).hasCount(0);
    desk.assertUntroubled();
  }
}
