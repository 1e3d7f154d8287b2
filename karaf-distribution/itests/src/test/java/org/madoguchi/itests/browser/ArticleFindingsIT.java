package org.madoguchi.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
import java.util.Map;
import java.util.UUID;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TestRule;
import org.madoguchi.testing.covers.Covers;

/** 改善提案: the articles somebody should look at. */
public class ArticleFindingsIT extends ConsoleTest {
  private static final Page.WaitForConditionOptions LONG =
      new Page.WaitForConditionOptions().setTimeout(180_000);

  @ClassRule public static final TestRule SEARCH = new SearchStarted();

  private final String mark = UUID.randomUUID().toString().substring(0, 8);
  private Desk sato;
  private Knowledge knowledge;

  @Before
  public void logInTheSupervisor() {
    sato = browsers.desk(1366, 768).loggedIn("sato");
    knowledge = new Knowledge(demo, browsers);
  }

  private String published(String question) {
    return knowledge.published(question, "窓口で" + mark + "の届けを出すと、その日に受け取れます。", "本文", "public");
  }

  private APIResponse get(String address) {
    return sato.page.request().get(demo.url(address));
  }

  private void rated(String id) {
    JsonObject session = new Gson().fromJson(get("/api/session").text(), JsonObject.class);
    APIResponse kept =
        sato.page
            .request()
            .post(
                demo.url("/api/article-uses/" + id),
                RequestOptions.create()
                    .setHeader("X-CSRF-Token", session.get("csrfToken").getAsString())
                    .setData(
                        Map.of(
                            "use",
                            "unhelpful",
                            "fault",
                            "outdated",
                            "text",
                            "古い " + mark,
                            "requestId",
                            UUID.randomUUID().toString())));
    assertEquals(kept.text(), 204, kept.status());
  }

  private void found(String kind, String text) {
    sato.page.waitForCondition(
        () ->
            get("/api/article-findings?municipality=mihon&limit=200&kind=" + kind)
                .text()
                .contains(text),
        LONG);
  }

  private void press(Locator button) {
    assertThat(button).isEnabled();
    button.focus();
    sato.page.keyboard().press("Enter");
  }

  private Locator row(String text) {
    return sato.page.locator("md-article-findings li", new Page.LocatorOptions().setHasText(text));
  }

  @Test
  @Covers({"K6", "X11"})
  public void whatDoesNotHelpIsListedWithItsReasonsAndPutAside() {
    String question = "=" + mark + "の届けはどこに出しますか";
    String id = published(question);
    for (int i = 0; i < 6; i++) {
      rated(id);
    }
    // the next article makes the lists be looked through again
    published("全く別の" + mark);
    found("unhelpful", mark);

    APIResponse file = get("/api/article-findings/export?municipality=mihon&kind=unhelpful");
    assertEquals(file.text(), 200, file.status());
    assertTrue(file.text(), file.text().startsWith("\ufeffkind,"));
    assertTrue(file.text(), file.text().contains("'" + question));

    sato.open("/console/kb/improve?municipality=mihon&tab=unhelpful");
    Locator row = row(mark);
    assertThat(row).containsText("評価6件のうち6件");
    assertThat(row).containsText("古い 6件");
    assertThat(row).containsText("古い " + mark);
    assertThat(sato.page.locator("#tab-unhelpful .count")).isVisible();
    sato.assertFaultless();
    sato.page.keyboard().press("j");
    assertThat(sato.page.locator("md-article-findings li a").first()).isFocused();

    press(row.locator("button"));
    assertThat(sato.page.locator("#finding-reason")).isFocused();
    sato.page.keyboard().type("所管課に確認中");
    sato.assertFaultless();
    sato.page.keyboard().press("Enter");
    Locator undo = sato.page.locator(".undo button");
    assertThat(undo).isFocused();
    assertThat(row).hasCount(0);
    sato.page.keyboard().press("Enter");
    assertThat(row.locator("button")).isFocused();
    sato.assertUntroubled();
  }

  @Test
  @Covers("X11")
  public void whatSaysTheSameIsComparedAndEmptyListsTellWhy() {
    String one = mark + "の届けはどこに出しますか";
    published(one);
    published(one + "？");
    found("duplicates", mark);
    sato.open("/console/kb/improve?municipality=mihon&tab=duplicates");
    press(row(mark).locator("button").first());
    assertThat(row(mark).locator(".grid-2")).containsText("その日に受け取れます");
    sato.assertFaultless();
    sato.page.setViewportSize(360, 740);
    sato.page.setViewportSize(1366, 768);

    press(sato.page.locator("#tab-unused"));
    assertThat(sato.page.locator("#findings")).hasText("使われていない");
    sato.page.selectOption("#finding-span", "365");
    sato.page.selectOption("#improve-section", "hoken-nenkin");
    press(sato.page.locator("#tab-unhelpful"));
    assertThat(sato.page.locator("md-article-findings .empty")).containsText("役に立っています");
    assertThat(sato.page.locator("#tab-unhelpful .count")).hasText("0件");
    sato.page.setViewportSize(320, 640);
    press(sato.page.locator("#tab-review"));
    assertThat(sato.page.locator("#findings")).hasText("見直し期限");
    sato.assertFaultless();
    sato.assertUntroubled();
  }
}
