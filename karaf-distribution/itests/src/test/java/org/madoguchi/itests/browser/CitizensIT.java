package org.madoguchi.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.Assert.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.UUID;
import org.junit.Test;
import org.madoguchi.testing.covers.Covers;

/**
 * Citizens are looked up, put together and taken apart. Everybody here has a word nobody else has.
 */
public class CitizensIT extends ConsoleTest {
  private static final String LOOK_UP = "/console/citizens?municipality=mihon";

  private final String word = "c" + UUID.randomUUID().toString().substring(0, 8);

  private Desk suzuki() {
    return browsers.desk(1366, 768).loggedIn("suzuki");
  }

  /** Two addresses of one person, each with a ticket; waits until both are known. */
  private Desk twoRecords() {
    new Citizen(demo, "花子 " + word, word + ".home@mail.example").writes("自宅から " + word, "一通目");
    new Citizen(demo, "ハナコ " + word, word + ".work@mail.example").writes("職場から " + word, "二通目");
    Desk desk = suzuki();
    desk.openQueue("unassigned");
    assertThat(desk.row("自宅から " + word)).isVisible();
    assertThat(desk.row("職場から " + word)).isVisible();
    desk.open(LOOK_UP);
    desk.page.locator("#citizens-q").fill(word);
    assertThat(found(desk)).hasCount(2);
    return desk;
  }

  private Locator found(Desk desk) {
    return desk.page.locator(".citizens a", new Page.LocatorOptions().setHasText(word));
  }

  private Locator history(Desk desk) {
    return desk.page.locator(".contact-history .brief li");
  }

  private static void key(Desk desk, String key) {
    desk.page.keyboard().press(key);
  }

  @Test
  @Covers("F1")
  public void twoRecordsOfOnePersonAreMergedAndTakenApartByKeyboard() {
    Desk desk = twoRecords();
    desk.page.locator(".citizens a", new Page.LocatorOptions().setHasText("花子 " + word)).focus();
    key(desk, "Enter");
    assertThat(desk.page.locator(".citizen-page h1")).hasText("花子 " + word);
    assertThat(history(desk)).hasCount(1);
    desk.page.locator("md-citizen-merge .card-link").focus();
    key(desk, "Enter");
    assertThat(desk.page.locator("#merge-q")).isFocused();
    desk.page.keyboard().insertText("ハナコ " + word);
    Locator choose = desk.page.locator("md-citizen-merge .link-form .tied button");
    assertThat(choose).hasCount(1);
    choose.focus();
    key(desk, "Enter");
    assertThat(desk.page.locator(".merge-do")).isFocused();
    assertThat(desk.page.locator(".question")).containsText("あとから取り消せます");
    desk.assertFaultless();
    key(desk, "Enter");
    assertThat(history(desk)).hasCount(2);
    assertThat(desk.page.locator(".contacts.wide + h3 + .contacts")).containsText(".work@");

    Locator past = desk.page.locator(".past");
    past.locator("summary").focus();
    key(desk, "Enter");
    assertThat(past).containsText("「ハナコ " + word + "」を統合");
    desk.assertFaultless();

    Locator back = desk.page.locator("md-citizen-merge .tied button");
    back.focus();
    key(desk, "Enter");
    assertThat(history(desk)).hasCount(1);
    assertThat(desk.page.locator(".contacts.wide + h3 + .contacts")).not().containsText(".work@");
    desk.assertUntroubled();
  }

  @Test
  public void aChangeIsTakenBackAndEverybodySeesIt() {
    Desk desk = twoRecords();
    desk.page.locator(".citizens a", new Page.LocatorOptions().setHasText("花子 " + word)).click();
    assertThat(desk.page.locator(".citizen-page h1")).hasText("花子 " + word);
    Desk other = browsers.desk(1366, 768).loggedIn("takahashi");
    other.open(desk.page.url().replaceFirst("^https?://[^/]+", ""));
    assertThat(other.page.locator(".citizen-page h1")).hasText("花子 " + word);
    desk.page.locator(".edit").click();
    desk.page.fill("#citizen-notes", "大きな文字で返信する");
    key(desk, "Control+Enter");
    assertThat(desk.page.locator(".mind")).containsText("大きな文字");
    other.page.reload();
    assertThat(other.page.locator(".mind")).containsText("大きな文字");

    desk.page.locator(".past summary").click();
    Locator change = desk.page.locator(".past li", new Page.LocatorOptions().setHasText("大きな文字"));
    assertThat(change.first()).containsText("鈴木 美咲");
    desk.page.locator(".past button.link").first().click();
    assertThat(desk.page.locator(".mind")).hasCount(0);
    other.page.reload();
    assertThat(other.page.locator(".contact-history .brief li")).hasCount(1);
    assertThat(other.page.locator(".mind")).hasCount(0);
    desk.assertUntroubled();
    other.assertUntroubled();
  }

  @Test
  public void whatToMindIsSeenOnTheTicketOnAPhoneToo() {
    Desk desk = twoRecords();
    desk.page.locator(".citizens a", new Page.LocatorOptions().setHasText("花子 " + word)).click();
    desk.page.locator(".edit").click();
    desk.page.fill("#citizen-notes", "手話通訳");
    key(desk, "Control+Enter");
    assertThat(desk.page.locator(".mind")).containsText("手話通訳");
    String ticket = history(desk).first().locator("a").getAttribute("href");
    Desk phone = browsers.desk(320, 700).loggedIn("takahashi").open(ticket);
    assertThat(phone.page.locator(".ticket-head .citizen-notes")).containsText("手話通訳");
    assertEquals(320, phone.page.evaluate("() => document.documentElement.scrollWidth"));
    phone.assertFaultless();
  }

  @Test
  public void lookingUpHasNoFaultWideAndOnAPhone() {
    twoRecords();
    for (int width : new int[] {1366, 320}) {
      Desk desk = browsers.desk(width, 768).loggedIn("suzuki").open(LOOK_UP + "&q=" + word);
      assertThat(found(desk)).hasCount(2);
      desk.assertFaultless();
      assertEquals(width, desk.page.evaluate("() => document.documentElement.scrollWidth"));
      desk.page.locator("#citizens-q").fill(word + "x");
      assertThat(desk.page.locator(".empty")).containsText("見つかりません");
      desk.assertFaultless();
      desk.assertUntroubled();
    }
  }
}
