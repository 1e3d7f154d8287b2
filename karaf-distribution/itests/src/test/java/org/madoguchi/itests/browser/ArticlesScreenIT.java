package org.madoguchi.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.Test;
import org.madoguchi.testing.covers.Covers;

/** Articles (FAQ) on their screens. Every article is found by a word nobody else uses. */
public class ArticlesScreenIT extends ConsoleTest {
  private static final Pattern READING = Pattern.compile("/console/kb/[0-9]+$");
  private static final Pattern EDITOR = Pattern.compile("/console/kb/[0-9]+/edit$");
  private static final byte[] PICTURE =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

  private final String word = "k" + UUID.randomUUID().toString().substring(0, 8);

  private static void press(Desk desk, String key) {
    desk.page.keyboard().press(key);
  }

  private static Locator body(Desk desk) {
    return desk.page.locator(".ProseMirror");
  }

  private static Locator tool(Desk desk, String name) {
    return desk.page.locator("[data-tool=" + name + "]");
  }

  /** Opens the editor of a new article and writes its question. */
  private Desk writing(String user) {
    Desk desk = browsers.desk(1366, 900).loggedIn(user);
    desk.open("/console/kb/new?municipality=mihon");
    assertThat(desk.page.locator("#kb-question")).isFocused();
    desk.page.keyboard().insertText("証明書の受け取り " + word);
    return desk;
  }

  private static void saved(Desk desk) {
    desk.page.locator("#save-article").focus();
    press(desk, "Enter");
    assertThat(desk.page).hasURL(EDITOR);
    assertThat(desk.page.locator(".kb-head .draft-state")).isEmpty();
  }

  /** By keyboard alone. */
  @Test
  @Covers({"W10", "F4", "I4", "S2"})
  public void oneWritesAnotherApprovesAndOperatorsReadIt() {
    Desk tanaka = writing("tanaka");
    tanaka.page.locator("#kb-conclusion").focus();
    tanaka.page.keyboard().insertText("窓口で受け取れます。");
    body(tanaka).focus();
    press(tanaka, "Control+Alt+2");
    assertThat(tool(tanaka, "h2")).hasAttribute("aria-pressed", "true");
    tanaka.page.keyboard().insertText("必要なもの");
    press(tanaka, "Enter");
    press(tanaka, "Control+Shift+8");
    tanaka.page.keyboard().insertText("本人確認書類");
    press(tanaka, "Enter");
    press(tanaka, "Control+b");
    tanaka.page.keyboard().insertText("手数料");
    assertThat(body(tanaka).locator("li")).hasCount(2);
    tanaka.page.locator("#save-step").focus();
    press(tanaka, "Enter");
    assertThat(tanaka.page.locator("md-ask .asked").first()).isFocused();
    press(tanaka, "Enter");
    assertThat(tanaka.page).hasURL(READING);
    assertThat(tanaka.page.locator(".kb-head")).containsText("承認待ち");
    assertThat(tanaka.page.locator("#step-approve")).hasCount(0);

    Desk sato = browsers.desk(1366, 768).loggedIn("sato").open("/console/kb/reviews");
    Locator waiting =
        sato.page.locator(".case a", new Page.LocatorOptions().setHasText(word)).first();
    waiting.focus();
    press(sato, "Enter");
    assertThat(sato.page.locator("h1")).containsText(word);
    sato.page.locator("#step-approve").focus();
    press(sato, "Enter");
    assertThat(sato.page.locator("#asked-comment")).isFocused();
    press(sato, "Control+Enter");
    assertThat(sato.page.locator(".kb-head")).containsText("公開中");
    // whoever looks at it sees what became of it
    assertThat(tanaka.page.locator(".kb-head")).containsText("公開中");

    Desk suzuki = browsers.desk(1366, 768).loggedIn("suzuki").open("/console/kb?q=" + word);
    suzuki.page.locator(".kb-table a").click();
    assertThat(suzuki.page.locator(".kb-scope")).containsText("センターで回答可");
    assertThat(suzuki.page.locator("section.kb-conclusion")).containsText("窓口で受け取れます。");
    assertThat(suzuki.page.locator("md-article-text h2")).hasText("必要なもの");
    assertThat(suzuki.page.locator("md-article-text li strong")).hasText("手数料");
    assertThat(suzuki.page.locator("#edit-article")).hasCount(0);
  }

  @Test
  @Covers({"W10", "F4"})
  public void whatIsReturnedSaysWhyAndEditionsAreCompared() {
    Desk tanaka = writing("tanaka");
    body(tanaka).click();
    tanaka.page.keyboard().insertText("手数料は三百円です。");
    saved(tanaka);
    tanaka.page.locator("#save-step").click();
    tanaka.page.locator("md-ask .solid").click();
    assertThat(tanaka.page).hasURL(READING);
    String address = tanaka.page.url();

    Desk sato = browsers.desk(1366, 768).loggedIn("sato");
    sato.page.navigate(address);
    sato.page.locator("#step-return").click();
    sato.page.locator("md-ask .solid").click();
    assertThat(sato.page.locator("#asked-comment")).hasAttribute("aria-invalid", "true");
    sato.page.fill("#asked-comment", "金額が古いです");
    sato.page.locator("md-ask .solid").click();
    assertThat(sato.page.locator(".kb-head")).containsText("下書き");

    tanaka.open("/console/kb/reviews");
    Locator returned = tanaka.page.locator("[aria-labelledby=reviews-returned]");
    returned.locator("a", new Locator.LocatorOptions().setHasText(word)).click();
    assertThat(tanaka.page.locator(".kb-comments")).containsText("金額が古いです");
    tanaka.page.locator("#edit-article").click();
    assertThat(body(tanaka)).containsText("三百円");
    body(tanaka).click();
    press(tanaka, "Control+a");
    tanaka.page.keyboard().insertText("手数料は四百円です。");
    tanaka.page.locator("#save-article").click();
    assertThat(tanaka.page.locator(".kb-left")).containsText("第2版");
    tanaka.page.navigate(address);
    tanaka.page.locator(".kb-past summary").click();
    assertThat(tanaka.page.locator(".kb-compared del")).containsText("三");
    assertThat(tanaka.page.locator(".kb-compared ins")).containsText("四");
    tanaka.page.locator(".kb-editions button").click();
    tanaka.page.locator("md-ask .solid").click();
    assertThat(tanaka.page.locator("md-article-text")).containsText("三百円");
    tanaka.assertFaultless();
  }

  @Test
  @Covers("W10")
  public void pictureNeedsWordsAndWhatIsPastedIsCleaned() {
    Desk desk = writing("tanaka");
    tool(desk, "picture").click();
    assertThat(desk.page.locator(".note-bar")).containsText("保存すると");
    saved(desk);
    desk.page.setInputFiles(".body-picture", new FilePayload("map.png", "image/png", PICTURE));
    assertThat(desk.page.locator("#asked-alt")).isFocused();
    press(desk, "Enter");
    assertThat(desk.page.locator("#asked-alt")).hasAttribute("aria-invalid", "true");
    desk.page.keyboard().insertText("庁舎の案内図");
    press(desk, "Enter");
    assertThat(body(desk).locator("img[alt=庁舎の案内図]")).hasCount(1);
    assertThat(body(desk)).isFocused();
    press(desk, "Enter");
    body(desk)
        .evaluate(
            "box => { const data = new DataTransfer(); data.setData('text/html',"
                + " '<h1 onclick=\"x()\">開庁時間</h1><p style=\"color:red\">平日<script>x()</script></p>"
                + "<table><tr><th>曜日</th><td>月から金</td></tr></table><img src=\"https://example.jp/x.png\">"
                + "<a href=\"javascript:x()\">悪いリンク</a>');"
                + " box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })); }");
    assertThat(body(desk).locator("h2")).containsText("開庁時間");
    assertThat(body(desk).locator("td")).hasText("月から金");
    assertThat(body(desk).locator("a, script, [style*=color]")).hasCount(0);
    assertThat(body(desk)).containsText("悪いリンク");
    assertThat(desk.page.locator(".note-bar")).containsText("画像は貼り付けられません");
    desk.page.locator("#save-article").click();
    assertThat(desk.page.locator(".kb-left")).containsText("第2版");
    desk.page.locator(".back-to").click();
    assertThat(desk.page.locator("md-article-text img")).hasAttribute("alt", "庁舎の案内図");
    assertThat(desk.page.locator("md-article-text td")).hasText("月から金");
  }

  @Test
  @Covers("W10")
  public void whatWasNotSavedIsOfferedAgainAndOnlyToWhoWroteIt() {
    Desk desk = writing("tanaka");
    saved(desk);
    String editor = desk.page.url();
    body(desk).click();
    desk.page.keyboard().insertText("まだ保存していない文");
    assertThat(desk.page.locator(".kb-head .draft-state")).hasText("保存していません");
    desk.page.reload();
    assertThat(desk.page.locator("#kb-resume")).isFocused();
    assertThat(body(desk)).not().containsText("まだ保存していない文");
    press(desk, "Enter");
    assertThat(body(desk)).containsText("まだ保存していない文");
    desk.page.locator("#save-article").click();
    assertThat(desk.page.locator(".kb-left")).containsText("第2版");
    desk.page.reload();
    assertThat(body(desk)).containsText("まだ保存していない文");
    assertThat(desk.page.locator("#kb-resume")).hasCount(0);
    assertEquals(editor, desk.page.url());
  }

  @Test
  @Covers({"W10", "F4"})
  public void whoIsSlowerKeepsTheirTextAndSeesWhatOthersWrote() {
    Desk tanaka = writing("tanaka");
    saved(tanaka);
    String editor = tanaka.page.url();
    Desk inoue = browsers.desk(1366, 900).loggedIn("sato");
    inoue.page.navigate(editor);
    assertThat(inoue.page.locator("#kb-question")).isFocused();
    body(tanaka).click();
    tanaka.page.keyboard().insertText("田中の本文");
    inoue.page.fill("#kb-conclusion", "佐藤の結論");
    inoue.page.locator("#save-article").click();
    assertThat(inoue.page.locator(".kb-left")).containsText("第2版");
    assertThat(tanaka.page.locator("#kb-rebase")).isVisible();
    tanaka.page.locator("#save-article").click();
    assertThat(tanaka.page.locator(".kb-conflict")).containsText("佐藤");
    tanaka.assertTrouble(Pattern.compile("status of 4(09|12).*/api/articles"));
    assertThat(tanaka.page.locator("#kb-conclusion")).hasValue("佐藤の結論");
    assertThat(body(tanaka)).containsText("田中の本文");
    tanaka.page.locator("#save-article").click();
    assertThat(tanaka.page.locator(".kb-left")).containsText("第3版");
    assertThat(tanaka.page.locator(".kb-conflict")).hasCount(0);
  }

  @Test
  @Covers({"F4", "K11"})
  public void proposalFromATicketIsTakenUpAndAnswered() {
    String subject = "手続きの問い合わせ " + word;
    kimura.writes(subject, "どこで手続きしますか。");
    Desk suzuki = browsers.desk(1366, 768).loggedIn("suzuki").openQueue("unassigned");
    suzuki.openTicket(subject);
    suzuki.page.locator(".propose-missing").click();
    assertThat(suzuki.page.locator("#asked-question")).hasValue(subject);
    suzuki.page.selectOption("#asked-section", "shimin-madoguchi");
    suzuki.page.locator("md-ask .solid").click();
    assertThat(suzuki.page.locator("md-ask")).hasCount(0);

    Desk tanaka = browsers.desk(1366, 768).loggedIn("tanaka").open("/console/kb/proposals");
    Locator row = tanaka.page.locator(".case", new Page.LocatorOptions().setHasText(word));
    row.locator(".kb-proposal").click();
    row.getByText("見送る").click();
    tanaka.page.fill("#asked-answer", "既存のFAQに書いてあります");
    tanaka.page.locator("md-ask .solid").click();
    assertThat(row).hasCount(0);

    suzuki.open("/console/kb/proposals?own=true");
    Locator own = suzuki.page.locator(".case", new Page.LocatorOptions().setHasText(word));
    assertThat(own).containsText("見送り");
    assertThat(own).containsText("既存のFAQに書いてあります");
  }

  @Test
  @Covers("X1")
  public void fileIsTriedThenTaken() {
    Desk desk = browsers.desk(1366, 768).loggedIn("sato").open("/console/kb/files");
    String head = "externalId,question,conclusion,body,state,section\n";
    file(desk, head + word + ",,結論,,published,nirvana\n");
    assertThat(desk.page.locator("[aria-labelledby=kb-import]")).containsText("誤りがあるため");
    assertThat(desk.page.locator("[aria-labelledby=kb-import] tbody tr").first()).isVisible();
    assertThat(desk.page.locator("#kb-take")).hasCount(0);
    file(desk, head + word + ",取込の質問 " + word + ",結論,<p>本文</p>,published,shimin-madoguchi\n");
    desk.page.locator("#kb-take").click();
    assertThat(desk.page.locator("#kb-import")).hasText("取込の結果");
    assertThat(desk.page.locator("[aria-labelledby=kb-import]")).containsText("取り込みました");
    desk.assertFaultless();
    desk.open("/console/kb?municipality=mihon&q=" + word);
    assertThat(desk.page.locator(".kb-table tbody tr")).hasCount(1);
  }

  private static void file(Desk desk, String text) {
    byte[] content = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    desk.page.setInputFiles("#kb-file", new FilePayload("faq.csv", "text/csv", content));
  }

  @Test
  @Covers("W10")
  public void screensHaveNoFaultAndAreNotCutOff() {
    for (int width : new int[] {1366, 320}) {
      Desk desk = browsers.desk(width, 800).loggedIn("sato").open("/console/kb?work=true");
      assertThat(desk.page.locator(".kb-table tbody tr").first()).isVisible();
      check(desk, width);
      String one = desk.page.locator(".kb-table tbody a").first().getAttribute("href");
      for (String path :
          new String[] {
            one, one + "/edit", "/console/kb/reviews", "/console/kb/proposals", "/console/kb/files"
          }) {
        desk.open(path);
        assertThat(desk.page.locator("md-kb.styled h1")).isVisible();
        assertThat(desk.page.locator(".ProseMirror, .kb-scope, .case, .empty, #kb-file").first())
            .isVisible();
        check(desk, width);
      }
    }
  }

  private static void check(Desk desk, int width) {
    desk.assertFaultless();
    int wide = (Integer) desk.page.evaluate("() => document.documentElement.scrollWidth");
    assertTrue(desk.page.url() + " is " + wide + " px wide", wide <= width);
  }
}
