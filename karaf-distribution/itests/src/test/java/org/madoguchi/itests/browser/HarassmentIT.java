package org.madoguchi.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.Test;
import org.madoguchi.testing.covers.Covers;

/** An operator who is harassed is not left alone with it. The citizen writes to nobody else. */
public class HarassmentIT extends ConsoleTest {
  private final String word = "h" + UUID.randomUUID().toString().substring(0, 8);
  private final Citizen furious = new Citizen(demo, "怒田 強", word + "@citizen.example");

  private static void press(Desk desk, String key) {
    desk.page.keyboard().press(key);
  }

  @Test
  @Covers("X7")
  public void itIsRecordedAndHandedOverWithoutAMouseAndTheNextOneIsWarned() {
    final String first = "責任者を出せ " + word;
    final String second = "まだ返事がない " + word;
    furious.writes(first, "お前では話にならない。");
    furious.writes(second, "いつまで待たせるのか。");
    Desk desk = browsers.desk(1366, 768).loggedIn("suzuki").openQueue("unassigned");
    desk.openTicket(first);
    Locator record = desk.page.locator(".record-harassment");
    assertThat(record).isVisible();
    assertThat(desk.page.locator("md-caution")).hasCount(0);
    record.focus();
    press(desk, "Enter");
    Locator dialog = desk.page.locator("md-harassment dialog");
    assertThat(dialog.locator("#harassment-kind")).isFocused();
    Locator save = dialog.locator("form .solid");
    assertThat(save).isEnabled();
    save.focus();
    press(desk, "Enter");
    assertThat(dialog.locator("#harassment-text-error")).not().isEmpty();
    assertThat(dialog.locator("#harassment-text")).isFocused();
    desk.assertFaultless();
    desk.assertTrouble(Pattern.compile("status of 400.*/api/harassment"));

    dialog.locator("#harassment-kind").selectOption("threat");
    dialog.locator("#harassment-text").focus();
    desk.page.keyboard().insertText("家に行くと言われた。警察に相談すると伝えた。");
    dialog.locator("#harassment-warned").focus();
    press(desk, "Space");
    dialog.locator("#harassment-to").selectOption("sato");
    save.focus();
    press(desk, "Enter");
    assertThat(dialog).hasCount(0);
    Locator caution = desk.page.locator("md-caution");
    assertThat(caution).containsText("家に行くと言われた");
    assertThat(caution).containsText("脅迫");
    assertThat(caution).containsText("警告した");
    assertThat(desk.page.locator("md-fields")).containsText("佐藤 恵子");
    assertThat(desk.page.locator("md-timeline")).containsText("カスハラの記録");
    desk.assertFaultless();
    desk.assertUntroubled();

    Desk lead = browsers.desk(1366, 768).loggedIn("sato").openQueue("mine");
    lead.openTicket(first);
    assertThat(lead.page.locator("md-caution")).containsText("家に行くと言われた");
    lead.openQueue("unassigned");
    lead.openTicket(second);
    assertThat(lead.page.locator("md-caution")).containsText("対応注意");
    assertThat(lead.page.locator("md-caution li")).containsText("鈴木 美咲");
    lead.page.locator("md-caution li a").click();
    lead.awaitTicket(first);

    lead.page.locator("md-caution button").focus();
    press(lead, "Enter");
    Locator correction = lead.page.locator("md-harassment dialog");
    assertThat(correction.locator("#harassment-text")).hasValue(Pattern.compile("家に行く.*"));
    correction.locator("#harassment-text").fill("「家に行きたい」と言われた。");
    assertThat(correction.locator("form .solid")).isEnabled();
    correction.locator("form .solid").click();
    assertThat(lead.page.locator("md-caution li")).hasCount(2);
    assertThat(lead.page.locator("md-caution del")).containsText("家に行くと言われた");
    lead.page.locator("nav.tabs button:text-is('変更履歴')").click();
    assertThat(lead.page.locator(".history")).containsText("カスハラの記録: 脅迫");
    lead.assertUntroubled();
  }
}
