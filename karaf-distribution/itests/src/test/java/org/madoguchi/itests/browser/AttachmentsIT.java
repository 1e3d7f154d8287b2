package org.madoguchi.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.After;
import org.junit.Test;
import org.madoguchi.kernel.testkit.Eicar;
import org.madoguchi.kernel.testkit.LocalClamd;
import org.madoguchi.testing.covers.Covers;

/** Files of strangers on the screen: told by their content, looked at, scanned; nothing runs. */
public class AttachmentsIT extends ConsoleTest {
  private static final String HARM = "<script>window.harmed=1;parent.harmed=1</script>";

  @After
  public void withdrawTheScanner() throws Exception {
    Files.deleteIfExists(demo.setting("org.madoguchi.clamd.cfg"));
  }

  @Test
  @Covers("K7")
  public void whatStrangersSendIsShownForWhatItIsAndNothingOfItRuns() throws Exception {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("現場写真.png", picture());
    files.put(
        "harm.svg", ("<svg xmlns='http://www.w3.org/2000/svg'>" + HARM + "</svg>").getBytes());
    files.put("花.jpg", ("<!doctype html>" + HARM).getBytes(UTF_8));
    files.put("請求書.pdf", "MZ\u0090\0\3".getBytes(StandardCharsets.ISO_8859_1));
    files.put("案内.pdf", pdf(""));
    files.put("動く案内.pdf", pdf("/OpenAction<</S/JavaScript/JS(app.alert(1))>>"));
    files.put("転送.eml", enclosed().getBytes(UTF_8));
    String subject = arrives(files);
    Desk desk = opened(subject);

    assertThat(file(desk, "請求書.pdf")).containsText("受け付けない種類のため保留");
    assertThat(file(desk, "請求書.pdf")).containsText("名前と中身が違います（中身: プログラム）");
    assertThat(file(desk, "請求書.pdf").locator("a")).hasCount(0);
    assertThat(file(desk, "花.jpg")).containsText("名前と中身が違います（中身: ウェブページ）");
    assertThat(file(desk, "花.jpg").locator(".look")).hasCount(0);
    assertThat(file(desk, "harm.svg").locator(".look")).hasCount(0);
    picture(desk, "files");
    desk.assertFaultless();

    file(desk, "現場写真.png").locator(".look").click();
    Locator shown = desk.page.locator("dialog .file-view img");
    assertThat(shown).isVisible();
    assertThat(shown).hasJSProperty("naturalWidth", 64);
    desk.page.keyboard().press("Escape");
    assertThat(shown).hasCount(0);

    file(desk, "転送.eml").locator(".look").click();
    assertThat(desk.page.locator(".mail-head")).containsText("元の差出人 <moto@mail.example>");
    assertThat(desk.page.locator(".mail-head")).containsText("地図.pdf");
    assertThat(desk.page.frameLocator("dialog md-mail-frame iframe").locator("body"))
        .containsText("転送された本文");
    assertEquals(
        0,
        desk.page
            .frameLocator("dialog md-mail-frame iframe")
            .locator("script, iframe, [onerror]")
            .count());
    picture(desk, "mail");
    desk.assertFaultless();
    desk.page.keyboard().press("Escape");
    assertEquals(true, desk.page.evaluate("() => window.harmed === undefined"));

    for (String name : List.of("harm.svg", "花.jpg")) {
      String address = file(desk, name).locator("a").first().getAttribute("href");
      APIResponse answer = desk.page.request().get(demo.url(address));
      assertEquals("application/octet-stream", answer.headers().get("content-type"));
      assertTrue(answer.headers().get("content-disposition").startsWith("attachment"));
      assertTrue(answer.headers().get("content-security-policy").contains("sandbox"));
      Download saved =
          desk.page.waitForDownload(
              () -> desk.page.evaluate("a => { location = a; }", demo.url(address)));
      assertEquals(name, saved.suggestedFilename());
      String id = address.replaceFirst(".*/", "");
      String ref = address.split("/")[3];
      for (String look : List.of("preview", "message")) {
        APIResponse none =
            desk.page.request().get(demo.url("/api/files/" + ref + "/" + id + "/" + look));
        assertEquals(404, none.status());
        assertTrue(none.text(), none.text().contains("no-preview"));
      }
    }
    desk.page.context().waitForPage(() -> file(desk, "案内.pdf").locator(".look").click()).close();
    file(desk, "動く案内.pdf").locator(".look").click();
    assertThat(desk.page.getByText("このPDFは表示できません").first()).isVisible();
    desk.assertTroubles(Pattern.compile("404"));
    String address = file(desk, "案内.pdf").locator(".look").getAttribute("href");
    APIResponse pdf = desk.page.request().get(demo.url(address));
    assertEquals("application/pdf", pdf.headers().get("content-type"));
    assertTrue(pdf.headers().get("content-disposition").startsWith("inline"));
    String policy = pdf.headers().get("content-security-policy");
    assertEquals("sandbox; default-src 'none'", policy);
    assertEquals("nosniff", pdf.headers().get("x-content-type-options"));
    String active = file(desk, "動く案内.pdf").locator(".look").getAttribute("href");
    assertEquals(404, desk.page.request().get(demo.url(active)).status());
  }

  @Test
  @Covers("K7")
  public void filesAreScannedByAnInstalledScannerAndSayWhileItIsAway() throws Exception {
    try (LocalClamd clamd = new LocalClamd(25)) {
      Files.writeString(
          demo.setting("org.madoguchi.clamd.cfg"), "socket = " + clamd.socket() + "\n");
      String subject = arrives(Map.of("お知らせ.txt", Eicar.content(), "地図.txt", "words".getBytes()));
      Desk desk = opened(subject);
      assertThat(file(desk, "お知らせ.txt")).containsText("ウイルスが見つかったため開けません");
      assertThat(file(desk, "お知らせ.txt")).containsText("Madoguchi.Test.Eicar");
      assertThat(file(desk, "お知らせ.txt").locator("a")).hasCount(0);
      assertThat(file(desk, "地図.txt")).not().containsText("検査前");
      picture(desk, "infected");
      desk.assertFaultless();

      clamd.kill();
      desk.page.waitForCondition(
          () ->
              desk.page
                  .request()
                  .get(demo.url("/health/ready"))
                  .text()
                  .contains("virus-scanner-down"));
      String later = arrives(Map.of("申請.txt", "words".getBytes()));
      desk.openQueue("unassigned").openTicket(later);
      assertThat(file(desk, "申請.txt")).containsText("ウイルス検査前");
      clamd.start();
      assertThat(file(desk, "申請.txt")).not().containsText("ウイルス検査前");
    }
  }

  private Desk opened(String subject) {
    Desk desk = browsers.desk(1366, 900).loggedIn("suzuki");
    desk.openQueue("unassigned").openTicket(subject);
    return desk;
  }

  private static Locator file(Desk desk, String name) {
    return desk.page
        .locator("article.entry.citizen .attachments li")
        .filter(
            new Locator.FilterOptions()
                .setHas(desk.page.getByText(name, new Page.GetByTextOptions().setExact(true))));
  }

  private static void picture(Desk desk, String name) {
    desk.page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Browsers.SCREENSHOTS.resolve("attachments-" + name + ".png")));
  }

  private String arrives(Map<String, byte[]> files) throws Exception {
    String subject = "添付 " + UUID.randomUUID();
    StringBuilder mail =
        new StringBuilder()
            .append("From: kimura@mail.example\nTo: " + Citizen.CITY + "\nSubject: ")
            .append(word(subject))
            .append("\nMessage-ID: <" + UUID.randomUUID() + "@mail.example>\nMIME-Version: 1.0\n")
            .append("Content-Type: multipart/mixed; boundary=b\n\n--b\n")
            .append("Content-Type: text/plain; charset=UTF-8\n\n本文\n");
    files.forEach(
        (name, content) ->
            mail.append("--b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n")
                .append("Content-Disposition: attachment; filename=\"" + word(name) + "\"\n\n")
                .append(Base64.getMimeEncoder().encodeToString(content))
                .append("\n"));
    Path file = Files.createTempFile("attachments", ".eml");
    Files.writeString(file, mail.append("--b--\n"));
    try {
      demo.launcher("demo", "mail", file.toString());
    } finally {
      Files.delete(file);
    }
    return subject;
  }

  private static String word(String text) {
    return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(UTF_8)) + "?=";
  }

  private static byte[] picture() throws Exception {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", png);
    return png.toByteArray();
  }

  /** One empty page. */
  private static byte[] pdf(String more) {
    return ("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R"
            + more
            + ">>endobj\n"
            + "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
            + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
            + "trailer<</Root 1 0 R>>\n%%EOF\n")
        .getBytes(UTF_8);
  }

  private static String enclosed() {
    return String.join(
        "\r\n",
        "From: " + word("元の差出人") + " <moto@mail.example>",
        "To: x@mail.example",
        "Subject: " + word("元の件名"),
        "Message-ID: <" + UUID.randomUUID() + "@mail.example>",
        "MIME-Version: 1.0",
        "Content-Type: multipart/mixed; boundary=inner",
        "",
        "--inner",
        "Content-Type: text/html; charset=UTF-8",
        "",
        "<p>転送された本文</p><img src=x onerror=parent.harmed=1>" + HARM,
        "--inner",
        "Content-Type: application/pdf",
        "Content-Disposition: attachment; filename=\"" + word("地図.pdf") + "\"",
        "",
        "x",
        "--inner--",
        "");
  }
}
