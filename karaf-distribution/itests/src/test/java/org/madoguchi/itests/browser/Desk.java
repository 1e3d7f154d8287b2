package org.madoguchi.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A staff member's browser with the console open; it keeps book of whatever goes wrong in it. */
final class Desk {
  static final String PASSWORD = "madoguchi-demo";
  static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  final Page page;
  private final DemoInstance demo;
  private final List<String> troubles = new ArrayList<>();

  Desk(BrowserContext context, DemoInstance demo) {
    this.demo = demo;
    page = context.newPage();
    page.onConsoleMessage(this::noted);
    page.onPageError(error -> troubles.add("page error: " + error));
  }

  private void noted(ConsoleMessage message) {
    if (List.of("error", "warning").contains(message.type())) {
      troubles.add(message.type() + ": " + message.text() + " @" + message.location());
    }
  }

  /** Logs in by the form, wherever the console asks for it. */
  Desk loggedIn(String user) {
    page.navigate(demo.url("/console/"));
    page.fill("#user", user);
    page.fill("#password", PASSWORD);
    page.click("md-login button.solid");
    assertThat(page.locator("header.top")).isVisible();
    assertThat(page.locator(".connection.online")).isVisible();
    return this;
  }

  /** The body of a login without the form. */
  static RequestOptions credentials(String user) {
    return RequestOptions.create().setData(Map.of("user", user, "password", PASSWORD));
  }

  Desk open(String path) {
    page.navigate(demo.url(path));
    return this;
  }

  /** What nobody owns yet with the newest first: other tests leave more than a page of it. */
  Desk openQueue(String queue) {
    open("/console/tickets?queue=" + queue + (queue.equals("unassigned") ? "&order=newest" : ""));
    assertThat(listed()).isVisible();
    return this;
  }

  /** Opens the ticket of this subject from the list shown, and waits until one can write. */
  void openTicket(String subject) {
    row(subject).click();
    awaitTicket(subject);
  }

  void awaitTicket(String subject) {
    assertThat(page.locator("#ticket-title")).hasText(subject);
    assertThat(page.locator("#text")).isVisible();
  }

  Locator listed() {
    return page.locator(".list-pane .rows, .list-pane .empty").first();
  }

  Locator row(String subject) {
    return page.locator("a.row", new Page.LocatorOptions().setHasText(subject));
  }

  Locator entry(String type, String text) {
    return page.locator("article.entry." + type, new Page.LocatorOptions().setHasText(text));
  }

  Locator status() {
    return page.locator("#field-status");
  }

  /** A mark that is gone after a reload. */
  void markPage() {
    page.evaluate("() => { window.markOfTest = 'here'; }");
  }

  void assertNotReloaded() {
    assertEquals("here", page.evaluate("() => window.markOfTest"));
  }

  /**
   * Errors that the test provoked: each was noted once, nothing else was, and all are forgotten.
   */
  void assertTrouble(Pattern... expected) {
    page.waitForCondition(() -> troubles.size() >= expected.length);
    assertEquals(troubles.toString(), expected.length, troubles.size());
    for (Pattern pattern : expected) {
      assertTrue(
          pattern + " in " + troubles,
          troubles.removeIf(trouble -> pattern.matcher(trouble).find()));
    }
    assertUntroubled();
  }

  /** Errors that the test provoked, one or several alike: they are forgotten. */
  void assertTroubles(Pattern expected) {
    page.waitForCondition(() -> !troubles.isEmpty());
    assertTrue(troubles.toString(), troubles.stream().allMatch(expected.asPredicate()));
    troubles.clear();
  }

  void assertUntroubled() {
    assertEquals(List.of(), troubles);
  }

  /**
   * What a machine finds on the page that keeps people from using it. While something fades in, its
   * colours are none; the frame of a mail runs no script, not even axe: legacy mode looks at the
   * page from above.
   */
  List<Rule> violations() {
    page.waitForFunction(
        "() => document.getAnimations().every((a) => a.playState !== 'running')"
            + " && document.title !== 'Madoguchi'");
    return new AxeBuilder(page).withTags(RULES).setLegacyMode(true).analyze().getViolations();
  }

  void assertFaultless() {
    assertEquals(
        List.of(),
        violations().stream()
            .flatMap(v -> v.getNodes().stream().map(node -> v.getId() + " " + node.getTarget()))
            .toList());
  }
}
