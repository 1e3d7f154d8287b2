package org.madoguchi.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.Test;
import org.madoguchi.testing.covers.Covers;

/** A mail on the screen: what is folded, what is not loaded, whose it is, and what came back. */
public class MailShownIT extends ConsoleTest {
  private Desk opened(String user, String subject) {
    Desk desk = browsers.desk(1366, 900).loggedIn(user);
    desk.openQueue("unassigned").openTicket(subject);
    return desk;
  }

  private static void picture(Desk desk, String name) {
    desk.page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Browsers.SCREENSHOTS.resolve("mail-" + name + ".png")));
  }

  private static String word(String text) {
    return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(UTF_8)) + "?=";
  }

  /**
   * @param html '' for a mail of text alone
   */
  private void arrives(String from, String subject, String text, String html) throws Exception {
    String head =
        String.join(
            "\n",
            "From: " + from,
            "To: " + Citizen.CITY,
            "Subject: " + word(subject),
            "Message-ID: <" + UUID.randomUUID() + "@mail.example>",
            "MIME-Version: 1.0",
            "");
    String plain = "Content-Type: text/plain; charset=UTF-8\n\n" + text + "\n";
    String both =
        "Content-Type: multipart/alternative; boundary=b\n\n--b\n"
            + plain
            + "--b\nContent-Type: text/html; charset=UTF-8\n\n"
            + html
            + "\n--b--\n";
    send(head + (html.isEmpty() ? plain : both));
  }

  private void send(String mail) throws Exception {
    Path file = Files.createTempFile("shown", ".eml");
    Files.writeString(file, mail);
    try {
      demo.launcher("demo", "mail", file.toString());
    } finally {
      Files.delete(file);
    }
  }

  @Test
  @Covers("F1")
  public void quotesAndSignaturesAreFoldedAndNothingOfThemIsGone() throws Exception {
    String subject = "引用 " + UUID.randomUUID();
    arrives(
        "oda@mail.example",
        subject,
        String.join(
            "\n",
            "はい、そのとおりです。",
            "二つあります。",
            "2026年11月21日(土) 9:00 みほん市 <shimin@city.mihon.example>:",
            "> 粗大ごみは何個ですか。",
            "> 引用の最後です。",
            "-- ",
            "小田 090-1111-2222"),
        "<p>はい、そのとおりです。</p><div class=gmail_quote><div>9:00 みほん市:</div>"
            + "<blockquote>粗大ごみは何個ですか。</blockquote></div>"
            + "<div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0mm 0mm 0mm'>"
            + "<p>差出人: みほん市</p></div><p>もっと前の文です。</p>");
    Desk desk = opened("suzuki", subject);
    Locator message = desk.page.locator("article.entry.citizen .text");
    Locator quoted = message.locator("details.fold").first();
    assertThat(message.locator("details.fold")).hasCount(2);
    assertThat(quoted.locator("summary")).hasText("引用（3行）");
    assertThat(message.locator("details.fold").last().locator("summary")).hasText("署名（2行）");
    assertThat(message).containsText("二つあります。");
    assertFalse(visible(quoted));
    picture(desk, "folded");
    desk.assertFaultless();

    String copied =
        (String)
            desk.page.evaluate(
                "() => { const text = document.querySelector('article.entry.citizen .text');"
                    + " getSelection().selectAllChildren(text);"
                    + " const data = new DataTransfer();"
                    + " text.dispatchEvent(new ClipboardEvent('copy',"
                    + " { clipboardData: data, bubbles: true, cancelable: true }));"
                    + " getSelection().removeAllRanges(); return data.getData('text/plain'); }");
    assertTrue(copied, copied.contains("二つあります。\n2026年11月21日"));
    assertTrue(copied, copied.contains("> 引用の最後です。\n-- \n小田"));
    assertFalse(copied, copied.contains("行）"));

    quoted.locator("summary").focus();
    desk.page.keyboard().press("Enter");
    desk.page.waitForCondition(() -> visible(quoted));

    desk.page.locator("article.entry .link").getByText("書式付き").first().click();
    FrameLocator frame = desk.page.frameLocator("article.entry md-mail-frame iframe");
    assertThat(frame.locator("details")).hasCount(1);
    assertThat(frame.locator("summary")).hasText("引用");
    assertThat(frame.getByText("もっと前の文です。")).not().isVisible();
    frame.locator("summary").click();
    assertThat(frame.getByText("もっと前の文です。")).isVisible();
    assertThat(frame.getByText("粗大ごみは何個ですか。")).isVisible();
    picture(desk, "unfolded");
  }

  private static boolean visible(Locator folded) {
    return Boolean.TRUE.equals(folded.evaluate("d => d.open"));
  }

  @Test
  @Covers("F1")
  public void whereThereIsNothingButAQuoteItIsShown() throws Exception {
    String subject = "引用だけ " + UUID.randomUUID();
    arrives(
        "oda@mail.example",
        subject,
        "> 引用しか\n> ありません",
        "<div class=gmail_quote><p>引用しかありません</p></div>");
    Desk desk = opened("suzuki", subject);
    assertThat(desk.page.locator("article.entry.citizen .text")).containsText("引用しか");
    assertThat(desk.page.locator("details.fold")).hasCount(0);
    desk.page.locator("article.entry .link").getByText("書式付き").first().click();
    FrameLocator frame = desk.page.frameLocator("article.entry md-mail-frame iframe");
    assertThat(frame.getByText("引用しかありません")).isVisible();
    assertThat(frame.locator("details")).hasCount(0);
  }

  @Test
  @Covers("K7")
  public void imagesFromOutsideAreLoadedOnlyWhereAllowedAndAskedFor() throws Exception {
    String subject = "画像 " + UUID.randomUUID();
    arrives(
        "oda@mail.example",
        subject,
        "画像があります",
        "<p>画像があります</p><img src='https://images.example/a.png?who=suzuki' alt='写真'>");
    Desk desk = browsers.desk(1366, 900).loggedIn("suzuki");
    List<Map<String, String>> asked = new CopyOnWriteArrayList<>();
    desk.page
        .context()
        .route(
            "https://images.example/**",
            route -> {
              asked.add(route.request().allHeaders());
              route.fulfill(
                  new Route.FulfillOptions()
                      .setContentType("image/png")
                      .setBodyBytes(Base64.getDecoder().decode(PIXEL)));
            });
    desk.openQueue("unassigned").openTicket(subject);
    desk.page.locator("article.entry .link").getByText("書式付き").first().click();
    Locator bar = desk.page.locator("article.entry .images");
    assertThat(bar).hasText("外部の画像を表示していません。");
    assertThat(bar.locator("a")).hasCount(0);
    FrameLocator frame = desk.page.frameLocator("article.entry md-mail-frame iframe");
    assertThat(frame.locator("img")).not().hasAttribute("src", "");
    assertEquals(0, frame.locator("img[src]").count());
    String original =
        desk.page.locator("article.entry.citizen header a.link").first().getAttribute("href");
    String address =
        original
            .replace("/api/tickets/", "/api/messages/")
            .replace("/entries", "")
            .replace("/original", "/images");
    assertEquals(404, desk.page.request().get(demo.url(address)).status());
    APIResponse eml = desk.page.request().get(demo.url(original));
    assertTrue(eml.text(), eml.text().contains("https://images.example/a.png"));
    assertTrue(eml.headers().get("content-disposition").contains(".eml"));

    Path city = demo.setting("org.madoguchi.municipality-mihon.cfg");
    String before = Files.readString(city);
    try {
      settle(city, before + "\nmail.remoteImages = on-request\n");
      desk.page.waitForCondition(() -> desk.page.request().get(demo.url(address)).status() == 200);
      APIResponse page = desk.page.request().get(demo.url(address));
      String policy = page.headers().get("content-security-policy");
      assertTrue(policy, policy.startsWith("default-src 'none'; img-src https: data:;"));
      assertTrue(policy, policy.contains("sandbox allow-popups"));
      assertFalse(policy, policy.contains("allow-scripts"));
      assertFalse(policy, policy.contains("allow-same-origin"));
      assertEquals("no-referrer", page.headers().get("referrer-policy"));
      assertEquals("credentialless", page.headers().get("cross-origin-embedder-policy"));
      desk.page.reload();
      desk.awaitTicket(subject);
      desk.page.locator("article.entry .link").getByText("書式付き").first().click();
      desk.assertFaultless();
      assertEquals("nothing was loaded before it was asked for", List.of(), asked);
      Page tab = desk.page.context().waitForPage(() -> bar.locator("a").click());
      assertThat(tab.getByText("画像があります")).isVisible();
      tab.waitForCondition(() -> !asked.isEmpty());
      assertFalse(asked.toString(), asked.get(0).containsKey("referer"));
      assertFalse(asked.toString(), asked.get(0).containsKey("cookie"));
      tab.close();
    } finally {
      settle(city, before);
      desk.page.waitForCondition(() -> desk.page.request().get(demo.url(address)).status() == 404);
    }
  }

  private static final String PIXEL =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

  private static void settle(Path file, String content) throws Exception {
    Path written = Files.createTempFile(file.getParent(), "written", ".tmp");
    Files.writeString(written, content);
    Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  @Test
  @Covers("F3")
  public void aForwardedMailBecomesItsWritersWithOneClickAndBack() throws Exception {
    String subject = "Fw: 転送 " + UUID.randomUUID();
    String writer = "tsuchiya-" + UUID.randomUUID() + "@mail.example";
    arrives(
        word("税務課") + " <zeimu@city.mihon.example>",
        subject,
        String.join(
            "\n",
            "担当をお願いします。",
            "",
            "-----Original Message-----",
            "From: 土屋 みのり <" + writer + ">",
            "Sent: Saturday, November 21, 2026 9:00 AM",
            "To: zeimu@city.mihon.example",
            "Subject: 転送",
            "",
            "証明書は郵送できますか。"),
        "");
    Desk desk = opened("suzuki", subject);
    Locator bar = desk.page.locator("article.entry .forwarded");
    assertThat(bar).containsText("転送されたメールです：土屋 みのり様 <" + writer + ">");
    assertThat(desk.page.locator("details.fold")).hasCount(0);
    picture(desk, "forwarded");
    desk.assertFaultless();
    bar.locator("button").click();
    assertThat(desk.page.locator("aside .citizen-name")).containsText("土屋 みのり");
    assertThat(desk.page.locator(".composer .to")).containsText("土屋 みのり");
    assertThat(bar).containsText("を市民として登録しました");
    bar.locator("button").click();
    assertThat(desk.page.locator("aside .citizen-name")).containsText("税務課");
    assertThat(bar.locator("button")).hasText("この人を市民として登録");
  }

  private void answer(Desk desk, String text) {
    desk.page.fill("#text", text);
    desk.page.click(".split summary");
    desk.page.click(".split .menu-box button:has(b:text-is('回答する'))");
    desk.page.click(".split > button:text-is('回答する')");
    assertThat(desk.entry("reply", text).locator(".delivery.sent")).isVisible();
  }

  @Test
  @Covers("F1")
  public void anAddressAMessageCameBackFromIsMarkedUntilAPersonKnowsBetter() throws Exception {
    String subject = "届かない " + UUID.randomUUID();
    String address = "honda-" + UUID.randomUUID() + "@mail.example";
    Citizen honda = new Citizen(demo, "本田 千代", address);
    String asked = honda.writes(subject, "届きますか。");
    Desk desk = opened("suzuki", subject);
    answer(desk, "お答えします。");
    desk.page.waitForCondition(() -> !idsOfAnswers(honda, asked).isEmpty());
    send(
        String.join(
            "\n",
            "Return-Path: <>",
            "From: MAILER-DAEMON@mx.example",
            "To: " + Citizen.CITY,
            "Subject: Undelivered Mail Returned to Sender",
            "Message-ID: <" + UUID.randomUUID() + "@mx.example>",
            "MIME-Version: 1.0",
            "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
            "",
            "--b",
            "Content-Type: message/delivery-status",
            "",
            "Reporting-MTA: dns; mx.example",
            "",
            "Final-Recipient: rfc822; " + address,
            "Action: failed",
            "Status: 5.1.1",
            "--b",
            "Content-Type: text/rfc822-headers",
            "",
            "To: " + address,
            "Message-ID: " + idsOfAnswers(honda, asked).get(0),
            "--b--",
            ""));
    assertThat(desk.entry("reply", "お答えします。").locator(".delivery.failed")).containsText("5.1.1");
    assertThat(desk.page.locator(".composer .undeliverable")).containsText(address);
    assertThat(desk.page.locator("aside .citizen .undeliverable")).containsText("届かない可能性のあるアドレス");
    picture(desk, "undeliverable");
    desk.assertFaultless();
    desk.page.click("aside .citizen .card-link");
    Locator mark = desk.page.locator(".citizen-page .undeliverable");
    assertThat(mark).containsText("送信エラー（5.1.1）");
    desk.assertFaultless();
    desk.page.locator(".citizen-page .contacts button").click();
    assertThat(mark).hasCount(0);
  }

  private static List<String> idsOfAnswers(Citizen citizen, String asked) {
    try {
      return citizen.idsOfAnswersTo(asked);
    } catch (jakarta.mail.MessagingException e) {
      return List.of();
    }
  }
}
