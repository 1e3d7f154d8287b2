package org.madoguchi.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.Test;
import org.madoguchi.testing.covers.Covers;

/** People who have the same ticket open see each other, and nobody answers a citizen twice. */
public class PresenceIT extends ConsoleTest {
  private Desk at(String subject, String login) {
    Desk desk = browsers.desk(1366, 768);
    desk.page.addInitScript("localStorage.setItem('madoguchi.send', 'reply')");
    desk.loggedIn(login).openQueue("unassigned").openTicket(subject);
    return desk;
  }

  private static Locator beside(Desk desk) {
    return desk.page.locator(".ticket-head .beside");
  }

  private static void write(Desk desk, String key, String text) {
    desk.page.locator("#ticket-title").focus();
    desk.page.keyboard().press(key);
    assertThat(desk.page.locator("#text")).isFocused();
    desk.page.keyboard().type(text);
  }

  @Test
  @Covers("I3")
  public void twoAtOneTicketSeeEachOtherUntilOneLeaves() {
    final String subject = "自転車置き場の利用（表示中）";
    kimura.writes(subject, "駅前の置き場は使えますか。");
    Desk suzuki = at(subject, "suzuki");
    assertThat(suzuki.page.locator("md-presence")).hasCount(1);
    Desk takahashi = at(subject, "takahashi");
    assertThat(beside(suzuki)).hasText("高橋 健さんが表示中");
    assertThat(beside(takahashi)).hasText("鈴木 美咲さんが表示中");
    assertThat(suzuki.page.locator("md-presence [role=status]")).hasText("高橋 健さんが表示中");

    write(takahashi, "n", "置き場に確認します。");
    assertThat(beside(suzuki)).hasText("高橋 健さんがメモを入力中");
    assertThat(suzuki.page.locator("md-presence [role=status]")).hasText("高橋 健さんが表示中");
    Desk second = at(subject, "takahashi");
    assertThat(beside(second)).hasText("鈴木 美咲さんが表示中");
    takahashi.page.keyboard().type("折り返します。"); // whoever pauses for a minute types no more
    assertThat(beside(suzuki)).hasText("高橋 健さんがメモを入力中");
    suzuki.assertFaultless();
    assertThat(takahashi.page.locator("#text")).hasValue("置き場に確認します。折り返します。");

    takahashi.openQueue("mine");
    assertThat(beside(suzuki)).hasText("高橋 健さんが表示中");
    second.openQueue("mine");
    assertThat(beside(suzuki)).hasCount(0);
  }

  @Test
  @Covers("I3")
  public void whoeverRepliesBesideAnotherIsToldBeforeSending() {
    final String subject = "図書館の開館時間（回答を入力中）";
    kimura.writes(subject, "祝日は開いていますか。");
    Desk suzuki = at(subject, "suzuki");
    Desk takahashi = at(subject, "takahashi");
    write(takahashi, "r", "祝日は休館です。");
    assertThat(beside(suzuki)).hasText("高橋 健さんが回答を入力中");
    assertThat(suzuki.page.locator("md-presence [role=status]")).containsText("回答を入力中");

    write(suzuki, "r", "祝日は5時までです。");
    suzuki.page.keyboard().press("Control+Enter");
    Locator despite = suzuki.page.locator(".despite");
    assertThat(despite).isFocused();
    assertThat(suzuki.page.locator(".composer .unsaved")).containsText("高橋 健さんが回答を入力中");
    assertThat(suzuki.page.locator("article.entry.reply")).hasCount(0);
    suzuki.assertFaultless();
    suzuki.page.keyboard().press("Enter");
    assertThat(suzuki.entry("reply", "祝日は5時までです。")).isVisible();

    assertThat(takahashi.entry("reply", "祝日は5時までです。")).isVisible();
    takahashi.page.locator("#text").focus();
    takahashi.page.keyboard().press("Control+Enter");
    assertThat(takahashi.page.locator(".despite")).isFocused();
    assertThat(takahashi.page.locator(".composer .unsaved")).containsText("鈴木 美咲さんがすでに回答しました");
    assertThat(takahashi.page.locator("#text")).hasValue("祝日は休館です。");
    takahashi.page.keyboard().press("Enter");
    assertThat(takahashi.entry("reply", "祝日は休館です。")).isVisible();
  }
}
