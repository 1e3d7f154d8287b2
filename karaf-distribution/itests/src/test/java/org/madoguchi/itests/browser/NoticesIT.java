package org.madoguchi.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.After;
import org.junit.Test;
import org.madoguchi.testing.covers.Covers;

/**
 * The operators' bulletin: what one publishes is on everybody's desk at once, and who has read it
 * is seen. Every notice is found by a word nobody else uses, and ended again.
 */
public class NoticesIT extends ConsoleTest {
  private static final String CALENDAR = "/console/admin/calendar?municipality=mihon";

  private final String word = "n" + UUID.randomUUID().toString().substring(0, 8);
  private Desk publisher;

  @After
  public void endWhatIsStillShown() {
    if (publisher != null) {
      publisher.open("/console/notices");
      assertThat(publisher.page.locator("#notice-q")).isVisible();
      assertThat(publisher.page.locator(".notice-list, .empty")).isVisible();
      Locator own = own(publisher);
      while (own.count() > 0) {
        int left = own.count();
        own.first().getByText("掲載を終える").click();
        assertThat(own).hasCount(left - 1);
      }
    }
  }

  private Desk publisher() {
    publisher = browsers.desk(1366, 768).loggedIn("sato").open("/console/notices");
    assertThat(publisher.page.locator("#new-notice")).isVisible();
    return publisher;
  }

  /** By keyboard alone. */
  private void publish(Desk desk, String title, String text) {
    desk.page.locator("#new-notice").focus();
    key(desk, "Enter");
    assertThat(desk.page.locator("#notice-title")).isFocused();
    desk.page.keyboard().insertText(title);
    key(desk, "Tab");
    desk.page.keyboard().insertText(text);
    key(desk, "Control+Enter");
    assertThat(desk.page.locator("#new-notice")).isFocused();
  }

  /** With its buttons, for whoever may use them. */
  private Locator own(Desk desk) {
    return desk.page.locator(".notice-list > li", new Page.LocatorOptions().setHasText(word));
  }

  private static Locator.GetByTextOptions exactly() {
    return new Locator.GetByTextOptions().setExact(true);
  }

  private Locator notice(Desk desk) {
    return desk.page.locator("article.notice", new Page.LocatorOptions().setHasText(word));
  }

  @Test
  @Covers("X5")
  public void whatIsPublishedIsOnTheDeskAtOnceReadAndSeenToBeRead() {
    Desk suzuki = browsers.desk(1366, 768).loggedIn("suzuki").openQueue("mine");
    suzuki.markPage();
    Desk sato = publisher();
    publish(sato, "断水 " + word, "本町一丁目は15時まで断水です。");

    Locator line = suzuki.page.locator(".bulletin-line");
    // which title it shows depends on what else is new
    assertThat(line).containsText("新着");
    line.focus();
    key(suzuki, "Enter");
    assertThat(notice(suzuki)).containsText("15時まで断水");
    assertThat(notice(suzuki)).containsText("新着");
    notice(suzuki).getByText("確認しました").click();
    assertThat(notice(suzuki)).containsText("確認済み");
    suzuki.assertNotReloaded();

    sato.page.fill("#notice-q", word);
    assertThat(notice(sato)).hasCount(1);
    own(sato).getByText("確認状況", exactly()).click();
    assertThat(sato.page.locator(".readers")).containsText("鈴木 美咲");

    own(sato).getByText("編集", exactly()).click();
    sato.page.fill("#notice-text", "本町一丁目は17時まで断水です。");
    key(sato, "Control+Enter");
    assertThat(notice(suzuki)).containsText("17時まで断水");
    assertThat(notice(suzuki)).containsText("更新");
    assertThat(notice(suzuki)).containsText("第2版");

    own(sato).getByText("掲載を終える", exactly()).click();
    assertThat(notice(suzuki)).hasCount(0);
    suzuki.open("/console/notices?shelf=expired");
    assertThat(suzuki.page.locator("#notice-q")).isVisible();
    assertThat(suzuki.page.locator("#new-notice")).hasCount(0);
    suzuki.page.fill("#notice-q", word.toUpperCase());
    assertThat(notice(suzuki)).containsText("17時まで断水");
    suzuki.assertUntroubled();
    sato.assertUntroubled();
  }

  @Test
  @Covers("X5")
  public void mistakesStandAtTheirFieldsAndDatesAreReadInBothCalendars() {
    Desk sato = publisher();
    sato.page.locator("#new-notice").click();
    sato.page.fill("#notice-from", "R8.12.1 9:00");
    sato.page.fill("#notice-to", "いつか");
    sato.page.locator(".notice-form .solid").click();
    assertThat(sato.page.locator("#notice-title-error")).containsText("入力してください");
    assertThat(sato.page.locator("#notice-to-error")).not().isEmpty();
    assertThat(sato.page.locator("#notice-title")).isFocused();
    sato.assertTrouble(Pattern.compile("status of 400.*notices"));
    sato.page.fill("#notice-title", "予告 " + word);
    sato.page.fill("#notice-text", "システムの保守があります。");
    sato.page.fill("#notice-from", "2098/12/1 9:00");
    sato.page.fill("#notice-to", "2098/12/1 12:00");
    sato.page.locator(".notice-form .solid").click();
    assertThat(sato.page.locator("#new-notice")).isFocused();
    sato.page.getByText("掲載予定", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(notice(sato)).containsText("システムの保守");
    sato.assertUntroubled();
  }

  @Test
  @Covers({"X5", "X15"})
  public void whatIsPlannedStandsInTheCalendarAndTodaysBesideTheNotices() {
    Today.inJapan(); // is to be the same day to the end
    Desk suzuki = browsers.desk(1366, 768).loggedIn("suzuki").openQueue("mine");
    Desk sato = browsers.desk(1366, 768).loggedIn("sato").open(CALENDAR);
    sato.page.locator("#new-change").click();
    assertThat(sato.page.locator("#change-title")).isFocused();
    sato.page.fill("#change-title", "保守 " + word);
    sato.page.fill("#change-service", "住民票オンライン申請");
    sato.page.fill("#change-from", "今日 0:00");
    sato.page.fill("#change-to", "今日 23:59");
    key(sato, "Enter");
    Locator row =
        sato.page.locator("md-planned-changes .case", new Page.LocatorOptions().setHasText(word));
    assertThat(row).containsText("住民票オンライン申請");
    assertThat(day(sato)).hasCount(1);

    Locator line = suzuki.page.locator(".bulletin-line");
    assertThat(line).isVisible();
    line.click();
    Locator today =
        suzuki.page.locator(".bulletin-changes li", new Page.LocatorOptions().setHasText(word));
    assertThat(today).containsText("住民票オンライン申請");
    row.getByText("中止にする").click();
    assertThat(row).containsText("中止を取り消す");
    assertThat(today).containsText("中止");
    assertThat(day(sato)).hasCount(0);
    suzuki.open(CALENDAR);
    assertThat(suzuki.page.locator("md-planned-changes")).containsText(word);
    assertThat(suzuki.page.locator("#new-change")).hasCount(0);
    // so that nobody's desk keeps it
    row.getByText("編集").click();
    sato.page.fill("#change-from", "2098/12/1 9:00");
    sato.page.fill("#change-to", "2098/12/1 12:00");
    key(sato, "Enter");
    assertThat(row).hasCount(0);
    suzuki.assertUntroubled();
    sato.assertUntroubled();
  }

  private Locator day(Desk desk) {
    return desk.page.locator(".day-change", new Page.LocatorOptions().setHasText(word));
  }

  private static void key(Desk desk, String key) {
    desk.page.keyboard().press(key);
  }
}
