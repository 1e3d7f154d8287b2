package org.madoguchi.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.Test;
import org.madoguchi.testing.covers.Covers;

/** The main job from login to logout for somebody who has no mouse. */
public class MainJobByKeyboardIT extends ConsoleTest {
  private static final String SUBJECT = "粗大ごみの収集日を変えたいです";
  private static final String REPLY = "収集日は前日の正午まで変えられます。ご希望の日をお知らせください。";
  private static final String ANSWER = "では二十七日の金曜日にお願いします。";
  private static final String LAST_WORD = "二十七日の金曜日に変えました。";
  private static final FilePayload FILE =
      new FilePayload("収集日の一覧.txt", "text/plain", "一覧".getBytes(StandardCharsets.UTF_8));
  private static final int FARTHEST = 60;

  @Test
  @Covers({"F1", "F3", "K1"})
  public void everythingIsReachedWithoutAMouse() throws Exception {
    Desk desk = browsers.desk(1366, 768);
    desk.page.addInitScript(
        "addEventListener('pointerdown', () => sessionStorage.setItem('mouse', 'used'), true)");
    // listens from the start: a listener that comes with the key press may come too late
    desk.page.onFileChooser(chooser -> chooser.setFiles(FILE));
    logIn(desk);
    command(desk, "未振り分けを開く");
    assertThat(desk.listed()).isVisible();
    newestFirst(desk);
    kimura.writes(SUBJECT, "来週の収集日を変えることはできますか。");
    assertThat(desk.row(SUBJECT)).isVisible();

    open(desk);
    key(desk, "r");
    assertThat(desk.page.locator("#text")).isFocused();
    desk.page.keyboard().type(REPLY);
    attach(desk);
    howToSend(desk, "回答する");
    send(desk);
    assertThat(desk.entry("reply", REPLY).locator(".delivery")).containsText("送信済み");
    assertThat(desk.status()).hasValue("answered");

    kimura.answers(browsers.citizensPage(), REPLY, ANSWER);
    assertThat(desk.entry("citizen", ANSWER)).isVisible();
    assertThat(desk.status()).hasValue("open");

    desk.page.keyboard().type(LAST_WORD);
    howToSend(desk, "回答して完了");
    send(desk);
    close(desk);
    assertThat(desk.entry("reply", LAST_WORD).locator(".delivery")).containsText("送信済み");
    assertThat(desk.status()).hasValue("closed");

    command(desk, "ログアウト");
    assertThat(desk.page.locator("#user")).isFocused();
    assertNull(desk.page.evaluate("() => sessionStorage.getItem('mouse')"));
  }

  private void logIn(Desk desk) {
    desk.open("/console/");
    assertThat(desk.page.locator("#user")).isFocused();
    desk.page.keyboard().type("suzuki");
    key(desk, "Tab");
    desk.page.keyboard().type(Desk.PASSWORD);
    key(desk, "Enter");
    assertThat(desk.listed()).isVisible();
  }

  /** Other tests leave more than a page of it. */
  private static void newestFirst(Desk desk) {
    tabTo(desk, desk.page.locator(".list-head .icon-button").first());
    key(desk, "Enter");
    tabTo(desk, desk.page.locator("#filters").getByLabel("並び順"));
    for (String order : List.of("due", "newest")) {
      key(desk, "ArrowDown");
      assertThat(desk.page).hasURL(Pattern.compile("order=" + order));
    }
  }

  private static void open(Desk desk) {
    Locator row = desk.row(SUBJECT);
    tabTo(desk, row);
    key(desk, "j");
    key(desk, "k");
    assertThat(row).isFocused();
    key(desk, "Enter");
    desk.awaitTicket(SUBJECT);
  }

  private static void attach(Desk desk) {
    Locator input = desk.page.locator(".composer input[type=file]");
    tabTo(desk, input);
    key(desk, "Enter");
    assertThat(desk.page.locator(".composer .attachments li")).containsText("収集日の一覧.txt");
    assertThat(desk.page.locator(".composer progress")).hasCount(0);
  }

  private static void howToSend(Desk desk, String how) {
    tabTo(desk, desk.page.locator(".split summary"));
    key(desk, "Enter");
    tabTo(desk, desk.page.locator(".split .menu-box button:has(b:text-is('" + how + "'))"));
    key(desk, "Enter");
    assertThat(desk.page.locator(".split > button")).hasText(how);
  }

  private static void send(Desk desk) {
    key(desk, "r");
    assertThat(desk.page.locator("#text")).isFocused();
    key(desk, "Control+Enter");
  }

  /** Category and result are asked where one writes. */
  private static void close(Desk desk) {
    Locator category = desk.page.locator(".composer .closing .pick");
    assertThat(category).isFocused();
    key(desk, "Enter");
    assertThat(desk.page.locator("md-picker input")).isFocused();
    desk.page.keyboard().type("粗大ごみ");
    assertThat(desk.page.locator("md-picker [role=option]").first()).containsText("粗大ごみ");
    key(desk, "Enter");
    assertThat(category).isFocused();
    key(desk, "Tab");
    key(desk, "Space");
    assertThat(desk.page.locator(".composer .closing input:checked")).hasCount(1);
    key(desk, "Control+Enter");
  }

  private static void command(Desk desk, String name) {
    key(desk, "Control+k");
    assertThat(desk.page.locator("md-picker input")).isFocused();
    desk.page.keyboard().type(name);
    assertThat(desk.page.locator("md-picker [aria-selected=true]")).containsText(name);
    key(desk, "Enter");
  }

  private static void tabTo(Desk desk, Locator target) {
    for (int i = 0; i < FARTHEST && !hasFocus(target); i++) {
      key(desk, "Tab");
    }
    assertTrue("reached by Tab: " + target, hasFocus(target));
  }

  private static boolean hasFocus(Locator element) {
    return (Boolean) element.evaluate("element => element === document.activeElement");
  }

  private static void key(Desk desk, String key) {
    desk.page.keyboard().press(key);
  }
}
