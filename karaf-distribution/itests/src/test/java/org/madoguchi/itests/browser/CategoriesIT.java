package org.madoguchi.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.LocalDate;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.Test;
import org.madoguchi.testing.covers.Covers;

/** Categories with their days: managed by keyboard, found by the names of all levels, retired. */
public class CategoriesIT extends ConsoleTest {
  private final String mark = UUID.randomUUID().toString().substring(0, 8);
  private final String code = "shiken." + mark;
  private final String name = "試験の分類" + mark;
  private final LocalDate today = Today.inJapan();

  private Desk administrator() {
    Desk desk = browsers.desk(1366, 768).loggedIn("admin-mihon").open("/console/admin/categories");
    assertThat(row(desk, "hikkoshi.todoke.tennyuu")).isVisible();
    return desk;
  }

  private static Locator row(Desk desk, String text) {
    return desk.page
        .locator("md-categories tbody tr")
        .filter(
            new Locator.FilterOptions().setHas(desk.page.locator("td:text-is('" + text + "')")));
  }

  private static void press(Desk desk, Locator button) {
    assertThat(button).isEnabled();
    button.focus();
    desk.page.keyboard().press("Enter");
  }

  /** Below 引っ越し, 住所の届出. */
  private void add(Desk admin, String from, String to) {
    press(admin, admin.page.locator("#add-category"));
    assertThat(admin.page.locator("#category-code")).isFocused();
    admin.page.keyboard().type(code);
    admin.page.keyboard().press("Tab");
    admin.page.keyboard().type(name);
    admin.page.selectOption("#category-parent", "hikkoshi.todoke");
    admin.page.selectOption("#category-section", "shimin-madoguchi");
    admin.page.fill("#category-validFrom", from);
    admin.page.fill("#category-validTo", to);
    admin.page.keyboard().press("Enter");
  }

  private void limit(Desk admin, String from, String to) {
    press(admin, row(admin, code).locator("[data-code]"));
    assertThat(admin.page.locator("#category-name")).isFocused();
    admin.page.fill("#category-validFrom", from);
    admin.page.fill("#category-validTo", to);
    admin.page.keyboard().press("Enter");
    assertThat(admin.page.locator("md-category-form")).hasCount(0);
    assertThat(row(admin, code).locator("[data-code]")).isFocused();
  }

  @Test
  public void categoryIsAddedChangedAndRetiredByKeyboardAndTheHistoryTells() {
    Desk admin = administrator();
    LocalDate next = today.plusYears(1);
    add(admin, next.toString(), today.toString());
    assertThat(admin.page.locator("#category-validTo")).isFocused();
    assertThat(admin.page.locator("#category-validTo-error")).containsText("適用開始日以降");
    admin.assertTrouble(Pattern.compile("status of 400.*/api/categories"));
    admin.page.fill("#category-validTo", "");
    admin.page.keyboard().press("Enter");
    Locator row = row(admin, code);
    assertThat(row.locator("[data-code]")).isFocused();
    String first = next.getYear() + "年" + next.getMonthValue() + "月" + next.getDayOfMonth() + "日から";
    assertThat(row).containsText(first);
    assertThat(row).containsText("適用前");
    assertThat(row).containsText("市民窓口課");

    admin.page.selectOption("#category-state", "future");
    assertThat(row).isVisible();
    assertThat(row(admin, "hikkoshi")).isVisible();
    assertThat(row(admin, "hikkoshi.todoke.tennyuu")).hasCount(0);
    admin.page.selectOption("#category-state", "");
    admin.page.fill("#category-find", mark);
    assertThat(admin.page.locator("md-categories tbody tr")).hasCount(3);

    limit(admin, "", "");
    assertThat(row).containsText("適用中");
    press(admin, row.locator("button").last());
    assertThat(admin.page.locator("#category-validTo")).isFocused();
    assertThat(admin.page.locator("#category-validTo")).hasValue(today.toString());
    admin.page.fill("#category-validTo", today.minusDays(1).toString());
    admin.page.keyboard().press("Enter");
    assertThat(row).containsText("廃止");
    assertThat(row.locator("button")).hasCount(1);

    press(admin, admin.page.locator("md-categories details.happened summary"));
    Locator told =
        admin.page.locator(
            "md-categories details.happened li", new Page.LocatorOptions().setHasText(name));
    assertThat(told).hasCount(3);
    assertThat(told.first()).containsText("適用終了日");
    assertThat(told.last()).containsText("追加");
    admin.assertUntroubled();
  }

  @Test
  public void whoWasFasterIsNotOverwritten() {
    Desk admin = administrator();
    add(admin, "", "");
    assertThat(row(admin, code)).isVisible();
    Desk other = administrator();
    press(admin, row(admin, code).locator("[data-code]"));
    assertThat(admin.page.locator("#category-name")).isFocused();
    limit(other, "", today.minusDays(1).toString());
    admin.page.fill("#category-name", name + "改");
    admin.page.keyboard().press("Enter");
    assertThat(admin.page.locator("md-category-form [role=alert]")).containsText("ほかの人が先に");
    admin.assertTrouble(Pattern.compile("status of 412.*/api/categories"));
    assertThat(admin.page.locator("#category-validTo")).hasValue(today.minusDays(1).toString());
    assertThat(admin.page.locator("#category-name")).hasValue(name + "改");
    press(admin, admin.page.locator("md-category-form .solid"));
    assertThat(row(admin, code)).containsText(name + "改");
    assertThat(row(admin, code)).containsText("廃止");
    admin.assertUntroubled();
    other.assertUntroubled();
  }

  private void choose(Desk desk, Locator button, String words) {
    button.press("Enter");
    Locator field = desk.page.locator("md-picker input");
    assertThat(field).isFocused();
    desk.page.keyboard().type(words);
  }

  @Test
  @Covers("S1")
  public void operatorFindsACategoryByTheNamesAboveItAndARetiredOneStaysOnItsTicket() {
    final String subject = "転入の予約 " + mark;
    Desk admin = administrator();
    add(admin, today.toString(), "");
    assertThat(row(admin, code)).containsText("適用中");

    Desk suzuki = browsers.desk(1366, 768).loggedIn("suzuki").open("/console/tickets/new");
    suzuki.page.selectOption("#municipality", "mihon");
    Locator category = suzuki.page.locator("#new-category-value");
    Locator option = suzuki.page.locator("md-picker [role=option]");
    choose(suzuki, category, "引っ越し " + mark);
    assertThat(option).hasCount(1);
    assertThat(option.locator(".path")).hasText("引っ越し ＞ 住所の届出 ＞");
    suzuki.page.keyboard().press("Enter");
    assertThat(category).isFocused();
    assertThat(category).hasText("引っ越し ＞ 住所の届出 ＞ " + name);
    suzuki.page.fill("#subject", subject);
    suzuki.page.fill("#matter", "予約したい。");
    suzuki.page.locator(".form-foot .solid").click();
    suzuki.awaitTicket(subject);
    assertThat(suzuki.page.locator("#value-category")).hasText(name);

    limit(admin, "", today.minusDays(1).toString());
    suzuki.page.reload();
    assertThat(suzuki.page.locator("#value-category")).hasText(name + "（廃止）");
    suzuki.page.selectOption("#field-priority", "high");
    assertThat(suzuki.page.locator("#announcements")).containsText("変更しました");
    assertThat(suzuki.page.locator("#value-category")).hasText(name + "（廃止）");

    suzuki.open("/console/tickets/new");
    suzuki.page.selectOption("#municipality", "mihon");
    choose(suzuki, category, mark);
    assertThat(suzuki.page.locator("md-picker .picker-foot")).containsText("見つかりません");
    assertThat(option).hasCount(0);
    suzuki.page.keyboard().press("Escape");
    admin.assertUntroubled();
    suzuki.assertUntroubled();
  }
}
