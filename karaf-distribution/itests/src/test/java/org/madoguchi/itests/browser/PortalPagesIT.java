package org.madoguchi.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.itests.container.Api;
import org.madoguchi.testing.covers.Covers;

/** The citizens' pages as citizens use them: without JavaScript, by keyboard, on a phone. */
public class PortalPagesIT extends ConsoleTest {
  private static final String QUESTION = "portal-住民票の写しをコンビニで取るには";

  private static String article;

  @Before
  public void publishAnArticle() throws Exception {
    if (article == null) {
      String base = demo.url("");
      Api tanaka = new Api(base).login("tanaka", Desk.PASSWORD);
      HttpResponse<String> made =
          tanaka.send(
              "POST",
              "/api/articles",
              Map.of(
                  "requestId", UUID.randomUUID().toString(),
                  "municipality", "mihon",
                  "section", "shimin-madoguchi",
                  "category", "juminhyo.utsushi.konbini",
                  "question", QUESTION,
                  "conclusion", "マイナンバーカードがあれば、コンビニで取れます。",
                  "body",
                      "<h2>必要なもの</h2><ul><li>マイナンバーカード</li></ul><h2>手数料</h2>"
                          + "<table><tr><th scope=\"row\">コンビニ</th><td>200円</td></tr></table>",
                  "visibility", "public"));
      assertEquals(made.body(), 201, made.statusCode());
      JsonNode id = Api.json(made.body()).at("/head/id");
      step(tanaka, id.asText(), "submit");
      step(new Api(base).login("sato", Desk.PASSWORD), id.asText(), "approve");
      article = "/mihon/ja/faq/" + id.asText();
    }
    Page page = browsers.citizensPage();
    page.waitForCondition(() -> page.navigate(demo.url(article)).status() == 200);
  }

  private static void step(Api who, String id, String step) throws Exception {
    String version = who.get("/api/articles/" + id).headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> done =
        who.send(
            "POST", "/api/articles/" + id + "/steps", Map.of("step", step), "If-Match", version);
    assertEquals(done.body(), 200, done.statusCode());
  }

  private Desk withoutScript() {
    return browsers.desk(390, 844, settings -> settings.setJavaScriptEnabled(false));
  }

  @Test
  @Covers({"F2", "X11"})
  public void citizenFindsAnAnswerAndSaysWhetherItHelpedWithoutScript() {
    Page page = withoutScript().open("/mihon/ja/").page;
    page.fill("#q", "portal-住民票");
    page.locator(".seek-form button").click();
    page.locator(".items a", new Page.LocatorOptions().setHasText(QUESTION)).click();
    assertThat(page.locator("h1")).hasText(QUESTION);
    assertThat(page.locator(".conclusion")).containsText("コンビニで取れます");
    page.locator(".vote summary").click();
    page.locator("input[value=unclear]").check();
    page.fill("#vote-text", "操作の手順も知りたい");
    page.locator(".vote details button").click();
    assertThat(page.locator("h1")).hasText("ご回答ありがとうございました");
    page.locator(".asking .solid").click();
    assertThat(page.locator("blockquote")).hasText("portal-住民票");
    page.goBack();
    page.goBack();
    page.locator(".vote-yes button").click();
    assertThat(page.locator("h1")).hasText("ご回答ありがとうございました");
  }

  @Test
  @Covers({"K4", "S5"})
  public void languageIsChangedWhereOneIs() {
    Page page = browsers.desk(1280, 900).open(article).page;
    page.locator(".languages a[lang=en]").click();
    assertThat(page.locator("html")).hasAttribute("lang", "en");
    assertThat(page.locator("h1")).hasAttribute("lang", "ja");
    assertThat(page.locator(".note")).containsText("not available in English");
    page.locator(".site-name a").click();
    assertThat(page).hasURL(Pattern.compile("/mihon/en/$"));
  }

  @Test
  public void everythingIsReachedByKeyboard() {
    Page page = browsers.desk(1280, 900).open("/mihon/ja/").page;
    page.keyboard().press("Tab");
    assertThat(page.locator(".skip")).isFocused();
    page.keyboard().press("Enter");
    assertThat(page.locator("#main")).isFocused();
    page.keyboard().press("Tab");
    assertThat(page.locator("#q")).isFocused();
    page.keyboard().insertText("portal-住民票");
    page.keyboard().press("Enter");
    assertThat(page.locator("h1")).containsText("portal-住民票");
    page.locator(".items a").first().focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("h1")).hasText(QUESTION);
    page.locator(".vote summary").focus();
    page.keyboard().press("Enter");
    page.keyboard().press("Tab");
    assertThat(page.locator("input[value=wrong]")).isFocused();
  }

  @Test
  public void noPageHasAFaultWideOrOnAPhone() {
    List<String> routes =
        List.of(
            "/mihon/ja/",
            "/mihon/ja/faq?q=portal-%E4%BD%8F%E6%B0%91%E7%A5%A8",
            "/mihon/ja/faq?q=zzzzz",
            "/mihon/ja/faq/c/juminhyo",
            article,
            article + "/thanks",
            article.replace("/ja/", "/ja-easy/"),
            article.replace("/ja/", "/en/"),
            "/mihon/ja/contact?q=x",
            "/mihon/en/",
            "/mihon/ja-easy/",
            "/mihon/ja/accessibility",
            "/mihon/ja/privacy",
            "/mihon/ja/offline");
    for (int width : new int[] {1280, 320}) {
      Desk desk = browsers.desk(width, 800);
      for (String route : routes) {
        desk.open(route);
        desk.assertFaultless();
        int wide = (Integer) desk.page.evaluate("() => document.documentElement.scrollWidth");
        assertTrue(route + " is " + wide + " px wide", wide <= width);
        assertEquals(0, desk.page.context().cookies().size());
      }
    }
  }

  @Test
  public void pageForWithoutConnectionIsKeptAndPrintLeavesOutWhatIsForScreens() {
    Desk desk = browsers.desk(1280, 900);
    Page page = desk.open(article).page;
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)");
    // the browser's switch does not reach what the worker fetches
    page.waitForFunction("() => caches.match('/mihon/ja/offline').then((kept) => !!kept)");
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    assertThat(page.locator(".vote")).isHidden();
    assertThat(page.locator(".conclusion")).isVisible();
  }
}
