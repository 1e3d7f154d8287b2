package org.madoguchi.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.Assert.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.Test;
import org.madoguchi.testing.covers.Covers;

/** A citizen writes, an operator answers, the citizen answers back. */
public class MainJobByMouseIT extends ConsoleTest {
  private static final String SUBJECT = "転出届を郵送で出したいです（十一月の引っ越し）";
  private static final String REPLY =
      "木村 結衣 様\nお問い合わせありがとうございます。転出届は郵送でお手続きいただけます。\n" + "同封していただくものは、届書、本人確認書類の写し、返信用封筒の三点です。";
  private static final String ANSWER = "ありがとうございます。本人確認書類は運転免許証の写しでよいでしょうか。";

  @Test
  @Covers({"F1", "F3", "K1", "K2", "S1"})
  public void mailIsAnsweredAndTheAnswersAnswerComesBack() throws Exception {
    Desk desk = browsers.desk(1440, 900).loggedIn("suzuki").openQueue("unassigned");
    desk.markPage();

    final String messageId =
        kimura.writes(SUBJECT, "来月、県外へ引っ越します。転出届を郵送で出したいのですが、必要な書類を教えてください。\n木村 結衣");
    assertThat(desk.row(SUBJECT)).isVisible();
    desk.assertNotReloaded();
    desk.openTicket(SUBJECT);
    assertThat(desk.page.locator(".side-pane .citizen-name")).containsText("木村 結衣");
    assertThat(desk.page.locator(".side-pane .brief li").first()).isVisible();

    write(desk);
    send(desk);

    assertEquals(List.of("Re: " + SUBJECT), withoutNumber(kimura.subjectsOfAnswersTo(messageId)));
    desk.markPage();
    kimura.answers(browsers.citizensPage(), "届書、本人確認書類の写し", ANSWER);
    assertThat(desk.entry("citizen", ANSWER)).isVisible();
    assertThat(desk.status()).hasValue("open");
    desk.assertNotReloaded();
    assertThat(desk.page.locator(".note-bar")).isHidden();
    desk.page.screenshot(
        new Page.ScreenshotOptions().setPath(Browsers.SCREENSHOTS.resolve("console.png")));
  }

  private static void write(Desk desk) {
    desk.page.fill("#text", REPLY);
    assertThat(desk.page.locator(".draft-state")).containsText("下書き保存済み");
    desk.page
        .locator(".composer input[type=file]")
        .setInputFiles(
            new FilePayload("転出届の記入例.txt", "text/plain", "記入例".getBytes(StandardCharsets.UTF_8)));
    assertThat(desk.page.locator(".composer .attachments li")).containsText("転出届の記入例.txt");
    assertThat(desk.page.locator(".composer progress")).hasCount(0);
    desk.page.reload();
    desk.awaitTicket(SUBJECT);
    assertThat(desk.page.locator("#text")).hasValue(REPLY);
    assertThat(desk.page.locator(".composer .attachments li")).containsText("転出届の記入例.txt");
  }

  private static void send(Desk desk) {
    desk.page.click(".split summary");
    desk.page.click(".split .menu-box button:has(b:text-is('回答する'))");
    desk.page.click(".split > button:text-is('回答する')");
    assertThat(desk.entry("reply", "返信用封筒の三点です")).isVisible();
    assertThat(desk.entry("reply", "返信用封筒の三点です").locator(".delivery")).containsText("送信済み");
    assertThat(desk.entry("reply", "返信用封筒の三点です").locator(".attachments"))
        .containsText("転出届の記入例.txt");
    assertThat(desk.status()).hasValue("answered");
    assertThat(desk.page.locator("#text")).hasValue("");
  }

  /** The ticket's number may stand in brackets behind the subject. */
  private static List<String> withoutNumber(List<String> subjects) {
    return subjects.stream().map(s -> s.replaceFirst(" *\\[[^\\]]*]", "").trim()).toList();
  }
}
