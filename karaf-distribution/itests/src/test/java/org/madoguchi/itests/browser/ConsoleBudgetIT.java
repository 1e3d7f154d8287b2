package org.madoguchi.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.Test;
import org.madoguchi.testing.covers.Covers;

/** What the first view costs, in which languages it speaks, and what its page may do. */
public class ConsoleBudgetIT extends ConsoleTest {
  /** As they are sent, so mostly compressed; headers are not counted. */
  private static final int MOST_BYTES = 60 * 1024;

  private static final int MOST_REQUESTS = 20;
  private static final String SUBJECT = "はじめの画面に出る案件";
  private static final Duration QUIET = Duration.ofMillis(700);
  private static final Pattern JAPANESE = Pattern.compile("[\\u3040-\\u30ff\\u4e00-\\u9fff]");

  @Test
  public void firstViewIsSmall() throws Exception {
    kimura.writes(SUBJECT, "一覧に必ず一件あるように。");
    CountingWire wire = browsers.wire();
    Desk desk = browsers.desk(1366, 768).loggedIn("suzuki");
    // what the mail sets off, an acknowledgement say, is news and no part of a first view
    desk.page.navigate(wire.url("/console/tickets?queue=unassigned&order=newest"));
    assertThat(desk.row(SUBJECT).first()).isVisible();
    desk.page.waitForCondition(() -> wire.isQuietFor(Duration.ofSeconds(2)));
    wire.withoutNews();
    withoutCache(desk.page);
    wire.reset();
    desk.page.navigate(wire.url("/console/tickets?queue=unassigned"));
    assertThat(desk.page.locator("a.row").first()).isVisible();
    assertThat(desk.page.locator("#nav .count").first()).isVisible();
    assertThat(desk.page.locator(".connection.online")).isVisible();
    desk.page.waitForCondition(() -> wire.isQuietFor(QUIET));
    List<String> requests = wire.requests();
    String seen =
        wire.bodies()
            + " bytes and "
            + wire.heads()
            + " of headers, "
            + requests.size()
            + " requests: "
            + requests;
    assertTrue(seen, requests.contains("/console/tickets?queue=unassigned"));
    assertTrue(seen, requests.stream().anyMatch(r -> r.endsWith("/live-worker.js")));
    assertTrue(seen, requests.size() <= MOST_REQUESTS);
    assertTrue(seen, wire.bodies() <= MOST_BYTES);
  }

  private static void withoutCache(Page page) {
    CDPSession tools = page.context().newCDPSession(page);
    JsonObject off = new JsonObject();
    off.addProperty("cacheDisabled", true);
    tools.send("Network.enable");
    tools.send("Network.clearBrowserCache");
    tools.send("Network.setCacheDisabled", off);
  }

  @Test
  public void englishLeavesNoJapaneseBehind() {
    Desk desk = browsers.desk(1366, 768).loggedIn("sato").openQueue("all-open");
    Locator words =
        desk.page.locator("#nav h2, #nav a, #list-title, header.top .button, .connection");
    assertThat(words.filter(new Locator.FilterOptions().setHasNotText(JAPANESE))).hasCount(0);

    speak(desk, "en");
    assertThat(desk.page.locator("html")).hasAttribute("lang", "en");
    assertThat(desk.page.locator("#nav")).containsText("My tickets");
    assertThat(words.filter(new Locator.FilterOptions().setHasText(JAPANESE))).hasCount(0);
    desk.page.reload();
    assertThat(desk.page.locator("#nav")).containsText("My tickets");

    speak(desk, "ja");
    assertThat(desk.page.locator("#nav")).containsText("担当案件");
  }

  private static void speak(Desk desk, String language) {
    desk.page.locator("details.user summary").click();
    desk.page.waitForResponse(
        answer -> answer.url().endsWith("/api/directory/me/language") && answer.ok(),
        () -> desk.page.locator("details.user input[value=" + language + "]").check());
    desk.page.keyboard().press("Escape");
  }

  @Test
  @Covers("K7")
  public void pageMayRunNothingButItsOwnFiles() {
    Desk desk = browsers.desk(1366, 768);
    desk.page.addInitScript(
        "addEventListener('securitypolicyviolation', (e) => (window.violations ??= []).push(e.violatedDirective))");
    Response page = desk.page.navigate(demo.url("/console/"));
    String policy = page.headerValue("content-security-policy");
    assertTrue(policy, policy.contains("default-src 'none'"));
    assertTrue(policy, policy.contains("require-trusted-types-for 'script'"));
    assertFalse(policy, policy.contains("unsafe"));
    desk.loggedIn("suzuki").openQueue("all-open");
    desk.page.locator("a.row").first().click();
    assertThat(desk.page.locator("#text")).isVisible();
    assertEquals(null, desk.page.evaluate("() => window.violations ?? null"));
    desk.assertUntroubled();

    Object refused =
        desk.page.evaluate(
            "() => { try { document.createElement('p').innerHTML = '<b>x</b>'; return 'taken'; }"
                + " catch (e) { return e.name; } }");
    assertEquals("TypeError", refused);
    desk.assertTrouble(Pattern.compile("TrustedHTML"));
  }
}
