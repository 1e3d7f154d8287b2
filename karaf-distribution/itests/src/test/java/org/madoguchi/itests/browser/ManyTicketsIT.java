package org.madoguchi.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.Assert.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.KeyboardModifier;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.Test;
import org.madoguchi.itests.container.Api;
import org.madoguchi.testing.covers.Covers;

/** Many tickets chosen in the list and changed at once, without a mouse and with one. */
public class ManyTicketsIT extends ConsoleTest {
  private final String word = "b" + UUID.randomUUID().toString().substring(0, 8);

  private Desk withTickets(int count) {
    for (int i = 1; i <= count; i++) {
      kimura.writes("まとめて " + word + " その" + i, "お願いします。");
    }
    Desk desk = browsers.desk(1366, 768).loggedIn("suzuki");
    // not by their last change: an acknowledgement would move a row that is being chosen
    desk.open("/console/tickets?order=newest&q=" + word);
    assertThat(desk.page.locator("a.row")).hasCount(count);
    return desk;
  }

  private static Locator dialog(Desk desk) {
    return desk.page.locator("md-bulk dialog");
  }

  @Test
  public void rowsAreChosenChangedAndPutBackByKeyboard() {
    Desk desk = withTickets(3);
    desk.page.locator("a.row").first().focus();
    key(desk, "x");
    assertThat(desk.page.locator(".chosen-bar")).containsText("1件を選択中");
    key(desk, "Shift+ArrowDown");
    assertThat(desk.page.locator(".chosen-bar")).containsText("2件を選択中");
    key(desk, "b");
    Locator priority = dialog(desk).getByLabel("優先度");
    assertThat(priority).isVisible();
    priority.selectOption("urgent");
    Locator tags = dialog(desk).getByLabel("付けるタグ（、で区切る）");
    tags.fill(word + "、至急");
    key(desk, "Enter");
    assertThat(dialog(desk)).containsText("変更 2件");
    Locator undo = dialog(desk).getByText("元に戻す");
    assertThat(undo).isVisible();
    undo.press("Enter");
    assertThat(dialog(desk)).containsText("一括変更の取り消し");
    assertThat(dialog(desk)).containsText("終わりました");
    assertThat(dialog(desk)).containsText("変更 2件");
    key(desk, "Escape");
    assertThat(dialog(desk)).hasCount(0);
    assertThat(desk.page.locator(".chosen-bar")).hasCount(0);
    assertThat(desk.page.locator("a.row .urgent")).hasCount(0);
    desk.assertUntroubled();
  }

  @Test
  public void whatWasChangedMeanwhileIsToldAndTheRestIsDone() {
    Desk desk = withTickets(3);
    Locator boxes = desk.page.locator(".row-pick input");
    boxes.nth(0).click();
    boxes.nth(2).click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.SHIFT)));
    assertThat(desk.page.locator(".chosen-bar")).containsText("3件を選択中");
    desk.page.locator(".chosen-bar .solid").click();
    dialog(desk).getByLabel("状態").selectOption("closed");
    dialog(desk).getByLabel("結果").selectOption("handed-over");
    dialog(desk).getByText("変更する", new Locator.GetByTextOptions().setExact(true)).click();
    assertThat(dialog(desk)).containsText("変更 3件");
    dialog(desk).getByText("閉じる").last().click();
    assertThat(desk.page.locator("a.row .status-closed")).hasCount(3);
    // chosen as closed; a second change of the same kind finds nothing to do
    boxes.nth(1).click();
    desk.page.locator(".chosen-bar .solid").click();
    dialog(desk).getByLabel("状態").selectOption("waiting-citizen");
    dialog(desk).getByText("変更する", new Locator.GetByTextOptions().setExact(true)).click();
    assertThat(dialog(desk)).containsText("変更できず 1件");
    assertThat(dialog(desk).locator("tbody tr")).hasText(Pattern.compile("今の状態からは、その状態に変更できません"));
    desk.assertUntroubled();
  }

  @Test
  @Covers({"I3", "X15"})
  public void sectionsAreAskedAndAProblemIsTiedForManyByKeyboard() throws Exception {
    Api api = new Api(demo.url("")).login("suzuki", Desk.PASSWORD);
    Map<String, String> problem = Map.of("requestId", word, "title", "断水 " + word);
    assertEquals(201, api.send("POST", "/api/problems/mihon", problem).statusCode());
    Desk desk = withTickets(2);
    desk.page.locator("a.row").first().focus();
    key(desk, "x");
    key(desk, "Shift+ArrowDown");
    assertThat(desk.page.locator(".chosen-bar")).containsText("2件を選択中");
    key(desk, "b");
    assertThat(dialog(desk)).isVisible();
    pick(desk, "addContributors", "市民窓口課");
    pick(desk, "addContributors", "保険年金課");
    assertThat(chosen(desk, "addContributors")).hasText("市民窓口課、保険年金課");
    pick(desk, "problem", word);
    desk.assertFaultless();
    dialog(desk).locator(".buttons .solid").press("Enter");
    assertThat(dialog(desk)).containsText("変更 2件");
    key(desk, "Escape");
    assertThat(dialog(desk)).hasCount(0);
    assertThat(desk.page.locator("a.row:has-text('・市民窓口課・保険年金課')")).hasCount(2);
    desk.page.locator("a.row").first().press("Enter");
    assertThat(desk.page.locator(".problem-line")).containsText("断水 " + word);
    assertThat(desk.page.locator("md-sections .part")).hasCount(2);
    desk.assertUntroubled();
  }

  @Test
  public void aMacroFillsInWhatBecomesOfMany() throws Exception {
    Api sato = new Api(demo.url("")).login("sato", Desk.PASSWORD);
    Map<String, Object> steps =
        Map.of("status", "open", "owner", "@me", "addTags", List.of(word), "note", "確認中");
    Map<String, Object> macro =
        Map.of("municipality", "mihon", "shortcut", word, "title", "担当 " + word, "macro", steps);
    assertEquals(201, sato.send("POST", "/api/templates", macro).statusCode());
    Desk desk = withTickets(2);
    desk.page.locator("a.row").first().focus();
    key(desk, "x");
    key(desk, "Shift+ArrowDown");
    assertThat(desk.page.locator(".chosen-bar")).containsText("2件を選択中");
    key(desk, "b");
    dialog(desk).locator(".bulk-macro").press("Enter");
    assertThat(desk.page.locator("md-picker input")).isFocused();
    desk.page.keyboard().insertText(word);
    assertThat(desk.page.locator("md-picker [role=option]")).hasCount(1);
    key(desk, "Enter");
    assertThat(chosen(desk, "owner")).containsText("鈴木 美咲");
    assertThat(dialog(desk).getByLabel("状態")).hasValue("open");
    assertThat(dialog(desk).getByLabel("付けるタグ（、で区切る）")).hasValue(word);
    assertThat(dialog(desk)).containsText("一括変更では行いません: 内部メモの追加");
    desk.assertFaultless();
    dialog(desk).locator(".buttons .solid").press("Enter");
    assertThat(dialog(desk)).containsText("変更 2件");
    key(desk, "Escape");
    assertThat(desk.page.locator("a.row .status-open")).hasCount(2);
    desk.assertUntroubled();
  }

  private static Locator chosen(Desk desk, String field) {
    return dialog(desk).locator("#bulk-" + field + "-chosen");
  }

  private static void pick(Desk desk, String field, String name) {
    chosen(desk, field).press("Enter");
    Locator typed = desk.page.locator("md-picker input");
    assertThat(typed).isFocused();
    desk.page.keyboard().insertText(name);
    assertThat(desk.page.locator("md-picker [aria-selected=true]")).containsText(name);
    key(desk, "Enter");
    assertThat(typed).hasCount(0);
    assertThat(chosen(desk, field)).containsText(name);
  }

  private static void key(Desk desk, String key) {
    Page page = desk.page;
    page.keyboard().press(key);
  }
}
