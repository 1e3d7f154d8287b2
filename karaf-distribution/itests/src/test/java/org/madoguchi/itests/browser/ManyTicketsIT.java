package org.madoguchi.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.KeyboardModifier;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.Test;

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

  private static void key(Desk desk, String key) {
    Page page = desk.page;
    page.keyboard().press(key);
  }
}
