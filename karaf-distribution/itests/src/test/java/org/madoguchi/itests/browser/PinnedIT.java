package org.madoguchi.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.UUID;
import org.junit.After;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TestRule;
import org.madoguchi.testing.covers.Covers;

/** One switch: what is pinned stands on the citizens' pages and on everybody's console at once. */
@Covers("X6")
public class PinnedIT extends ConsoleTest {
  private static final String SWITCH = "/console/admin/pinned?municipality=mihon";

  // the FAQ pane is there with the search
  @ClassRule public static final TestRule SEARCH = new SearchStarted();

  private final String heading = "台風の避難所 " + UUID.randomUUID().toString().substring(0, 8);
  private Desk sato;

  @After
  public void takeDownWhatStillStands() {
    if (sato != null) {
      sato.open(SWITCH);
      assertThat(sato.page.locator("#new-pin")).isVisible();
      Locator end = standing(sato, heading).getByText("終了", exactly());
      sato.page.waitForCondition(
          () -> sato.page.locator("section[aria-labelledby=pinned-now] li, .empty").count() > 0);
      if (end.count() > 0) {
        end.first().click();
        assertThat(standing(sato, heading)).hasCount(0);
      }
    }
  }

  private static Locator.GetByTextOptions exactly() {
    return new Locator.GetByTextOptions().setExact(true);
  }

  private static Locator standing(Desk desk, String heading) {
    return desk.page
        .locator("section[aria-labelledby=pinned-now] li")
        .filter(new Locator.FilterOptions().setHasText(heading));
  }

  /** By keyboard alone, from anywhere. */
  private void pin() {
    sato = browsers.desk(1366, 768).loggedIn("sato").openQueue("mine");
    sato.page.keyboard().press("Control+k");
    assertThat(sato.page.locator("md-picker input")).isFocused();
    sato.page.keyboard().insertText("災害時");
    assertThat(sato.page.locator("md-picker [role=option]")).hasCount(1);
    sato.page.keyboard().press("Enter");
    sato.page.locator("#new-pin").press("Enter");
    assertThat(sato.page.locator("#pin-heading")).isFocused();
    sato.page.keyboard().insertText(heading);
    sato.page.keyboard().press("Tab");
    sato.page.keyboard().insertText("市民会館を開けています。\n毛布をお持ちください。");
    sato.assertFaultless();
    sato.page.keyboard().press("Control+Enter");
    assertThat(sato.page.locator("dialog[open]")).containsText("市民向けFAQサイトの全ページ");
    sato.assertFaultless();
    sato.page.locator("#pin-confirmed").press("Enter");
    assertThat(standing(sato, heading)).hasCount(1);
    assertThat(sato.page.locator("#new-pin")).isFocused();
  }

  @Test
  public void oneSwitchPinsEverywhereAndTakesDownEverywhere() {
    Desk suzuki = browsers.desk(1366, 768).loggedIn("suzuki").openQueue("mine");
    suzuki.markPage();
    assertThat(suzuki.page.locator("a[href='/console/admin/pinned']")).hasCount(0);
    Desk citizen = browsers.desk(360, 740);
    citizen.open("/mihon/ja/faq");
    assertThat(citizen.page.getByText(heading)).hasCount(0);

    pin();
    Locator strip =
        suzuki.page.locator(".pinned-one").filter(new Locator.FilterOptions().setHasText(heading));
    assertThat(strip).containsText("毛布をお持ちください");
    suzuki.assertFaultless();
    shown(citizen, 1);
    assertThat(citizen.page.locator("section.pinned")).containsText("毛布をお持ちください");
    citizen.assertFaultless();
    Desk wide = browsers.desk(1366, 768);
    wide.open("/mihon/en/");
    assertThat(wide.page.getByText(heading)).hasCount(1);

    // folded for this tab, also after the page is loaded again
    suzuki.page.locator(".pinned-strip .bulletin-line").press("Enter");
    assertThat(strip).isHidden();
    suzuki.assertNotReloaded();
    suzuki.page.reload();
    assertThat(suzuki.page.locator(".pinned-strip")).isVisible();
    assertThat(strip).isHidden();
    suzuki.open("/console/kb");
    suzuki.page.locator(".pinned-strip .bulletin-line").click();
    assertThat(strip).isVisible();

    standing(sato, heading).getByText("終了", exactly()).press("Enter");
    assertThat(standing(sato, heading)).hasCount(0);
    assertThat(strip).hasCount(0);
    shown(citizen, 0);
    assertThat(sato.page.locator("md-pinned")).not().containsText("object");
    assertThat(sato.page.locator("section[aria-labelledby=pinned-over] li").first())
        .containsText(heading);
    sato.assertFaultless();
    suzuki.assertUntroubled();
    sato.assertUntroubled();
  }

  @Test
  public void whatIsPinnedIsAcknowledgedQuotedAndShownOnASmallScreen() {
    pin();
    standing(sato, heading).getByText("編集", exactly()).click();
    assertThat(sato.page.locator("#pin-heading")).hasValue(heading);
    sato.page.fill("#pin-until", "明日 9:00");
    sato.page.locator("#pin-until").press("Control+Enter");
    assertThat(standing(sato, heading)).containsText("9:00まで");
    String subject = "避難について " + heading;
    // one address is not acknowledged often
    String address = UUID.randomUUID() + "@citizen.example";
    new Citizen(demo, "木下 光", address).writes(subject, "どこへ行けばよいですか。");
    Desk suzuki = browsers.desk(1366, 768).loggedIn("suzuki").openQueue("unassigned");
    assertThat(suzuki.page.locator(".pinned-strip")).containsText("9:00まで");
    suzuki.openTicket(subject);
    suzuki.page.locator(".faq-pinned", hasText()).locator("button").click();
    String words = heading + "\n市民会館を開けています。\n毛布をお持ちください。";
    assertThat(suzuki.page.locator("#text")).hasValue(words);
    suzuki.page.locator("#text").fill("");
    Page mailbox = browsers.citizensPage();
    mailbox.waitForCondition(
        () -> {
          mailbox.navigate(demo.url("/demo/mail?address=" + address));
          return mailbox.getByText("【重要】" + heading).count() == 1;
        });
    suzuki.assertUntroubled();

    Desk phone = browsers.desk(360, 740).loggedIn("suzuki").openQueue("mine");
    assertThat(phone.page.locator(".pinned-strip")).containsText(heading);
    phone.assertFaultless();
    sato.page.setViewportSize(360, 740);
    sato.assertFaultless();
  }

  private Page.LocatorOptions hasText() {
    return new Page.LocatorOptions().setHasText(heading);
  }

  /** Other nodes and pages know within a second. */
  private void shown(Desk citizen, int times) {
    citizen.page.waitForCondition(
        () -> {
          citizen.page.reload();
          return citizen.page.getByText(heading).count() == times;
        });
  }
}
