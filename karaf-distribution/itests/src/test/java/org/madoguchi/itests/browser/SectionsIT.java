package org.madoguchi.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.Test;
import org.madoguchi.testing.covers.Covers;

/** One section is in charge of a ticket, others contribute to it. */
public class SectionsIT extends ConsoleTest {
  private static void pick(Desk desk, Locator button, String name) {
    button.focus();
    desk.page.keyboard().press("Enter");
    assertThat(desk.page.locator("md-picker input")).isFocused();
    desk.page.keyboard().type(name);
    assertThat(desk.page.locator("md-picker [aria-selected=true]")).containsText(name);
    desk.page.keyboard().press("Enter");
  }

  @Test
  @Covers("I3")
  public void sectionsAreAskedAnswerAndTakeOverWithoutAMouse() {
    final String subject = "転入と保険の手続き（関係課）";
    kimura.writes(subject, "両方いちどに済ませられますか。");
    Desk desk = browsers.desk(1366, 768).loggedIn("suzuki").openQueue("unassigned");
    desk.openTicket(subject);
    pick(desk, desk.page.locator("#value-section"), "保険年金課");
    assertThat(desk.page.locator("#value-section")).hasText("保険年金課");
    Locator sections = desk.page.locator("md-sections");
    pick(desk, sections.locator(".add-section"), "市民窓口課");
    Locator parts = sections.locator(".part");
    assertThat(parts).hasCount(1);
    assertThat(parts.first().locator("b")).hasText("市民窓口課");
    assertThat(sections.locator(".lead")).containsText("保険年金課");
    assertThat(parts.first().locator("select")).hasValue("open");
    desk.assertFaultless();
    desk.markPage();

    Desk tanaka = browsers.desk(1366, 768).loggedIn("tanaka").openQueue("all-open");
    assertThat(tanaka.row(subject)).containsText("保険年金課・市民窓口課");
    tanaka.openTicket(subject);
    assertThat(tanaka.page.locator("#field-status")).hasCount(0);
    assertThat(tanaka.page.locator("md-sections .add-section")).hasCount(0);
    Locator own = tanaka.page.locator("md-sections .part select");
    own.selectOption("answered");
    assertThat(tanaka.page.locator("#announcements")).containsText("市民窓口課を「回答済み」にしました");
    assertThat(tanaka.page.locator("md-sections .part")).containsText("田中 大輔");

    // without a reload
    assertThat(parts.first().locator("select")).hasValue("answered");
    assertThat(parts.first()).containsText("田中 大輔");
    desk.assertNotReloaded();
    parts.first().locator(".make-lead").focus();
    desk.page.keyboard().press("Enter");
    assertThat(desk.page.locator("#value-section")).hasText("市民窓口課");
    assertThat(parts.first().locator("b")).hasText("保険年金課");
    assertThat(parts.first().locator("select")).hasValue("open");
    assertThat(tanaka.page.locator("#field-status")).isVisible();
    parts.first().locator(".icon-button").focus();
    desk.page.keyboard().press("Enter");
    assertThat(parts).hasCount(0);

    desk.page.locator("nav.tabs button:text-is('変更履歴')").click();
    Locator history = desk.page.locator(".history");
    assertThat(history).containsText("関係課の回答・作業");
    assertThat(history.locator("li", new Locator.LocatorOptions().setHasText("関係課: ")).first())
        .containsText(Pattern.compile("市民窓口課"));
    tanaka.assertUntroubled();
    desk.assertUntroubled();
  }
}
