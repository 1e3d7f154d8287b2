package org.madoguchi.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.Test;
import org.madoguchi.testing.covers.Covers;

/** Lists kept under a name, in the menu with their numbers. */
public class SavedViewsIT extends ConsoleTest {
  private final String word = "v" + UUID.randomUUID().toString().substring(0, 8);

  private Desk opened(Desk desk) {
    desk.open("/console/tickets?queue=unassigned&q=" + word);
    assertThat(desk.page.locator("a.row")).hasCount(2);
    return desk;
  }

  private void tickets() {
    kimura.writes("ビュー " + word + " その1", "お願いします。");
    kimura.writes("ビュー " + word + " その2", "お願いします。");
  }

  private static Locator form(Desk desk) {
    return desk.page.locator("md-view-form dialog");
  }

  private static Locator inMenu(Desk desk, String name) {
    return desk.page.locator("md-views a").filter(new Locator.FilterOptions().setHasText(name));
  }

  private static void keep(Desk desk) {
    desk.page.locator(".keep-view").focus();
    desk.page.keyboard().press("Enter");
    assertThat(form(desk).locator("#view-name")).isFocused();
  }

  @Test
  public void listIsKeptRenamedAndDeletedWithoutAMouse() {
    tickets();
    Desk desk = opened(browsers.desk(1366, 768).loggedIn("suzuki"));
    keep(desk);
    desk.page.keyboard().type("自分の" + word);
    desk.page.keyboard().press("Enter");
    assertThat(form(desk)).hasCount(0);
    Locator link = inMenu(desk, "自分の" + word);
    assertThat(link).hasAttribute("aria-current", "page");
    assertThat(link.locator(".count")).hasText("2");
    assertThat(desk.page.locator("#list-title")).containsText("自分の" + word);

    desk.page.locator("#nav a[href*='queue=closed']").click();
    assertThat(desk.page.locator("#list-title")).containsText("完了");
    link.click();
    assertThat(desk.page.locator("a.row")).hasCount(2);
    desk.page.reload();
    assertThat(desk.page.locator("#list-title")).containsText("自分の" + word);
    assertThat(desk.page.locator("a.row")).hasCount(2);

    keep(desk);
    desk.page.keyboard().type("変えた" + word);
    desk.page.keyboard().press("Enter");
    assertThat(form(desk)).hasCount(0);
    assertThat(inMenu(desk, "変えた" + word)).hasCount(1);
    assertThat(inMenu(desk, "自分の" + word)).hasCount(0);

    keep(desk);
    form(desk).locator(".remove").press("Enter");
    Locator undo = desk.page.locator("md-views .undo");
    assertThat(undo).isFocused();
    assertThat(inMenu(desk, "変えた" + word)).hasCount(0);
    desk.page.keyboard().press("Enter");
    assertThat(undo).hasCount(0);
    assertThat(inMenu(desk, "変えた" + word)).hasAttribute("aria-current", "page");
    keep(desk);
    form(desk).locator(".remove").press("Enter");
    assertThat(undo).isFocused();
    assertThat(inMenu(desk, "変えた" + word)).hasCount(0);
    desk.assertUntroubled();
  }

  @Test
  public void conditionsAndOrderOfAViewAreChanged() {
    tickets();
    Desk desk = opened(browsers.desk(1366, 768).loggedIn("suzuki"));
    keep(desk);
    desk.page.keyboard().type("条件" + word);
    desk.page.keyboard().press("Enter");
    assertThat(form(desk)).hasCount(0);
    assertThat(inMenu(desk, "条件" + word).locator(".count")).hasText("2");
    desk.page.locator(".list-head .icon-button").first().click();
    desk.page.locator("#filters").getByLabel("種別").selectOption("complaint");
    assertThat(desk.page.locator("a.row")).hasCount(0);
    desk.page.locator("#filters").getByLabel("並び順").selectOption("newest");
    assertThat(desk.page).hasURL(Pattern.compile("order=newest"));
    keep(desk);
    assertThat(form(desk).locator("#view-narrow")).isChecked();
    desk.page.keyboard().press("Enter");
    assertThat(form(desk)).hasCount(0);
    assertThat(inMenu(desk, "条件" + word))
        .hasAttribute("href", Pattern.compile("kind=complaint.*order=newest"));
    assertThat(inMenu(desk, "条件" + word).locator(".count")).hasText("0");
    keep(desk);
    form(desk).locator(".remove").press("Enter");
    assertThat(inMenu(desk, "条件" + word)).hasCount(0);
    desk.assertUntroubled();
  }

  @Test
  @Covers("I5")
  public void sharedViewTurnsUpWithTheOthersAndStaysTheSharers() {
    tickets();
    Desk sato = opened(browsers.desk(1366, 768).loggedIn("sato"));
    Desk suzuki = opened(browsers.desk(1366, 768).loggedIn("suzuki"));
    keep(sato);
    sato.page.keyboard().type("みんなの" + word);
    form(sato).locator("input[value=municipality]").check();
    form(sato).locator(".solid").press("Enter");
    assertThat(form(sato)).hasCount(0);
    assertThat(inMenu(sato, "みんなの" + word)).hasCount(1);

    Locator link = inMenu(suzuki, "みんなの" + word);
    assertThat(link.locator(".count")).hasText("2");
    link.click();
    assertThat(suzuki.page.locator("#list-title")).containsText("みんなの" + word);
    keep(suzuki);
    assertThat(form(suzuki)).containsText("共有しているビューです");
    assertThat(form(suzuki).locator(".remove")).hasCount(0);
    suzuki.page.keyboard().press("Escape");
    assertThat(form(suzuki)).hasCount(0);

    keep(sato);
    form(sato).locator(".remove").press("Enter");
    assertThat(link).hasCount(0);
    assertThat(inMenu(sato, "みんなの" + word)).hasCount(0);
    sato.assertUntroubled();
    suzuki.assertUntroubled();
  }
}
