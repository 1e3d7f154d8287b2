package org.madoguchi.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.Assert.assertEquals;

import com.microsoft.playwright.Locator;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.Test;
import org.madoguchi.testing.covers.Covers;

/** Two matters in one ticket become two, and one again. The citizen writes to nobody else. */
public class SplitIT extends ConsoleTest {
  private final String word = "s" + UUID.randomUUID().toString().substring(0, 8);
  private final Citizen two = new Citizen(demo, "分田 二子", word + "@citizen.example");
  private final String subject = "住民票の写し " + word;
  private final String other = "保育園の申込 " + word;

  private static void press(Desk desk, String key) {
    desk.page.keyboard().press(key);
  }

  /** A ticket in which the citizen asks for two things. */
  private Desk bothInOne(int width) {
    two.writes(subject, "住民票の写しは郵送で取れますか。");
    Desk desk = browsers.desk(width, 768).loggedIn("suzuki").openQueue("unassigned");
    assertThat(desk.row(subject)).isVisible();
    String number = desk.row(subject).locator(".no").textContent();
    desk.openTicket(subject);
    two.writes("もう一つ [" + number + "]", "保育園の申込書も郵送してください。");
    assertThat(desk.entry("citizen", "保育園の申込書")).isVisible();
    return desk;
  }

  @Test
  @Covers("F1")
  public void twoMattersAreSplitAndPutTogetherAgainWithoutAMouse() {
    Desk desk = bothInOne(1366);
    Locator card = desk.page.locator(".side-pane .splits");
    Locator begin = card.locator(".card-link");
    begin.focus();
    press(desk, "Enter");
    Locator dialog = desk.page.locator("md-split-form dialog");
    Locator boxes = dialog.locator(".split-entry input:not([disabled])");
    assertThat(boxes.first()).isFocused();
    assertThat(dialog.locator("#split-subject")).hasValue(subject);
    desk.assertFaultless();
    Locator save = dialog.locator("form .solid");
    save.focus();
    press(desk, "Enter");
    assertThat(dialog.locator("#split-wrong")).containsText("移すやり取りを選んでください");
    assertThat(boxes.first()).isFocused();
    press(desk, "Escape");
    assertThat(dialog).hasCount(0);
    assertThat(begin).isFocused();

    press(desk, "Enter");
    assertThat(boxes.first()).isFocused();
    Locator matter =
        dialog
            .locator(".split-entry", new Locator.LocatorOptions().setHasText("保育園の申込書"))
            .locator("input");
    matter.focus();
    press(desk, "Space");
    dialog.locator("#split-subject").fill(" ");
    save.focus();
    press(desk, "Enter");
    assertThat(dialog.locator("#split-subject-error")).not().isEmpty();
    assertThat(dialog.locator("#split-subject")).isFocused();
    desk.assertTrouble(Pattern.compile("status of 400.*/api/splits"));
    dialog.locator("#split-subject").fill(other);
    dialog.locator("#split-kind").selectOption("application");
    save.focus();
    press(desk, "Enter");
    assertThat(dialog).hasCount(0);

    assertThat(desk.entry("citizen", "保育園の申込書")).hasCount(0);
    Locator mark = desk.page.locator("md-timeline .split-mark");
    assertThat(mark).containsText("鈴木 美咲さんが、やり取り1件を次の案件に分割しました");
    assertThat(mark.locator("a")).containsText(other);
    assertThat(card.locator(".relation")).hasText("分割先");
    desk.assertFaultless();

    card.locator(".brief a").focus();
    press(desk, "Enter");
    desk.awaitTicket(other);
    assertThat(desk.entry("citizen", "保育園の申込書")).isVisible();
    assertThat(card.locator(".relation")).hasText("分割元");
    assertThat(desk.page.locator("#field-kind")).hasValue("application");
    card.locator(".brief a").focus();
    press(desk, "Enter");
    desk.awaitTicket(subject);

    card.locator(".tied > button").focus();
    press(desk, "Enter");
    assertThat(desk.entry("citizen", "保育園の申込書")).isVisible();
    assertThat(card.locator(".brief")).hasCount(0);
    assertThat(mark).hasCount(0);
    assertThat(desk.page.locator(".side-pane .merge .brief[aria-label='統合した案件']"))
        .containsText(other);
    desk.page.locator("nav.tabs button:text-is('変更履歴')").click();
    assertThat(desk.page.locator(".history")).containsText("分割の取り消し");
    desk.assertUntroubled();
  }

  @Test
  public void theDialogFitsAPhone() {
    Desk desk = bothInOne(390);
    desk.page.locator("nav.tabs button").nth(1).click();
    desk.page.locator(".around .splits .card-link").click();
    Locator dialog = desk.page.locator("md-split-form dialog");
    assertThat(dialog.locator(".split-entry input").first()).isFocused();
    desk.assertFaultless();
    assertEquals(390, desk.page.evaluate("() => document.documentElement.scrollWidth"));
    desk.assertUntroubled();
  }
}
