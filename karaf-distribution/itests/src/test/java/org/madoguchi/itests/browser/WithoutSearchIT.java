package org.madoguchi.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.Assert.assertEquals;

import com.microsoft.playwright.Locator;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.Test;
import org.madoguchi.testing.covers.Covers;

/** The console where the search is not started: it is told, not tried, and the lists go on. */
public class WithoutSearchIT extends ConsoleTest {
  @Test
  @Covers("K2")
  public void nothingIsAskedInVainAndThePageTellsTheNextStep() {
    String word = "w" + UUID.randomUUID().toString().substring(0, 8);
    String subject = "検索なしの件 " + word;
    kimura.writes(subject, "検索がなくても。");
    Desk desk = browsers.desk(1366, 768);
    List<String> asked = new ArrayList<>();
    desk.page.onRequest(request -> asked.add(request.url()));
    desk.loggedIn("suzuki").openQueue("unassigned");
    assertThat(desk.row(subject)).isVisible();
    desk.openTicket(subject);
    assertThat(desk.page.locator(".faq-away")).isVisible();
    key(desk, "r");
    Locator area = desk.page.locator("#text");
    assertThat(area).isFocused();
    desk.page.keyboard().type("本当ですか??はい");
    assertThat(area).hasValue("本当ですか??はい");
    desk.assertFaultless();
    area.fill("");

    desk.page.locator("#ticket-title").focus();
    key(desk, "/");
    desk.page.keyboard().type(word);
    assertThat(desk.row(subject)).hasCount(1);
    desk.open("/console/search?q=" + word);
    assertThat(desk.page.locator(".find-away")).containsText("検索機能の起動を依頼");
    desk.assertFaultless();
    desk.page.locator(".find-away a.button").click();
    assertThat(desk.row(subject)).isVisible();
    assertEquals(List.of(), asked.stream().filter(url -> url.contains("/api/search")).toList());
  }

  private static void key(Desk desk, String key) {
    desk.page.keyboard().press(key);
  }
}
