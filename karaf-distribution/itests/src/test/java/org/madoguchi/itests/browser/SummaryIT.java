package org.madoguchi.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.Test;
import org.madoguchi.testing.covers.Covers;

/** A note begins with a summary of what was said, which its writer corrects. */
public class SummaryIT extends ConsoleTest {
  private final String subject = "要約する件 " + UUID.randomUUID().toString().substring(0, 8);

  @Test
  @Covers({"F11", "K10"})
  public void summaryIsPutIntoTheNoteToBeCorrected() {
    kimura.writes(subject, "お世話になります。\n図書館の本をなくしたのですが、どうすればよいでしょうか。\nよろしくお願いします。");
    Desk desk = browsers.desk(1366, 768).loggedIn("suzuki").openQueue("unassigned");
    assertThat(desk.row(subject)).isVisible();
    desk.openTicket(subject);
    desk.page.keyboard().press("n");
    Locator area = desk.page.locator("#text");
    assertThat(area).isFocused();
    desk.page.keyboard().insertText("聞き取り済み");
    Locator button = desk.page.locator("md-summary button");
    assertThat(button).hasText("要約を入れる");
    button.focus();
    desk.page.keyboard().press("Enter");
    assertThat(area).hasValue(Pattern.compile("^聞き取り済み\n\n【用件】図書館の本をなくしたのですが、どうすればよいでしょうか。"));
    assertThat(area).isFocused();
    desk.page.keyboard().insertText("（弁償を希望）");
    assertThat(area).hasValue(Pattern.compile("（弁償を希望）$"));
    desk.page.keyboard().press("r");
    desk.assertUntroubled();
  }
}
