package org.madoguchi.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.Test;

/** WCAG 2.2 AA as far as a machine can tell, on every screen, wide and on a phone. */
public class AccessibilityIT extends ConsoleTest {
  private static final List<String> WHOLE_PAGE =
      List.of(
          "document-title", "html-has-lang", "landmark-one-main", "page-has-heading-one", "region");
  private static final List<String> QUEUES =
      List.of(
          "mine",
          "attention",
          "unassigned",
          "waiting-department",
          "all-open",
          "answered",
          "closed");
  private static final Path HTML_MAIL =
      Path.of(
          System.getProperty("madoguchi.root"),
          "bundles/demo/content/src/main/resources/demo/mail/04-html-alternative.eml");

  private final List<String> faults = new ArrayList<>();

  @Test
  public void wideScreenHasNoFault() throws Exception {
    everyScreen(1366, 768, "書式付きのメール（広い画面）");
  }

  @Test
  public void phoneHasNoFault() throws Exception {
    everyScreen(390, 844, "書式付きのメール（電話の画面）");
  }

  @Test
  public void nothingIsCutOffAt320Pixels() {
    Desk desk = browsers.desk(320, 640);
    desk.open("/console/");
    assertThat(desk.page.locator("#user")).isVisible();
    assertReflow(desk, "login");
    desk.loggedIn("suzuki");
    for (String queue : QUEUES) {
      desk.openQueue(queue);
      assertReflow(desk, queue);
    }
    String ticket = firstTicket(desk);
    for (String view : List.of(ticket, ticket + "&tab=around", ticket + "&tab=history")) {
      desk.open(view);
      assertThat(desk.page.locator("#ticket-title")).isVisible();
      assertReflow(desk, view);
    }
    desk.open("/console/tickets/new");
    assertThat(desk.page.locator("#subject")).isVisible();
    assertReflow(desk, "new ticket");
    desk.open("/console/channels");
    assertThat(desk.page.locator("table")).isVisible();
    assertReflow(desk, "channels");
    Desk staff = browsers.desk(320, 640).loggedIn("admin-mihon").open("/console/admin/staff");
    assertThat(staff.page.locator("#password-ito")).isVisible();
    assertReflow(staff, "staff");
    staff.open("/console/admin/staff-changes");
    assertThat(staff.page.locator("#staff-change-login")).isVisible();
    assertReflow(staff, "changes of staff");
    staff.open("/console/admin/categories");
    assertThat(staff.page.locator("md-categories tbody tr").first()).isVisible();
    assertReflow(staff, "categories");
    staff.page.locator("#add-category").click();
    assertThat(staff.page.locator("#category-code")).isFocused();
    assertReflow(staff, "category form");
    staff.open("/console/admin/imports");
    assertThat(staff.page.locator("#old-file")).isVisible();
    assertReflow(staff, "import of old tickets");
    staff.open("/console/account");
    assertThat(staff.page.locator("md-own-sessions tbody tr").first()).isVisible();
    assertReflow(staff, "own account");
    Desk sato = browsers.desk(320, 640).loggedIn("sato").open("/console/admin/templates");
    assertThat(sato.page.locator("#new-template")).isVisible();
    assertReflow(sato, "text modules");
    sato.page.locator("#new-template").click();
    assertThat(sato.page.locator("#module-title")).isVisible();
    assertReflow(sato, "text module in its form");
    sato.open("/console/notices");
    assertThat(sato.page.locator("#new-notice")).isVisible();
    assertReflow(sato, "notices");
    sato.page.locator("#new-notice").click();
    assertThat(sato.page.locator("#notice-title")).isVisible();
    assertReflow(sato, "notice in its form");
    sato.open("/console/problems?municipality=mihon");
    sato.page.locator("#new-problem").click();
    assertThat(sato.page.locator("#problem-title")).isVisible();
    assertReflow(sato, "problem in its form");
    assertEquals(List.of(), faults);
  }

  @Test
  public void faultIsFoundWhenThereIsOne() {
    Desk desk = browsers.desk(1366, 768).loggedIn("suzuki").openQueue("mine");
    desk.page.evaluate(
        "() => { const box = document.createElement('div'); const pale ="
            + " document.createElement('p'); pale.textContent = '薄い文字'; pale.style.color = '#bbb';"
            + " box.append(pale, document.createElement('input'));"
            + " document.querySelector('main').prepend(box); }");
    List<String> found =
        desk.violations().stream().map(Rule::getId).filter(id -> !id.isEmpty()).sorted().toList();
    assertTrue(found.toString(), found.containsAll(List.of("color-contrast", "label")));
  }

  private void everyScreen(int width, int height, String htmlSubject) throws Exception {
    Desk desk = browsers.desk(width, height);
    desk.open("/console/");
    assertThat(desk.page.locator("#user")).isVisible();
    check(desk, "login");
    desk.loggedIn("suzuki");
    takeOne(desk);
    queues(desk);
    ticket(desk);
    newTicketAndChannels(desk);
    dialogs(desk);
    together(desk);
    textModules(width, height);
    notices(width, height);
    problems(width, height);
    files(width, height);
    oldTickets(width, height);
    accounts(width, height);
    htmlMail(desk, htmlSubject);
    assertEquals(String.join("\n", faults), 0, faults.size());
  }

  /** So that the own queue has a row, whatever the demo's history brought. */
  private static void takeOne(Desk desk) {
    desk.open(firstTicket(desk));
    assertThat(desk.page.locator("#text")).isVisible();
    Locator take = desk.page.locator(".take");
    assertThat(desk.page.locator("#value-owner")).isVisible(); // drawn together with it
    if (take.isVisible()) {
      take.click();
    }
    assertThat(take).isHidden();
    desk.openQueue("mine");
    assertThat(desk.page.locator("a.row").first()).isVisible();
  }

  private void queues(Desk desk) {
    for (String queue : QUEUES) {
      desk.openQueue(queue);
      check(desk, queue);
      desk.openQueue(queue + "&channel=fax&kind=page-report");
      assertThat(desk.page.locator(".empty")).isVisible();
      check(desk, queue + " without rows");
    }
    desk.page.locator(".list-head .icon-button").click();
    check(desk, "filters");
  }

  private void ticket(Desk desk) {
    String ticket = firstTicket(desk);
    desk.open(ticket);
    assertThat(desk.page.locator("#text")).isVisible();
    check(desk, "ticket");
    desk.page.locator(".add-tag").click();
    assertThat(desk.page.locator("md-tags input")).isFocused();
    check(desk, "tagging");
    desk.page.selectOption("#field-status", "closed");
    assertThat(desk.page.locator("md-fields .closing")).isVisible();
    check(desk, "ticket with closing form");
    desk.open(ticket + "&tab=history");
    assertThat(desk.page.locator(".history li").first()).isVisible();
    check(desk, "history");
    desk.open(ticket + "&tab=around");
    assertThat(desk.page.locator(".citizen-name").first()).isVisible();
    check(desk, "around");
    desk.page.locator(".links .card-link:visible").first().click();
    assertThat(desk.page.locator("#link-number:visible").first()).isFocused();
    check(desk, "linking");
    desk.page.locator("a.card-link").first().click();
    assertThat(desk.page.locator(".contact-history .brief").first()).isVisible();
    check(desk, "citizen");
  }

  private void together(Desk desk) {
    desk.openQueue("unassigned");
    desk.page.locator(".keep-view").click();
    assertThat(desk.page.locator("#view-name")).isFocused();
    check(desk, "saving a view");
    desk.page.keyboard().press("Escape");
    assertThat(desk.page.locator("md-view-form")).hasCount(0);
    desk.page.locator(".bell").click();
    desk.page.locator("md-alerts summary").click();
    assertThat(desk.page.locator("md-alerts input[type=checkbox]").first()).isVisible();
    check(desk, "alerts");
    desk.page.keyboard().press("Escape");
    assertThat(desk.page.locator("md-alerts")).hasCount(0);
  }

  private void newTicketAndChannels(Desk desk) {
    desk.open("/console/tickets/new");
    assertThat(desk.page.locator("#subject")).isVisible();
    check(desk, "new ticket");
    desk.page.locator(".form-foot .solid").click();
    assertThat(desk.page.locator("#subject-error")).isVisible();
    check(desk, "new ticket with errors");
    desk.open("/console/channels");
    assertThat(desk.page.locator("table")).isVisible();
    check(desk, "channels");
  }

  private void files(int width, int height) {
    Desk admin = browsers.desk(width, height).loggedIn("admin").open("/console/admin/directory");
    assertThat(admin.page.locator("#staff-file")).isVisible();
    check(admin, "directory");
    Desk sato = browsers.desk(width, height).loggedIn("sato").openQueue("all-open");
    sato.page.locator("md-list-export summary").click();
    check(sato, "export of a list");
  }

  private void oldTickets(int width, int height) {
    Desk desk = browsers.desk(width, height).loggedIn("admin-mihon");
    desk.open("/console/admin/imports");
    assertThat(desk.page.locator("#old-file")).isVisible();
    check(desk, "import of old tickets");
    OldTicketsIT.upload(desk, "番号,受付日,件名,状態,地区\n1,R5.4.1,昔の件,済んだこと,北\n2,R5.4.1,別の件,,\n");
    check(desk, "file of old tickets");
    desk.page.locator("#check-import").click();
    assertThat(desk.page.locator("#old-value-0")).isVisible();
    check(desk, "file of old tickets with bad lines");
  }

  /** Written by a supervisor, so by another person than the rest. */
  private void textModules(int width, int height) {
    Desk desk = browsers.desk(width, height).loggedIn("sato").open("/console/admin/templates");
    assertThat(desk.page.locator("md-templates table, md-templates .empty")).isVisible();
    check(desk, "text modules");
    desk.page.locator("#new-template").click();
    desk.page.fill("#module-text", "{{nobody.knows}}");
    check(desk, "text module in its form");
    desk.page.locator(".module-form .solid").click();
    assertThat(desk.page.locator("#module-title-error")).not().isEmpty();
    check(desk, "text module with errors");
    desk.assertTrouble(Pattern.compile("status of 400.*/api/templates"));
    desk.open(firstTicket(desk));
    desk.page.fill("#text", "{{nobody.knows}}");
    desk.page.locator(".composer .solid").first().click();
    assertThat(desk.page.locator(".composer .unsaved")).isVisible();
    check(desk, "text with a hole");
    desk.page.fill("#text", "");
    desk.page.locator(".composer .modules").click();
    assertThat(desk.page.locator("md-picker dialog")).isVisible();
    check(desk, "text modules to choose from");
  }

  /** Shown while it is looked at, and ended again. */
  private void notices(int width, int height) {
    Desk desk = browsers.desk(width, height).loggedIn("sato").open("/console/notices");
    desk.page.locator("#new-notice").click();
    desk.page.locator(".notice-form .solid").click();
    assertThat(desk.page.locator("#notice-title-error")).not().isEmpty();
    check(desk, "notice with errors");
    desk.assertTrouble(Pattern.compile("status of 400.*/api/notices"));
    String title = "読みやすさの確認 " + width;
    desk.page.fill("#notice-title", title);
    desk.page.fill("#notice-text", "庁舎の空調を点検します。");
    desk.page.locator("input[name=notice-importance]").last().check();
    desk.page.locator(".notice-form .solid").click();
    Locator row =
        desk.page.locator(".notice-list > li", new Page.LocatorOptions().setHasText(title));
    row.locator("button[aria-expanded]").click();
    assertThat(row.locator(".readers")).isVisible();
    check(desk, "notices");
    Desk reader = browsers.desk(width, height).loggedIn("suzuki").openQueue("mine");
    reader.page.locator(".bulletin-line").click();
    assertThat(reader.page.locator("article.notice").first()).isVisible();
    check(reader, "bulletin");
    row.getByText("掲載を終える").click();
    assertThat(row).hasCount(0);
  }

  private void problems(int width, int height) {
    Desk desk =
        browsers.desk(width, height).loggedIn("sato").open("/console/problems?municipality=mihon");
    desk.page.locator("#new-problem").click();
    assertThat(desk.page.locator("#problem-title")).isFocused();
    desk.page.locator("md-problem-form .solid").click();
    assertThat(desk.page.locator("#problem-title-error")).not().isEmpty();
    check(desk, "problem with errors");
    desk.assertTrouble(Pattern.compile("status of 400.*/api/problems"));
    desk.page.fill("#problem-title", "読みやすさの確認 " + width);
    desk.page.locator("md-problem-form .solid").click();
    desk.page.locator("#edit-problem").click();
    desk.page.fill("#problem-workaround", "窓口を案内する");
    desk.page.locator("#problem-workaround").press("Control+Enter"); // no notice lies over a key
    assertThat(desk.page.locator(".problem-history .link")).isVisible();
    check(desk, "problem");
    desk.open("/console/problems?municipality=mihon");
    assertThat(desk.page.locator(".cases .case").first()).isVisible();
    check(desk, "problems");
  }

  private void accounts(int width, int height) {
    Desk desk = browsers.desk(width, height).loggedIn("sato").open("/console/account");
    assertThat(desk.page.locator("md-own-sessions tbody tr").first()).isVisible();
    assertThat(desk.page.locator("md-second-factor .solid")).isVisible();
    check(desk, "own account");
    desk.page.locator("md-second-factor .solid").click();
    desk.page.fill("#factor-password", Desk.PASSWORD);
    desk.page.keyboard().press("Enter");
    assertThat(desk.page.locator("#factor-code")).isFocused();
    check(desk, "setting up two-step login");
    Desk administrator =
        browsers.desk(width, height).loggedIn("admin-mihon").open("/console/admin/staff");
    administrator.page.locator("#password-ito").click();
    assertThat(administrator.page.locator(".asking .solid")).isFocused();
    check(administrator, "staff");
    administrator.open("/console/admin/staff-changes");
    administrator.page.selectOption("#staff-change-kind", "transfer");
    assertThat(administrator.page.locator("#staff-change-section")).isVisible();
    administrator.page.selectOption("#staff-change-tickets", "successor");
    assertThat(administrator.page.locator("#staff-change-successor")).isVisible();
    check(administrator, "changes of staff");
    administrator.open("/console/admin/categories");
    administrator.page.locator("md-categories details.happened summary").click();
    assertThat(administrator.page.locator("md-categories details.happened li").first()).isVisible();
    check(administrator, "categories");
    administrator.page.locator("#add-category").click();
    assertThat(administrator.page.locator("#category-code")).isFocused();
    check(administrator, "category form");
  }

  private void dialogs(Desk desk) {
    desk.openQueue("mine");
    Locator menu = desk.page.locator("details.user");
    menu.locator("summary").click();
    check(desk, "user menu");
    desk.page.keyboard().press("Escape");
    desk.page.keyboard().press("?");
    assertThat(desk.page.locator("md-shortcuts dialog")).isVisible();
    check(desk, "shortcuts");
    desk.page.keyboard().press("Escape");
    desk.page.keyboard().press("Control+k");
    assertThat(desk.page.locator("md-picker dialog")).isVisible();
    check(desk, "commands");
    desk.page.keyboard().press("Escape");
    menu.locator("summary").click();
    menu.locator("button", new Locator.LocatorOptions().setHasText("パスワードの変更")).click();
    assertThat(desk.page.locator("md-password dialog")).isVisible();
    check(desk, "password");
    desk.page.keyboard().press("Escape");
    if (desk.page.locator(".burger").isVisible()) {
      desk.page.click(".burger");
      assertThat(desk.page.locator("#nav")).isVisible();
      check(desk, "main menu");
    }
  }

  private void htmlMail(Desk desk, String subject) throws Exception {
    desk.openQueue("unassigned");
    Citizen.sendsAgain(demo, HTML_MAIL, subject);
    desk.openTicket(subject);
    desk.page.locator(".entry.citizen .link[aria-pressed]").click();
    assertThat(desk.page.frameLocator("md-mail-frame iframe").locator("ul")).isVisible();
    check(desk, "mail with HTML");
    checkMail(desk, "mail in its frame");
  }

  /**
   * axe can be loaded into the sandboxed frame and never comes to an end there: without scripts no
   * timer fires. So the frame's document, as it stands with its styles, is looked at in a page of
   * its own, as wide as the frame; left out are the rules that only a whole page can keep.
   */
  private void checkMail(Desk desk, String screen) {
    Locator frame = desk.page.locator("md-mail-frame iframe");
    String document =
        (String) frame.evaluate("frame => frame.contentDocument.documentElement.outerHTML");
    // the page's policy would refuse the style attributes, which the console sets by script
    String body = "<!doctype html>" + document.replaceAll("<meta http-equiv=[^>]*>", "");
    String address = demo.url("/mail-in-a-page");
    Page page = desk.page.context().newPage();
    page.setViewportSize((int) frame.boundingBox().width, 800);
    page.route(
        address,
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setContentType("text/html;charset=UTF-8")
                    .setBody(body)));
    page.navigate(address);
    assertThat(page.locator("html")).hasCSS("color", "rgb(51, 51, 51)");
    assertThat(page.getByText("東みほん保育園")).hasCSS("color", "rgb(204, 0, 0)");
    note(
        screen,
        new AxeBuilder(page)
            .withTags(Desk.RULES)
            .disableRules(WHOLE_PAGE)
            .setLegacyMode(true)
            .analyze()
            .getViolations());
    page.close();
  }

  private static String firstTicket(Desk desk) {
    desk.openQueue("all-open");
    return desk.page.locator("a.row").first().getAttribute("href");
  }

  private void check(Desk desk, String screen) {
    note(screen, desk.violations());
  }

  private void note(String screen, List<Rule> found) {
    for (Rule fault : found) {
      for (CheckedNode node : fault.getNodes()) {
        faults.add(screen + ": " + fault.getId() + " " + node.getTarget());
      }
    }
  }

  private void assertReflow(Desk desk, String screen) {
    int width = (Integer) desk.page.evaluate("() => document.documentElement.scrollWidth");
    if (width > 320) {
      faults.add(screen + " is " + width + " px wide");
    }
  }
}
