package org.madoguchi.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TestRule;
import org.madoguchi.testing.covers.Covers;

/**
 * Finding while one answers: the search page, the articles beside the ticket, {@code ??}. The
 * search is started for these tests and ended behind them, because its dictionary is large.
 */
public class FindingIT extends ConsoleTest {
  @ClassRule public static final TestRule SEARCH = new SearchStarted();

  private static final Pattern RECORDS = Pattern.compile("/api/search-records");

  /** Letters nobody else writes. */
  private final String word = word();

  /** What the console told of its searches. */
  private final List<JsonObject> records = new ArrayList<>();

  private Knowledge knowledge;

  @Before
  public void logInWhoeverWrites() {
    knowledge = new Knowledge(demo, browsers);
  }

  private static String word() {
    StringBuilder word = new StringBuilder();
    UUID.randomUUID().toString().chars().limit(13).forEach(c -> word.append((char) ('a' + c % 26)));
    return word.toString();
  }

  private Desk suzuki(int width, int height) {
    Desk desk = browsers.desk(width, height);
    desk.page.route(RECORDS, this::record);
    return desk.loggedIn("suzuki");
  }

  private void record(Route route) {
    Request request = route.request();
    JsonObject told = new Gson().fromJson(request.postData(), JsonObject.class);
    told.addProperty("address", request.url().replaceFirst(".*/api", ""));
    records.add(told);
    route.fulfill(new Route.FulfillOptions().setStatus(204));
  }

  private List<JsonObject> told(String member, String value) {
    return records.stream()
        .filter(r -> r.has(member) && r.get(member).getAsString().equals(value))
        .toList();
  }

  private static void key(Desk desk, String key) {
    desk.page.keyboard().press(key);
  }

  /** From the citizen's mail to the open ticket, beside which something is found. */
  private Desk atTheTicket(String subject, int width, int height) {
    kimura.writes(subject, "教えてください。");
    Desk desk = suzuki(width, height).openQueue("unassigned");
    assertThat(desk.row(subject)).isVisible();
    desk.openTicket(subject);
    return desk;
  }

  private static Locator candidates(Desk desk) {
    return desk.page.locator("md-faq .faq-list").first().locator("> li");
  }

  @Test
  @Covers({"K2", "K6", "K8", "S9"})
  public void everythingOneMaySeeIsFoundOnOnePageByKeyboard() {
    String id = knowledge.published("印鑑登録の廃止 " + word, "窓口で受け付けます。", "登録証をお持ちください。", "staff");
    String subject = "印鑑登録の相談 " + word;
    kimura.writes(subject, "廃止したいのですが。");
    knowledge.awaitFound(word, 2);
    Desk desk = suzuki(1366, 768).open("/console/tickets?queue=all-open");
    assertThat(desk.listed()).isVisible();
    desk.page.locator("#list-title").click();
    key(desk, "/");
    Locator field = desk.page.locator("#search");
    assertThat(field).isFocused();
    assertThat(field).hasAttribute("role", "combobox");
    desk.page.keyboard().type(word);
    Locator options = desk.page.locator("#search-options [role=option]");
    assertThat(options.filter(new Locator.FilterOptions().setHasText(word))).hasCount(4);
    assertThat(options.first().locator("mark")).hasText(word);
    desk.assertFaultless();
    key(desk, "ArrowUp"); // over the field to the last one: the list as before
    assertThat(options.last()).hasAttribute("aria-selected", "true");
    key(desk, "Escape");
    assertThat(options).hasCount(0);
    assertThat(field).hasValue(word);
    key(desk, "Enter");

    desk.page.waitForURL(Pattern.compile("/console/search\\?q=" + word));
    Locator hits = desk.page.locator(".hits > li");
    assertThat(hits).hasCount(2);
    assertThat(hits.locator("mark").first()).hasText(word);
    assertThat(desk.page.locator(".find-hits")).containsText("2件見つかりました");
    desk.assertFaultless();
    Locator kinds = desk.page.locator(".facets li a", text("応対履歴"));
    kinds.focus();
    key(desk, "Enter");
    assertThat(hits).hasCount(1);
    assertTrue(desk.page.url(), desk.page.url().contains("kind=ticket"));
    desk.page.reload();
    assertThat(hits).hasCount(1);
    assertThat(desk.page.locator(".facet-chosen", text("応対履歴"))).isVisible();
    Locator hit = hits.locator("a");
    hit.focus();
    key(desk, "Enter");
    desk.awaitTicket(subject);
    desk.page.waitForCondition(() -> !told("use", "opened").isEmpty());
    assertTrue(told("use", "opened").get(0).get("document").getAsString().startsWith("TICKET/"));
    JsonObject made = told("q", word).get(0);
    assertEquals("console", made.get("place").getAsString());
    assertTrue(made.toString(), made.get("shown").toString().contains("ARTICLE/" + id));
  }

  private static Page.LocatorOptions text(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  @Test
  @Covers("K6")
  public void whatFindsNothingTellsWhatToTryAndIsReadOnAPhone() {
    knowledge.published("住居表示の変更 " + word, "手続きは要りません。", "通知をお待ちください。", "staff");
    Desk desk = suzuki(320, 640).open("/console/search?q=" + word());
    Locator nothing = desk.page.locator(".find-nothing");
    assertThat(nothing).isVisible();
    assertThat(nothing.locator("a[href='/console/kb/proposals']")).isVisible();
    desk.assertFaultless();
    desk.page.fill("#search", "住居表示の変更 " + word);
    desk.page.locator("#search").press("Enter");
    assertThat(desk.page.locator(".hits > li")).hasCount(1);
    assertEquals(
        true,
        desk.page.evaluate(
            "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
    desk.assertFaultless();
  }

  @Test
  @Covers({"F11", "K2", "K6", "S2"})
  public void articlesAreFoundWhileOneWritesAndQuotedByNumber() {
    String other = word();
    final String first = knowledge.published("粗大ごみの出し方 " + word, "電話で申し込みます。", "三日前までに。", "staff");
    final String second = knowledge.published("浄化槽の点検 " + other, "年に一回です。", "業者が伺います。", "staff");
    Desk desk = atTheTicket("粗大ごみについて " + word, 1366, 768);
    Locator found = candidates(desk);
    assertThat(found.first()).containsText("粗大ごみの出し方");
    assertThat(found.first()).containsText("センターで回答可");
    assertThat(found.first()).containsText("市民窓口課");
    desk.assertFaultless();
    Locator area = desk.page.locator("#text");
    key(desk, "r");
    assertThat(area).isFocused();
    desk.page.keyboard().type("木村様\n");
    key(desk, "Alt+1");
    assertThat(area).hasValue("木村様\n電話で申し込みます。\n\n三日前までに。");
    assertThat(area).isFocused();
    knowledge.awaitUses(first, 1);
    desk.page.waitForCondition(() -> !told("use", "quoted").isEmpty());
    assertEquals("ARTICLE/" + first, told("use", "quoted").get(0).get("document").getAsString());
    area.fill("木村様\n");
    desk.page.keyboard().type("浄化槽 " + other);
    assertThat(found.filter(new Locator.FilterOptions().setHasText("浄化槽の点検"))).hasCount(1);
    assertThat(area).isFocused();
    found.filter(new Locator.FilterOptions().setHasText("浄化槽の点検")).locator("button.quote").click();
    assertThat(area).hasValue("木村様\n浄化槽 " + other + "年に一回です。\n\n業者が伺います。");
    knowledge.awaitUses(second, 1);
    assertThat(desk.page.locator("md-faq .link-out")).hasCount(0); // citizens have no pages of them
    area.fill("");
  }

  @Test
  @Covers({"F11", "S9"})
  public void oneLooksOneselfFoldsItAndNothingGoesFromTicketToTicket() {
    String other = word();
    knowledge.published("駐輪場の定期利用 " + word, "窓口で。", "年度ごとです。", "staff");
    knowledge.published("図書館の団体貸出 " + other, "申込書で。", "百冊まで。", "staff");
    kimura.writes("別の件 " + other, "別の相談です。");
    Desk desk = atTheTicket("駐輪場について " + word, 1366, 768);
    assertThat(candidates(desk).first()).containsText("駐輪場の定期利用");
    desk.page.locator("#ticket-title").focus();
    key(desk, "f");
    Locator field = desk.page.locator(".faq-words");
    assertThat(field).isFocused();
    desk.page.keyboard().type(other);
    assertThat(candidates(desk).first()).containsText("図書館の団体貸出");
    key(desk, "Enter");
    desk.page.waitForCondition(() -> !told("q", other).isEmpty());
    assertEquals("pane", told("q", other).get(0).get("place").getAsString());

    desk.row("別の件 " + other).click();
    desk.awaitTicket("別の件 " + other);
    assertThat(field).hasValue("");
    assertThat(candidates(desk).first()).containsText("図書館の団体貸出");
    assertThat(desk.page.locator("md-faq")).not().containsText("駐輪場の定期利用");

    Locator fold = desk.page.locator("md-faq h2 button");
    fold.click();
    assertThat(fold).hasAttribute("aria-expanded", "false");
    assertThat(field).hasCount(0);
    desk.page.reload();
    assertThat(fold).hasAttribute("aria-expanded", "false");
    desk.page.locator("#ticket-title").focus();
    key(desk, "f");
    assertThat(field).isFocused();
  }

  @Test
  @Covers({"F11", "K2"})
  public void articleIsCalledByTwoQuestionMarks() {
    String id = knowledge.published("水道の開栓 " + word, "前日までに。", "立会いは要りません。", "staff");
    Desk desk = atTheTicket("呼び出しの試し " + word, 1366, 768);
    assertThat(candidates(desk).first()).isVisible();
    key(desk, "r");
    Locator area = desk.page.locator("#text");
    assertThat(area).isFocused();
    desk.page.keyboard().type("前??");
    Locator field = desk.page.locator("md-picker input");
    assertThat(field).isFocused();
    key(desk, "Escape");
    assertThat(area).isFocused();
    assertThat(area).hasValue("前??");
    key(desk, "Backspace");
    key(desk, "Backspace");
    desk.page.keyboard().type("??");
    assertThat(field).isFocused();
    desk.page.keyboard().type("水道の開栓 " + word);
    assertThat(desk.page.locator("#picker-list [role=option]")).hasCount(1);
    desk.assertFaultless();
    key(desk, "Shift+Enter"); // citizens have no page of it: the text stays
    assertThat(area).isFocused();
    desk.page.keyboard().type("て"); // nobody waits until they are told so
    assertThat(area).hasValue("前??て");
    assertThat(desk.page.locator(".note-bar")).containsText("案内できるページがありません");
    for (int i = 0; i < 2; i++) {
      key(desk, "Backspace");
    }
    desk.page.keyboard().type("?");
    assertThat(field).isFocused();
    desk.page.keyboard().type("水道の開栓 " + word);
    key(desk, "Enter");
    assertThat(area).hasValue("前前日までに。\n\n立会いは要りません。");
    assertThat(area).isFocused();
    knowledge.awaitUses(id, 1);
    area.fill("");

    String compose =
        "(area, [type, text]) => { area.value = text; area.setSelectionRange(text.length, text.length);"
            + " area.dispatchEvent(type === 'input' ? new InputEvent('input', { bubbles: true, isComposing: true })"
            + " : new CompositionEvent(type, { bubbles: true, data: text })); }";
    area.evaluate(compose, List.of("input", "？？"));
    assertEquals(0, desk.page.locator("md-picker").count());
    area.evaluate(compose, List.of("compositionend", "？？"));
    assertThat(field).isFocused();
    key(desk, "Escape");
    assertThat(area).isFocused();
    area.fill("");
  }

  @Test
  @Covers({"F11", "K2"})
  public void whereThereIsLittleRoomTheArticlesAreATab() {
    knowledge.published("転校の手続き " + word, "学校に届けます。", "在学証明書を。", "staff");
    Desk desk = atTheTicket("転校について " + word, 320, 640);
    desk.page.locator(".tabs button", text("FAQ")).click();
    assertThat(candidates(desk).first()).containsText("転校の手続き");
    desk.assertFaultless();
    assertEquals(
        true,
        desk.page.evaluate(
            "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
    candidates(desk).first().locator("button.quote").click();
    Locator area = desk.page.locator("#text");
    assertThat(area).isVisible();
    assertThat(area).hasValue("学校に届けます。\n\n在学証明書を。");
    area.fill("");
  }

  @Test
  @Covers({"F11", "K2"})
  public void whatIsNotedDuringACallFindsArticlesToo() {
    knowledge.published("し尿のくみ取り " + word, "業者に電話します。", "月に一度です。", "staff");
    Desk desk = suzuki(1366, 768).open("/console/tickets/new");
    assertThat(desk.page.locator("#matter")).isVisible();
    if (desk.page.locator("#municipality").count() > 0) {
      desk.page.locator("#municipality").selectOption("mihon");
    }
    desk.page.locator("#matter").focus();
    desk.page.keyboard().type("くみ取り " + word);
    assertThat(candidates(desk).first()).containsText("し尿のくみ取り");
    assertThat(desk.page.locator("#matter")).isFocused();
    desk.assertFaultless();
    key(desk, "Alt+1");
    assertThat(desk.page.locator("#matter")).hasValue("くみ取り " + word + "業者に電話します。\n\n月に一度です。");
    desk.page.locator(".form-foot .plain").click();
  }
}
