package org.madoguchi.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.Assert.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.Test;
import org.madoguchi.testing.covers.Covers;

/** One history per citizen: who it is, what to mind, and every contact so far. */
public class CitizenIT extends ConsoleTest {
  private void openCitizenOf(Desk desk, String subject) {
    desk.openQueue("unassigned");
    desk.openTicket(subject);
    desk.page.locator(".side-pane .citizen a.card-link").click();
    assertThat(desk.page.locator(".citizen-page h1")).hasText("木村 結衣");
  }

  private static void edit(Desk desk) {
    desk.page.locator(".edit").focus();
    desk.page.keyboard().press("Enter");
    assertThat(desk.page.locator("#citizen-name")).isFocused();
  }

  @Test
  @Covers("F1")
  public void citizenIsEditedByKeyboardAndSeenBesideTheTicket() {
    final String subject = "通訳の手配（市民情報）";
    kimura.writes(subject, "手話通訳をお願いできますか。");
    Desk desk = browsers.desk(1366, 768).loggedIn("suzuki");
    openCitizenOf(desk, subject);
    assertThat(desk.page.locator(".contact-history .brief a").first()).containsText(subject);

    edit(desk);
    desk.page.keyboard().press("Tab");
    desk.page.keyboard().press("Control+a");
    desk.page.keyboard().type("きむら ゆい");
    desk.page.locator("#citizen-notes").focus();
    desk.page.keyboard().press("Control+a");
    desk.page.keyboard().type("手話通訳が必要。電話では連絡しない。");
    desk.page.keyboard().press("Control+Enter");
    assertThat(desk.page.locator(".mind")).containsText("手話通訳が必要");
    assertThat(desk.page.locator(".edit")).isFocused();

    desk.page.locator(".back-to").click();
    desk.awaitTicket(subject);
    assertThat(desk.page.locator(".side-pane .citizen-notes")).containsText("手話通訳が必要");
    assertThat(desk.page.locator(".side-pane .citizen-name")).containsText("きむら ゆい");
    desk.assertUntroubled();
  }

  @Test
  public void whatIsTypedSurvivesALookElsewhere() {
    final String subject = "入力の途中で（市民情報）";
    kimura.writes(subject, "途中です。");
    Desk desk = browsers.desk(1366, 768).loggedIn("suzuki");
    openCitizenOf(desk, subject);
    edit(desk);
    desk.page.fill("#citizen-kana", "きむら 途中");
    desk.page.locator(".back-to").click();
    desk.awaitTicket(subject);
    desk.page.goBack();
    assertThat(desk.page.locator(".unsaved")).isVisible();
    desk.page.locator(".unsaved .solid").click();
    assertThat(desk.page.locator("#citizen-kana")).hasValue("きむら 途中");
    desk.page.keyboard().press("Escape");
    desk.page.locator(".unsaved button:not(.solid)").click();
    assertThat(desk.page.locator(".unsaved")).isHidden();
  }

  @Test
  public void twoWhoEditOneCitizenLoseNothing() {
    final String subject = "二人で直す（市民情報）";
    kimura.writes(subject, "二人で直します。");
    Desk suzuki = browsers.desk(1366, 768).loggedIn("suzuki");
    Desk takahashi = browsers.desk(1366, 768).loggedIn("takahashi");
    openCitizenOf(suzuki, subject);
    openCitizenOf(takahashi, subject);
    edit(suzuki);
    suzuki.page.fill("#citizen-notes", "鈴木の記入");
    edit(takahashi);
    takahashi.page.fill("#citizen-notes", "高橋の記入");
    takahashi.page.keyboard().press("Control+Enter");
    assertThat(takahashi.page.locator(".mind")).containsText("高橋の記入");

    suzuki.page.keyboard().press("Control+Enter");
    Locator conflict = suzuki.page.locator(".conflict");
    assertThat(conflict).containsText("ほかの人が先に変更しました");
    assertThat(conflict.locator("tbody tr")).hasCount(1);
    assertThat(conflict.locator("tbody td").nth(0)).containsText("高橋の記入");
    assertThat(conflict.locator("tbody td").nth(0)).containsText("高橋 健");
    assertThat(conflict.locator("tbody td").nth(1)).containsText("鈴木の記入");
    assertThat(suzuki.page.locator("#citizen-notes")).hasValue("鈴木の記入");
    suzuki.assertTrouble(Pattern.compile("status of 412"));
    suzuki.assertFaultless();
    conflict.locator("button.solid").click();
    assertThat(suzuki.page.locator(".mind")).containsText("鈴木の記入");
    takahashi.page.reload();
    assertThat(takahashi.page.locator(".mind")).containsText("鈴木の記入");
  }

  @Test
  @Covers({"F1", "K1"})
  public void newTicketShowsEarlierContactsOfAKnownCitizen() {
    final String subject = "以前の問い合わせ（市民情報）";
    kimura.writes(subject, "以前の件です。");
    Desk desk = browsers.desk(1366, 768).loggedIn("suzuki");
    openCitizenOf(desk, subject);
    edit(desk);
    desk.page.fill("#citizen-notes", "ゆっくり話す");
    desk.page.keyboard().press("Control+Enter");
    assertThat(desk.page.locator(".mind")).containsText("ゆっくり話す");

    desk.open("/console/tickets/new");
    desk.page.selectOption("#municipality", "mihon");
    desk.page.locator("#mail").pressSequentially("kimura.yui30@docomo");
    desk.page.locator(".candidate", new Page.LocatorOptions().setHasText("木村 結衣")).first().click();
    assertThat(desk.page.locator(".lookup .citizen-notes")).containsText("ゆっくり話す");
    assertThat(desk.page.locator(".lookup .brief a").first()).containsText(subject);
    desk.assertFaultless();
    desk.page.locator(".form-foot .plain").click();
  }

  @Test
  public void screenHasNoFaultWideAndOnAPhone() {
    final String subject = "画面の確認（市民情報）";
    kimura.writes(subject, "画面です。");
    Desk wide = browsers.desk(1366, 768).loggedIn("suzuki");
    openCitizenOf(wide, subject);
    String path = wide.page.url().replaceFirst("^https?://[^/]+", "");
    for (int width : new int[] {1366, 390, 320}) {
      Desk desk = browsers.desk(width, 768).loggedIn("suzuki").open(path);
      assertThat(desk.page.locator(".contact-history .brief a").first()).isVisible();
      desk.assertFaultless();
      edit(desk);
      desk.assertFaultless();
      Object scrolled = desk.page.evaluate("() => document.documentElement.scrollWidth");
      assertEquals(width, scrolled);
    }
    wide.open("/console/citizens/mihon/999999");
    assertThat(wide.page.locator(".problem")).containsText("市民情報が見つかりません");
    wide.assertFaultless();
    wide.assertTroubles(Pattern.compile("status of 404"));
  }

  @Test
  public void contactsAreAddedOrderedAndRefusedWhenAnothersByKeyboard() {
    final String subject = "連絡先の変更（市民情報）";
    kimura.writes(subject, "連絡先です。");
    Citizen sato = new Citizen(demo, "佐藤 みなと", "minato.sato@mail.example");
    sato.writes("佐藤の件（市民情報）", "別の方です。");
    Desk desk = browsers.desk(1366, 768).loggedIn("suzuki");
    desk.openQueue("unassigned");
    assertThat(desk.row("佐藤の件（市民情報）")).isVisible();
    openCitizenOf(desk, subject);
    edit(desk);
    desk.page.locator(".add-contact").focus();
    desk.page.keyboard().press("Enter");
    Locator added = desk.page.locator(".contact-row").last();
    assertThat(added.locator("select")).isFocused();
    added.locator("select").selectOption("mail");
    desk.page.keyboard().press("Tab");
    desk.page.keyboard().type("minato.sato@mail.example");
    desk.page.keyboard().press("Enter");
    assertThat(added.locator(".field-error")).containsText("ほかの方の連絡先");
    assertThat(desk.page.locator(".taken a")).hasText("佐藤 みなと");
    assertThat(added.locator("input").first()).isFocused();
    desk.assertTroubles(Pattern.compile("status of 409"));

    added.locator("input").first().fill("kimura.work@mail.example");
    added.locator(".contact-note").fill("勤務先");
    added.locator("[data-by='-1']").focus();
    desk.page.keyboard().press("Enter");
    desk.page.keyboard().press("Control+Enter");
    assertThat(desk.page.locator("md-citizen-form")).hasCount(0);
    Locator mails = desk.page.locator(".contacts dd", new Page.LocatorOptions().setHasText("@"));
    assertThat(mails).hasCount(2);
    assertThat(desk.page.locator(".contacts").last()).containsText("kimura.work@mail.example");
    assertThat(desk.page.locator(".contacts").last()).containsText("勤務先");
  }

  @Test
  @Covers("F1")
  public void historyGoesOnPageByPage() {
    final String subject = "履歴の続き（市民情報）";
    kimura.writes(subject, "履歴です。");
    Desk desk = browsers.desk(1366, 768).loggedIn("suzuki");
    openCitizenOf(desk, subject);
    Locator rows = desk.page.locator(".contact-history .brief li");
    assertThat(rows).hasCount(30);
    desk.page.locator(".contact-history .more").focus();
    desk.page.keyboard().press("Enter");
    assertThat(rows.nth(30).locator("a")).isFocused();
    desk.page.keyboard().press("Enter");
    assertThat(desk.page.locator("#ticket-title")).isVisible();
  }
}
