package org.madoguchi.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.Assert.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.Charset;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.Test;
import org.madoguchi.testing.covers.Covers;

/** The calendar of みほん市: the month, its hours, its special days, the Cabinet Office's list. */
public class CalendarIT extends ConsoleTest {
  private Desk administrator(int width, int height) {
    return browsers.desk(width, height).loggedIn("admin-mihon");
  }

  private static Desk open(Desk desk, String month, String section) {
    desk.open("/console/admin/calendar?municipality=mihon&month=" + month + "&section=" + section);
    assertThat(desk.page.locator(".month li").first()).isVisible();
    assertThat(desk.page.locator(".hours")).isVisible();
    return desk;
  }

  private static Locator day(Desk desk, String date) {
    return desk.page.locator(
        ".month li",
        new Page.LocatorOptions().setHas(desk.page.locator("time[datetime='" + date + "']")));
  }

  @Test
  @Covers({"F6", "S1"})
  public void monthShowsBothCalendarsAndWhyADayIsClosed() {
    Desk desk = open(administrator(1366, 768), "2031-05", "");
    assertThat(desk.page.locator("#calendar-month")).hasText("2031年5月（令和13年5月）");
    assertThat(day(desk, "2031-05-02")).containsText("開庁");
    assertThat(day(desk, "2031-05-05")).containsText("こどもの日");
    assertThat(day(desk, "2031-05-06")).containsText("振替休日");
    assertThat(day(desk, "2031-05-10")).containsText("休み");
    desk.page.locator(".month-head a:text-is('次の月')").focus();
    desk.page.keyboard().press("Enter");
    assertThat(desk.page.locator("#calendar-month")).hasText("2031年6月（令和13年6月）");
    desk.assertUntroubled();
  }

  @Test
  public void specialDayIsEnteredByKeyboardAndTakenBack() {
    Desk desk = open(administrator(1366, 768), "2031-07", "");
    desk.page.fill("#special-date", "2031-07-10");
    desk.page.locator("#special-name").focus();
    desk.page.keyboard().insertText("庁舎の停電");
    desk.page.keyboard().press("Enter");
    assertThat(day(desk, "2031-07-10")).containsText("庁舎の停電");
    assertThat(day(desk, "2031-07-10")).containsText("休み");
    assertThat(desk.page.locator(".undo button")).isFocused();
    desk.page.keyboard().press("Enter");
    assertThat(day(desk, "2031-07-10")).containsText("開庁");

    desk.page.locator("md-special-days form .solid").click();
    assertThat(desk.page.locator("#special-date[aria-invalid=true]")).isFocused();
    assertThat(desk.page.locator("#special-name-error")).containsText("入力してください");
    desk.assertTrouble(Pattern.compile("status of 400.*special-days"));

    desk.page.fill("#special-date", "2031-07-11");
    desk.page.fill("#special-name", "半日開庁");
    desk.page.locator("md-special-days input[type=radio]").nth(1).check();
    desk.page.fill("#special-openings", "９：００ー１２：００");
    desk.page.locator("md-special-days form .solid").click();
    assertThat(day(desk, "2031-07-11")).containsText("9:00〜12:00");
    desk.page
        .locator("md-special-days .case", new Page.LocatorOptions().setHasText("半日開庁"))
        .locator("button")
        .click();
    assertThat(day(desk, "2031-07-11")).containsText("8:30〜17:15");
    desk.page.locator(".undo button").click();
    assertThat(day(desk, "2031-07-11")).containsText("9:00〜12:00");
    desk.page
        .locator("md-special-days .case", new Page.LocatorOptions().setHasText("半日開庁"))
        .locator("button")
        .click();
    assertThat(day(desk, "2031-07-11")).containsText("8:30〜17:15");
    desk.assertUntroubled();
  }

  @Test
  @Covers({"F6", "S1"})
  public void sectionGetsHoursOfItsOwnAndGivesThemBack() {
    Desk desk = open(administrator(1366, 768), "2031-08", "shimin-madoguchi");
    assertThat(desk.page.locator("md-office-hours")).containsText("自治体全体の時間");
    desk.page.locator(".edit-hours").click();
    desk.page.fill("#hours-saturday", "9:00-25:00");
    desk.page.locator(".hours-form .solid").click();
    assertThat(desk.page.locator("#hours-saturday[aria-invalid=true]")).isFocused();
    desk.assertTrouble(Pattern.compile("status of 400.*hours"));
    desk.page.fill("#hours-saturday", "9:00-12:00、13:00-16:00");
    desk.page.locator(".hours-form .solid").click();
    assertThat(desk.page.locator("md-office-hours")).containsText("この所属に登録した時間");
    assertThat(day(desk, "2031-08-02")).containsText("13:00〜16:00");
    desk.page.locator("md-office-hours .plain").click();
    assertThat(desk.page.locator("md-office-hours")).containsText("自治体全体の時間");
    assertThat(day(desk, "2031-08-02")).containsText("休み");
    desk.assertUntroubled();
  }

  @Test
  public void listOfHolidaysIsTriedFirst() {
    Desk desk = open(administrator(1366, 768), "2031-09", "");
    String bad = "国民の祝日・休日月日,国民の祝日・休日名称\r\n2031/1/1,元日\r\n2031/13/1,無い日\r\n";
    desk.page.setInputFiles("#holiday-file", file(bad));
    assertThat(desk.page.locator("md-file-import")).containsText("誤りが1件");
    assertThat(desk.page.locator("md-file-import tbody th")).hasText("3");
    assertThat(desk.page.locator("md-file-import .solid")).hasCount(0);

    StringBuilder good = new StringBuilder("国民の祝日・休日月日,国民の祝日・休日名称\r\n");
    for (int month = 1; month <= 12; month++) {
      good.append("2141/").append(month).append("/1,").append(month == 1 ? "元日" : "試験の祝日");
      good.append("\r\n");
    }
    desk.page.setInputFiles("#holiday-file", file(good.toString()));
    assertThat(desk.page.locator("md-file-import")).containsText("追加 12");
    desk.page.locator("md-file-import .solid").click();
    assertThat(desk.page.locator("md-file-import")).containsText("2141年は取り込んだ");
    open(desk, "2141-08", "");
    assertThat(day(desk, "2141-08-01")).containsText("試験の祝日");
    desk.assertUntroubled();
  }

  private static FilePayload file(String csv) {
    return new FilePayload(
        "syukujitsu.csv", "text/csv", csv.getBytes(Charset.forName("windows-31j")));
  }

  @Test
  public void whoDoesNotManageItOnlyReads() {
    Desk desk = open(browsers.desk(1366, 768).loggedIn("suzuki"), "2031-05", "");
    assertThat(desk.page.locator("md-special-days")).isVisible();
    assertThat(desk.page.locator(".calendar form, .edit-hours, #holiday-file")).hasCount(0);
    desk.assertUntroubled();
  }

  @Test
  public void machineFindsNoFaultOnTheScreenAndNothingIsCutOff() {
    for (int width : List.of(1366, 390, 320)) {
      Desk desk = open(administrator(width, 768), "2031-05", "shimin-madoguchi");
      desk.page.locator(".edit-hours").click();
      assertThat(desk.page.locator("#hours-monday")).isFocused();
      desk.assertFaultless();
      int wide = (Integer) desk.page.evaluate("() => document.documentElement.scrollWidth");
      assertTrue(wide + " px", wide <= width);
    }
  }
}
