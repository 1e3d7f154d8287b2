package org.madoguchi.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.Assert.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.Test;
import org.madoguchi.testing.covers.Covers;

/** A file of old tickets, from its upload until it is taken back, by keyboard. */
public class OldTicketsIT extends ConsoleTest {
  private final String word = "k" + UUID.randomUUID().toString().substring(0, 8);

  /** Shift_JIS, as an old system's spreadsheet writes it; its meaning is shown. */
  static void upload(Desk desk, String csv) {
    byte[] content = csv.getBytes(Charset.forName("windows-31j"));
    desk.page.setInputFiles("#old-file", new FilePayload("案件台帳.csv", "text/csv", content));
    assertThat(desk.page.locator("#import-title")).isFocused();
    assertThat(desk.page.locator("#check-import")).isEnabled();
  }

  private static void press(Desk desk, String button) {
    Locator locator = desk.page.locator(button);
    assertThat(locator).isEnabled();
    locator.focus();
    desk.page.keyboard().press("Enter");
  }

  private static void stands(Desk desk, String state) {
    assertThat(desk.page.locator(".import-state")).containsText(state);
  }

  @Test
  @Covers("X1")
  public void fileIsCheckedTakenFoundByItsOldNumberAndTakenBack() throws IOException {
    Desk admin = browsers.desk(1366, 768).loggedIn("admin-mihon").open("/console/admin/imports");
    upload(
        admin,
        "受付番号,受付日時,件名,内容,回答,状態,担当者,氏名,地区\n"
            + word
            + "-1,令和5年4月1日 9:05,昔の件 "
            + word
            + ",問い,=SUM(1),済んだこと,退職 太郎,旧 花子,北部\n"
            + word
            + "-2,いつか,日付の誤り,問い,,完了,,,\n");
    assertThat(admin.page.locator("#old-column-0")).hasValue("number");
    assertThat(admin.page.locator("#old-column-8")).hasValue("keep");
    admin.page.fill("#old-source", "kikitori " + word);

    press(admin, "#check-import");
    stands(admin, "検査が終わりました");
    stands(admin, "取り込めない案件: 2");
    Locator wrong = admin.page.locator("section[aria-labelledby=old-wrong]");
    assertThat(wrong.locator("tbody tr")).hasCount(2);
    assertThat(wrong).containsText("いつか");
    Download download = admin.page.waitForDownload(() -> wrong.locator("a[download]").click());
    try (InputStream in = download.createReadStream()) {
      String file = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(file, file.contains("いつか"));
    }

    admin.page.selectOption("#old-value-0", "closed");
    press(admin, "#check-import");
    assertThat(admin.page.locator("#take-import")).hasText("1件を取り込む");
    press(admin, "#take-import");
    stands(admin, "取込が終わりました");
    stands(admin, "取り込んだ案件: 1");

    Desk suzuki = browsers.desk(1366, 768).loggedIn("suzuki");
    suzuki.page.fill("#search", word + "-1");
    suzuki.page.keyboard().press("Enter");
    assertThat(suzuki.row("昔の件 " + word)).isVisible();
    suzuki.row("昔の件 " + word).click();
    assertThat(suzuki.page.locator("#ticket-title")).hasText("昔の件 " + word);
    assertThat(suzuki.page.locator(".ticket-head .former")).containsText(word + "-1");
    assertThat(suzuki.page.locator(".ticket-head")).containsText("退職 太郎");
    assertThat(suzuki.entry("reply", "=SUM(1)")).containsText("退職 太郎");
    suzuki.openQueue("mine");

    press(admin, "#undo-import");
    press(admin, "#undo-import-sure");
    stands(admin, "取込を取り消しました");
    stands(admin, "取り消した案件: 1");
    suzuki.open("/console/tickets?q=" + word + "-1");
    assertThat(suzuki.page.locator(".list-pane .empty")).isVisible();
    admin.assertUntroubled();
    suzuki.assertUntroubled();
  }
}
