package org.madoguchi.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.Assert.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.Test;

/** Lists leave as files, and what is edited in a file comes back. */
public class ListFilesIT extends ConsoleTest {

  @Test
  public void listIsTakenAwayByKeyboard() throws IOException {
    String subject = "一覧に載る件 " + UUID.randomUUID().toString().substring(0, 8);
    kimura.writes(subject, "=1+1");
    Desk desk = browsers.desk(1366, 768).loggedIn("sato").openQueue("all-open&order=newest");
    assertThat(desk.row(subject)).isVisible();
    desk.page.keyboard().press("e");
    assertThat(desk.page.locator("md-list-export a").first()).isFocused();
    Download download = desk.page.waitForDownload(() -> desk.page.keyboard().press("Enter"));
    assertTrue(
        download.suggestedFilename(),
        download.suggestedFilename().matches("対応一覧-[0-9]{4}-[0-9]{2}-[0-9]{2}\\.csv"));
    String csv = text(download);
    assertTrue(csv, csv.startsWith("\ufeff受付番号,自治体,件名,"));
    assertTrue(csv, csv.contains(subject));
    desk.assertUntroubled();
  }

  @Test
  public void whoMayNotTakeListsAwayIsNotOfferedIt() {
    Desk desk = browsers.desk(1366, 768).loggedIn("suzuki").openQueue("all-open");
    assertThat(desk.page.locator("md-list-export")).hasCount(0);
    desk.assertUntroubled();
  }

  @Test
  public void exportedCategoriesAreChangedAndImported() throws IOException {
    Desk desk = browsers.desk(1366, 768).loggedIn("admin").open("/console/admin/directory");
    desk.page.selectOption("#directory-place", "aoba");
    Download download =
        desk.page.waitForDownload(
            () -> desk.page.locator("a[href$='/aoba/export/categories']").click());
    String before = text(download);
    desk.page.setInputFiles("#categories-file", file(before));
    assertThat(desk.page.locator("md-file-import").nth(2)).containsText("すべて取込み済み");
    desk.page.setInputFiles("#categories-file", file(before + "x.y,nobody,誤り,\r\n"));
    assertThat(desk.page.locator("md-file-import").nth(2)).containsText("誤りが1件");
    desk.page.setInputFiles("#categories-file", file(before + "shiken,,試験の分類,\r\n"));
    assertThat(desk.page.locator("md-file-import").nth(2)).containsText("追加 1");
    desk.page.locator("md-file-import").nth(2).locator(".solid").click();
    assertThat(desk.page.locator("#categories-import")).isFocused();
    desk.page.setInputFiles("#categories-file", file(before));
    desk.page.locator("md-file-import").nth(2).locator(".solid").click();
    assertThat(desk.page.locator("#categories-import")).isFocused();
    desk.assertUntroubled();
  }

  private static String text(Download download) throws IOException {
    try (InputStream in = download.createReadStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static FilePayload file(String csv) {
    return new FilePayload("分類.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8));
  }
}
