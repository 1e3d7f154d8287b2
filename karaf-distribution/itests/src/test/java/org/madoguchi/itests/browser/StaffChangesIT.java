package org.madoguchi.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.Assert.assertEquals;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.Test;
import org.madoguchi.testing.covers.Covers;

/** Somebody leaves: planned by keyboard, carried out with their tickets handed over, and undone. */
public class StaffChangesIT extends ConsoleTest {
  private final String subject = "街路樹の枝 " + UUID.randomUUID().toString().substring(0, 8);

  private static void press(Desk desk, Locator button) {
    assertThat(button).isEnabled();
    button.focus();
    desk.page.keyboard().press("Enter");
  }

  private Desk administrator() {
    Desk desk =
        browsers.desk(1366, 768).loggedIn("admin-mihon").open("/console/admin/staff-changes");
    assertThat(desk.page.locator("#staff-change-login")).isVisible();
    return desk;
  }

  private static Locator rows(Desk desk, String login) {
    return desk.page
        .locator(".staff-changes > li")
        .filter(new Locator.FilterOptions().setHasText(login));
  }

  private void give(Desk suzuki, String name) {
    suzuki.openQueue("unassigned");
    suzuki.openTicket(subject);
    suzuki.page.locator("#value-owner").press("Enter");
    Locator field = suzuki.page.locator("md-picker input");
    assertThat(field).isFocused();
    suzuki.page.keyboard().type(name);
    assertThat(suzuki.page.locator("md-picker [role=option]")).hasCount(1);
    suzuki.page.keyboard().press("Enter");
    owner(suzuki, name);
  }

  private static void owner(Desk desk, String name) {
    assertThat(desk.page.locator("#value-owner")).containsText(name);
  }

  private int login(Desk desk, String user) {
    APIResponse answer = desk.page.request().post(demo.url("/api/session"), Desk.credentials(user));
    return answer.status();
  }

  @Test
  @Covers("X4")
  public void whoLeavesTodayIsOutAndTheSuccessorHasTheTicketsUntilItIsUndone() {
    kimura.writes(subject, "枝が道に出ています。");
    Desk suzuki = browsers.desk(1366, 768).loggedIn("suzuki");
    give(suzuki, "山本 直樹");
    Desk other = browsers.desk(1366, 768);
    other.open("/console/");
    assertEquals(200, login(other, "yamamoto"));

    Desk admin = administrator();
    admin.page.locator("#staff-change-login").fill("yamamoto");
    admin.page.keyboard().press("Tab");
    assertThat(admin.page.locator("#staff-change-owned")).containsText("完了していない案件");
    admin.page.locator("#staff-change-date").fill(Today.inJapan().toString());
    admin.page.selectOption("#staff-change-tickets", "successor");
    press(admin, admin.page.locator("#save-staff-change"));
    assertThat(admin.page.locator("#staff-change-successor")).isFocused();
    assertThat(admin.page.locator("#staff-change-successor")).hasAttribute("aria-invalid", "true");
    admin.assertTrouble(Pattern.compile("status of 400.*/api/staff-changes"));
    admin.page.locator("#staff-change-successor").fill("nakamura");
    press(admin, admin.page.locator("#save-staff-change"));
    Locator row = rows(admin, "yamamoto").first();
    assertThat(row).containsText("反映済み");
    assertThat(row.locator(".handover")).containsText("できなかったもの 0");
    owner(suzuki, "中村 翔");
    assertEquals(401, login(other, "yamamoto"));

    press(admin, row.getByText("元に戻す"));
    press(admin, row.locator(".asking .solid"));
    assertThat(row).containsText("元に戻しました");
    owner(suzuki, "山本 直樹");
    assertEquals(200, login(other, "yamamoto"));
    admin.assertUntroubled();
    suzuki.assertUntroubled();
  }

  @Test
  @Covers("X4")
  public void fileIsTriedFirstAndWhatItPlannedIsCancelled() {
    Desk admin = administrator();
    String head = "login,kind,date,role,section,tickets,successor\n";
    String date = Today.inJapan().plusDays(90).toString();
    file(admin, head + "kobayashi,transfer,いつか,section-staff,nowhere,,\n");
    assertThat(admin.page.locator("md-file-import .over")).containsText("誤りが2件");
    file(admin, head + "kobayashi,transfer," + date + ",section-staff,shiminzei,carry,\n");
    Locator take = admin.page.locator("md-file-import .solid");
    assertThat(take).isVisible();
    press(admin, take);
    Locator row = rows(admin, "kobayashi").first();
    assertThat(row).containsText("市民税課");
    assertThat(row).containsText("完了していない案件");
    press(admin, row.getByText("予定を取り消す"));
    press(admin, row.locator(".asking .solid"));
    assertThat(row.locator(".state")).hasText("取消し");
    assertThat(row.locator(".buttons")).hasCount(0);
    admin.assertUntroubled();
  }

  private static void file(Desk desk, String csv) {
    desk.page.setInputFiles(
        "#staff-changes-file",
        new FilePayload("異動.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
  }
}
