package org.madoguchi.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.Charset;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.Test;

/** Text modules: written on their screen, inserted where one writes, by keyboard. */
public class TextModulesIT extends ConsoleTest {
  private static final int FARTHEST = 60;

  private final String word = "m" + UUID.randomUUID().toString().substring(0, 8);

  private Desk onTheScreen() {
    Desk desk = browsers.desk(1366, 768).loggedIn("sato").open("/console/admin/templates");
    assertThat(desk.page.locator("#new-template")).isVisible();
    return desk;
  }

  private void write(Desk desk, String title, String text) {
    desk.page.locator("#new-template").focus();
    key(desk, "Enter");
    assertThat(desk.page.locator("#module-title")).isFocused();
    desk.page.keyboard().insertText(title);
    key(desk, "Tab");
    desk.page.keyboard().insertText(word);
    key(desk, "Tab");
    desk.page.keyboard().insertText(text);
    key(desk, "Control+Enter");
    assertThat(desk.page.locator("#new-template")).isFocused();
  }

  @Test
  public void moduleIsCalledByItsShortcutFilledAndNeverSentWithAHole() {
    write(
        onTheScreen(),
        "収集日の変更 " + word,
        "{{氏名}}様\n案件{{ticket.number}}、{{自治体名}}の{{operator.name}}です。{{合言葉}}まで。");
    String subject = "定型文で答える " + word;
    kimura.writes(subject, "収集日を変えられますか。");
    Desk desk = browsers.desk(1366, 768);
    desk.page.addInitScript("localStorage.setItem('madoguchi.send', 'reply')");
    desk.loggedIn("suzuki").openQueue("unassigned");
    assertThat(desk.row(subject)).isVisible();
    desk.openTicket(subject);
    key(desk, "r");
    Locator area = desk.page.locator("#text");
    assertThat(area).isFocused();
    desk.page.keyboard().type("前::");
    Locator field = desk.page.locator("md-picker input");
    assertThat(field).isFocused();
    key(desk, "Escape");
    assertThat(area).isFocused();
    assertThat(area).hasValue("前::");
    key(desk, "Backspace");
    // without waiting for the list: Enter means what was typed
    desk.page.keyboard().type(":" + word);
    key(desk, "Enter");
    assertThat(area).isFocused();
    assertThat(area)
        .hasValue(Pattern.compile("^前木村 結衣様\n案件2[0-9]{3}-[0-9]{6}、みほん市の鈴木 美咲です。\\{\\{合言葉}}まで。$"));
    // the notice itself goes away by itself
    assertThat(desk.page.locator("#announcements")).containsText("{{合言葉}}");

    key(desk, "Control+Enter");
    assertThat(desk.page.locator(".composer .unsaved")).containsText("{{合言葉}}");
    assertThat(desk.entry("reply", "木村 結衣様")).hasCount(0);
    // it is selected: what is typed stands in its place
    desk.page.keyboard().insertText("二十七日");
    assertThat(desk.page.locator(".composer .unsaved")).hasCount(0);
    key(desk, "Control+Enter");
    assertThat(desk.entry("reply", "二十七日まで。")).isVisible();
    desk.assertUntroubled();
  }

  @Test
  public void whileAnInputMethodComposesNothingIsCalled() {
    String subject = "変換中の定型文 " + word;
    kimura.writes(subject, "変換を試します。");
    Desk desk = browsers.desk(1366, 768).loggedIn("suzuki").openQueue("unassigned");
    assertThat(desk.row(subject)).isVisible();
    desk.openTicket(subject);
    key(desk, "n");
    Locator area = desk.page.locator("#text");
    assertThat(area).isFocused();
    String compose =
        "(area, [type, text]) => { area.value = text; area.setSelectionRange(text.length, text.length);"
            + " area.dispatchEvent(type === 'input' ? new InputEvent('input', { bubbles: true, isComposing: true })"
            + " : new CompositionEvent(type, { bubbles: true, data: text })); }";
    area.evaluate(compose, List.of("input", "：："));
    assertEquals(0, desk.page.locator("md-picker").count());
    area.evaluate(compose, List.of("compositionend", "：："));
    assertThat(desk.page.locator("md-picker input")).isFocused();
    key(desk, "Escape");
    assertThat(area).isFocused();
    desk.page.fill("#text", "");
    desk.assertUntroubled();
  }

  @Test
  public void moduleIsFoundWithdrawnAndBroughtBackByKeyboard() {
    Desk desk = onTheScreen();
    write(desk, "お礼 " + word, "ありがとうございました。");
    desk.page.locator("#module-q").focus();
    desk.page.keyboard().type(word);
    Locator rows = desk.page.locator("md-templates tbody tr");
    assertThat(rows).hasCount(1);
    Locator withdraw = rows.getByText("使用停止", new Locator.GetByTextOptions().setExact(true));
    tabTo(desk, withdraw);
    key(desk, "Enter");
    Locator undo = desk.page.locator(".undo button");
    assertThat(undo).isFocused();
    assertThat(rows).hasCount(0);
    key(desk, "Enter");
    assertThat(rows).hasCount(1);
    assertThat(undo).hasCount(0);
    desk.assertUntroubled();
  }

  @Test
  public void previewShowsWhatBecomesOfTheTextAndMistakesStandAtTheirFields() {
    Desk desk = onTheScreen();
    desk.page.locator("#new-template").click();
    desk.page.fill("#module-text", "{{氏名}}様、{{nobody.knows}}");
    assertThat(desk.page.locator(".filled")).hasText("見本 花子様、{{nobody.knows}}");
    assertThat(desk.page.locator(".module-preview .over")).containsText("{{nobody.knows}}");
    desk.page
        .locator(".module-fields button", new Page.LocatorOptions().setHasText("案件番号"))
        .click();
    assertThat(desk.page.locator("#module-text")).hasValue(Pattern.compile("\\{\\{案件番号}}"));
    desk.page.locator(".module-form .solid").click();
    assertThat(desk.page.locator("#module-title-error")).containsText("入力してください");
    assertThat(desk.page.locator("#module-title")).isFocused();
    desk.assertTrouble(Pattern.compile("status of 400.*templates"));
  }

  @Test
  public void fileIsTriedFirstAndEveryBadLineIsShown() {
    Desk desk = onTheScreen();
    String head = "section,shortcut,title,text,language,order,active\r\n";
    desk.page.setInputFiles("#module-file", file(head + ",,題,文,,,\r\nnowhere,a,題,文,,,\r\n"));
    Locator imports = desk.page.locator("md-file-import");
    assertThat(imports.locator("tbody tr")).hasCount(2);
    assertThat(imports.locator("tbody th").first()).hasText("2");
    assertThat(imports.locator(".solid")).hasCount(0);
    desk.page.setInputFiles("#module-file", file(head + "," + word + ",取込①,髙島様,,,\r\n"));
    assertThat(imports).containsText("追加 1");
    imports.locator(".solid").click();
    assertThat(imports.locator("h2")).isFocused();
    desk.page.fill("#module-q", word);
    Locator rows = desk.page.locator("md-templates tbody tr");
    assertThat(rows).hasCount(1);
    assertThat(rows).containsText("取込①");
    desk.assertUntroubled();
  }

  private static FilePayload file(String csv) {
    return new FilePayload("定型文.csv", "text/csv", csv.getBytes(Charset.forName("windows-31j")));
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
