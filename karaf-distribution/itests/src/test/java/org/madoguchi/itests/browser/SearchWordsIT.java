package org.madoguchi.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.Assert.assertEquals;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TestRule;
import org.madoguchi.testing.covers.Covers;

/** 検索の言葉 and 改善提案. */
public class SearchWordsIT extends ConsoleTest {
  private static final Page.WaitForConditionOptions LONG =
      new Page.WaitForConditionOptions().setTimeout(180_000);

  @ClassRule public static final TestRule SEARCH = new SearchStarted();

  private final String word = word();
  private Desk sato;

  private static String word() {
    StringBuilder word = new StringBuilder();
    UUID.randomUUID().toString().chars().limit(13).forEach(c -> word.append((char) ('a' + c % 26)));
    return word.toString();
  }

  @Before
  public void logInTheSupervisor() {
    sato = browsers.desk(1366, 768).loggedIn("sato");
    sato.page.waitForCondition(() -> get("/api/search-synonyms/mihon").status() == 200, LONG);
  }

  private APIResponse get(String address) {
    return sato.page.request().get(demo.url(address));
  }

  private void post(String address, Map<String, Object> body) {
    JsonObject session = new Gson().fromJson(get("/api/session").text(), JsonObject.class);
    APIResponse kept =
        sato.page
            .request()
            .post(
                demo.url(address),
                RequestOptions.create()
                    .setHeader("X-CSRF-Token", session.get("csrfToken").getAsString())
                    .setData(body));
    assertEquals(kept.text(), 2, kept.status() / 100);
  }

  private void recorded(String text, List<String> shown) {
    post(
        "/api/search-records",
        Map.of(
            "requestId",
            UUID.randomUUID().toString(),
            "municipality",
            "mihon",
            "place",
            "console",
            "q",
            text,
            "shown",
            shown,
            "total",
            shown.size()));
  }

  private void called(String subject) {
    post(
        "/api/tickets",
        Map.of(
            "requestId",
            UUID.randomUUID().toString(),
            "municipality",
            "mihon",
            "kind",
            "inquiry",
            "channel",
            "phone",
            "subject",
            subject,
            "text",
            "届け出の方法を聞かれた。",
            "citizen",
            Map.of("name", "川口 " + word())));
  }

  private void key(String key) {
    sato.page.keyboard().press(key);
  }

  private void press(Locator button) {
    assertThat(button).isEnabled();
    button.focus();
    key("Enter");
  }

  private Locator row(String text) {
    return sato.page.locator("main tbody tr", new Page.LocatorOptions().setHasText(text));
  }

  @Test
  @Covers("K6")
  public void wordsAreKeptByKeyboardAndTriedAtOnce() {
    sato.open("/console/admin/synonyms?municipality=mihon");
    press(sato.page.locator("#new-synonyms"));
    Locator field = sato.page.locator("#synonyms-words");
    assertThat(field).isFocused();
    sato.page.keyboard().type(word);
    key("Control+Enter");
    assertThat(sato.page.locator("md-synonyms-form [role=alert]")).containsText("2つ以上");
    sato.assertTrouble(Pattern.compile("status of 422.*/api/search-synonyms"));
    assertThat(field).isFocused();
    key("Enter");
    sato.page.keyboard().type(word + "のこと");
    key("Control+Enter");
    assertThat(row(word)).containsText(word + "、" + word + "のこと");
    assertThat(row(word).locator("button").first()).isFocused();
    sato.assertFaultless();

    sato.page.fill("#synonyms-q", word.toUpperCase());
    assertThat(sato.page.locator("md-synonyms tbody tr")).hasCount(1);
    press(row(word).locator("button").first());
    assertThat(field).isFocused();
    sato.page.keyboard().type("三つ目" + word);
    sato.assertFaultless();
    press(sato.page.locator("md-synonyms-form .solid"));
    assertThat(row(word)).containsText("三つ目");

    press(row(word).locator("button").last());
    Locator undo = sato.page.locator(".undo button");
    assertThat(undo).isFocused();
    assertThat(row(word)).hasCount(0);
    key("Enter");
    assertThat(row(word)).containsText("三つ目");
    assertThat(row(word).locator("button").first()).isFocused();

    sato.page.locator("#trial-q").focus();
    sato.page.keyboard().type("なにもない" + word);
    key("Enter");
    assertThat(sato.page.locator("md-synonyms-trial [role=status]")).containsText(word);
    sato.assertFaultless();
  }

  @Test
  @Covers({"K6", "X11"})
  public void whatWasSearchedInVainIsListedWithWhatCanBeDoneAndDismissed() {
    recorded(word, List.of());
    recorded(word, List.of());
    String unused = word();
    recorded(unused, List.of("ARTICLE/1"));
    sato.page.waitForCondition(
        () ->
            get("/api/search-findings?municipality=mihon&list=no-use&limit=200")
                .text()
                .contains(unused),
        LONG);
    sato.open("/console/kb/improve?municipality=mihon");
    Locator row = row(word);
    assertThat(row.locator("td.n").first()).hasText("2");
    assertThat(sato.page.locator("md-search-figures tbody tr").first()).containsText("合計");
    assertThat(row.locator("a").first())
        .hasAttribute("href", Pattern.compile("/console/kb/new\\?.*question=" + word));
    sato.assertFaultless();

    press(row.locator("button"));
    Locator undo = sato.page.locator(".undo button");
    assertThat(undo).isFocused();
    assertThat(row).hasCount(0);
    key("Enter");
    assertThat(row.locator("button")).isFocused();

    press(sato.page.locator("#list-no-use"));
    assertThat(row(unused)).isVisible();
    assertThat(row).hasCount(0);
    sato.page.selectOption("#improve-days", "");
    sato.page.fill("#improve-from", "2020-01-01");
    sato.page.fill("#improve-to", "2020-01-31");
    press(sato.page.locator("main form .button"));
    assertThat(sato.page.locator("main .empty").first()).isVisible();
    assertThat(row(unused)).hasCount(0);
    sato.assertFaultless();
    sato.page.selectOption("#improve-days", "7");

    press(row(unused).locator("a").last());
    assertThat(sato.page.locator("#synonyms-words")).isFocused();
    assertThat(sato.page.locator("#synonyms-words")).hasValue(unused + "\n");
    sato.assertUntroubled();
  }

  @Test
  @Covers({"F12", "K8"})
  public void whatIsAskedOftenWithoutAnArticleIsListedAndDismissed() {
    called(word + "の届け出はどこですか");
    called(word + "の届け出について");
    called(word + "の届け出に必要なもの");
    sato.page.waitForCondition(
        () ->
            get("/api/search?municipality=mihon&kind=ticket&q=" + word)
                .text()
                .contains("\"total\":3"),
        LONG);
    sato.open("/console/kb/improve?municipality=mihon&tab=asked");
    Locator row =
        sato.page.locator("md-asked-often li", new Page.LocatorOptions().setHasText(word));
    assertThat(row).containsText("3件");
    assertThat(row.locator(".buttons a"))
        .hasAttribute("href", Pattern.compile("/console/kb/new\\?.*question=" + word));
    sato.assertFaultless();
    press(row.locator("button"));
    assertThat(sato.page.locator(".undo button")).isFocused();
    assertThat(row).hasCount(0);
    key("Enter");
    assertThat(row.locator("button")).isFocused();
    sato.page.locator("#asked-answered").focus();
    key(" ");
    assertThat(row).isVisible();
    press(row.locator(".buttons a"));
    assertThat(sato.page).hasURL(Pattern.compile("/console/kb/new"));
    sato.assertUntroubled();
  }
}
