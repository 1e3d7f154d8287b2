package org.madoguchi.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.After;
import org.junit.Test;

/** Plug-ins come, change, break and go while somebody is in the middle of an answer. */
public class PluginPanelIT extends ConsoleTest {
  private static final String BEGUN = "お問い合わせありがとうございます。確認して";
  private static final String SORRY = "この機能は一時的に使えません";
  private static final String GOOD =
      """
      import { MadoguchiPanel, html } from '@madoguchi/ui';
      export class Panel extends MadoguchiPanel {
        render() { return html`<h3>試しの欄</h3><p>第%s版、${this.context.ticket.subject}</p>`; }
      }
      """;

  /** A deploy folder is looked at every second, and a file is taken when it was twice the same. */
  private static final LocatorAssertions.ContainsTextOptions DEPLOYED =
      new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);

  private static final LocatorAssertions.HasCountOptions GONE =
      new LocatorAssertions.HasCountOptions().setTimeout(60_000);

  @After
  public void withdrawPlugins() throws Exception {
    demo.withdrawAll();
    Page page = browsers.citizensPage();
    page.request().post(demo.url("/api/session"), Desk.credentials("suzuki"));
    page.waitForCondition(
        () -> page.request().get(demo.url("/api/ui/extensions")).text().equals("[]"),
        new Page.WaitForConditionOptions().setTimeout(60_000));
  }

  @Test
  public void panelComesChangesAndGoesWhileAnAnswerIsWritten() throws Exception {
    final String subject = "駐輪場の更新について（画面拡張）";
    kimura.writes(subject, "駐輪場の更新手続きを教えてください。");
    CountingWire wire = browsers.wire();
    Desk desk = browsers.desk(1366, 768).loggedIn("suzuki");
    desk.page.navigate(wire.url("/console/tickets?queue=unassigned&order=newest"));
    desk.openTicket(subject);
    assertThat(desk.page.locator(".connection.online")).isVisible();
    desk.page.locator("#text").pressSequentially(BEGUN);
    desk.markPage();
    desk.page.evaluate("() => { window.answerOfTest = document.querySelector('#text'); }");

    PluginFile first = new PluginFile("panel", "1.0.0").module(GOOD.formatted("一"));
    demo.deploy(first);
    assertThat(panels(desk)).containsText(new String[] {"第一版、" + subject}, DEPLOYED);
    assertThat(panel(desk, first)).isVisible();
    stillWriting(desk, BEGUN);

    demo.deploy(new PluginFile("panel", "1.1.0").module(GOOD.formatted("二")));
    assertThat(panels(desk)).containsText(new String[] {"第二版、" + subject}, DEPLOYED);
    desk.page.keyboard().type("おります。");
    stillWriting(desk, BEGUN + "おります。");
    assertThat(panels(desk)).containsText("第二版、" + subject);

    String news = "画面拡張の後に届いたメール";
    kimura.writes(news, "一覧に現れるはずです。");
    assertThat(desk.row(news)).isVisible();
    assertEquals("the stream was asked for once", 1, wire.streams());

    demo.withdraw(first);
    assertThat(panels(desk)).hasCount(0, GONE);
    stillWriting(desk, BEGUN + "おります。");
    assertEquals(1, wire.streams());
    desk.page.fill("#text", "");
    assertThat(desk.page.locator(".draft-state")).isEmpty();
  }

  @Test
  public void brokenPanelsAreCalmInTheirPlaceAndTheRestGoesOn() throws Exception {
    final String subject = "会議室の予約（壊れた画面拡張）";
    kimura.writes(subject, "会議室は予約できますか。");
    Desk desk = browsers.desk(1366, 768).loggedIn("suzuki").openQueue("unassigned");
    desk.openTicket(subject);
    desk.page.fill("#text", BEGUN);
    desk.markPage();

    final PluginFile good = new PluginFile("good", "1.0.0").module(GOOD.formatted("一"));
    final PluginFile module =
        new PluginFile("module", "1.0.0")
            .module("export class Panel extends HTMLElement {}\nthrow new Error('deliberate');");
    final PluginFile render =
        new PluginFile("render", "1.0.0")
            .module(
                "import { MadoguchiPanel } from '@madoguchi/ui';\n"
                    + "export class Panel extends MadoguchiPanel {\n"
                    + "  render() {\n"
                    + "    if (!window.panelMayDraw) throw new Error('deliberate');\n"
                    + "    return '描けた';\n"
                    + "  }\n}");
    final PluginFile plain =
        new PluginFile("plain", "1.0.0")
            .module(
                "export class Panel extends HTMLElement {\n"
                    + "  connectedCallback() { throw new Error('deliberate'); }\n}");
    final PluginFile made =
        new PluginFile("made", "1.0.0")
            .module(
                "export class Panel extends HTMLElement {\n"
                    + "  constructor() { super(); throw new Error('deliberate'); }\n}");
    final PluginFile newer =
        new PluginFile("newer", "1.0.0").manifest("9.0").module(GOOD.formatted("九"));
    for (PluginFile plugin : List.of(module, render, plain, made, newer, good)) {
      demo.deploy(plugin);
    }

    assertThat(panel(desk, good)).containsText("第一版、" + subject, DEPLOYED);
    for (PluginFile broken : List.of(module, render, plain, made)) {
      assertThat(panel(desk, broken)).containsText(SORRY, DEPLOYED);
    }
    assertThat(panels(desk)).hasCount(5);
    desk.assertTrouble(
        Pattern.compile("^warning: extension " + module.symbolicName() + " .*deliberate"),
        Pattern.compile("^warning: panel " + render.symbolicName() + " .*deliberate"),
        Pattern.compile("^warning: panel " + plain.symbolicName() + " .*deliberate"),
        Pattern.compile("^warning: panel " + made.symbolicName() + " .*deliberate"));
    assertLeftOut(newer);

    desk.page.evaluate("() => { window.panelMayDraw = true; }");
    desk.page.locator(".take").click();
    assertThat(desk.page.locator("#value-owner")).containsText("鈴木 美咲");
    assertThat(panel(desk, render)).hasText("描けた");
    assertThat(desk.page.locator("#text")).hasValue(BEGUN);
    desk.assertNotReloaded();
    desk.page.fill("#text", "");
    assertThat(desk.page.locator(".draft-state")).isEmpty();
    demo.withdrawAll();
    assertThat(panels(desk)).hasCount(0, GONE);
  }

  @Test
  public void administratorSeesWhatHappenedToAPluginAndGoesBackByKeyboard() throws Exception {
    PluginFile first = new PluginFile("versions", "1.0.0").module(GOOD.formatted("一"));
    Desk desk = browsers.desk(1366, 768).loggedIn("admin").open("/console/plugins");
    Locator row =
        desk.page.locator(
            "md-plugins tbody tr", new Page.LocatorOptions().setHasText(first.symbolicName()));
    demo.deploy(first);
    assertThat(row).containsText("版 1.0.0 をインストール", DEPLOYED);
    assertThat(row).containsText("動作中");
    demo.deploy(new PluginFile("versions", "1.1.0").module(GOOD.formatted("二")));
    assertThat(row).containsText("版 1.1.0 に更新", DEPLOYED);
    demo.deploy(
        new PluginFile("versions", "1.2.0")
            .module(GOOD.formatted("三"))
            .importing("org.example.missing"));
    assertThat(row).containsText("版 1.2.0 が起動しないため、自動で元に戻しました", DEPLOYED);
    assertThat(row.locator(".reason")).containsText("org.example.missing");
    assertThat(row.locator("td").first()).hasText("1.1.0");

    row.locator("button").focus();
    desk.page.keyboard().press("Enter");
    assertThat(row.locator("button.danger")).isFocused();
    desk.page.keyboard().press("Enter");
    assertThat(row).containsText("版 1.0.0 に戻しました", DEPLOYED);
    assertThat(row.locator("td").first()).hasText("1.0.0");

    assertThat(desk.page.locator("md-plugins section[aria-labelledby=health] .state").first())
        .isVisible();

    Desk city = browsers.desk(1366, 768).loggedIn("admin-mihon").open("/console/plugins");
    assertThat(city.page.locator("md-plugins tbody tr").first()).isVisible();
    assertThat(city.page.locator("#health")).hasCount(0);
    city.assertUntroubled();

    Desk operator = browsers.desk(1366, 768).loggedIn("suzuki").open("/console/plugins");
    assertThat(operator.page.locator("md-plugins")).containsText("権限がありません");
    assertThat(operator.page.locator("md-plugins .problem")).hasCount(0);
    operator.assertUntroubled();
  }

  /** An administrator is told what is wrong with it; nobody else ever sees anything of it. */
  private void assertLeftOut(PluginFile plugin) {
    Page page = browsers.citizensPage();
    page.request().post(demo.url("/api/session"), Desk.credentials("admin-mihon"));
    APIResponse problems = page.request().get(demo.url("/api/ui/extensions/problems"));
    JsonArray leftOut = new Gson().fromJson(problems.text(), JsonArray.class);
    assertEquals(problems.text(), 1, leftOut.size());
    JsonObject problem = leftOut.get(0).getAsJsonObject();
    assertEquals(plugin.symbolicName(), problem.get("bundle").getAsString());
    assertEquals("ui-api", problem.get("code").getAsString());
    assertTrue(problems.text(), problem.get("reason").getAsString().contains("「9.0」"));
  }

  /** The very element, its text, the focus in it, on the very page. */
  private static void stillWriting(Desk desk, String text) {
    desk.assertNotReloaded();
    assertThat(desk.page.locator("#text")).hasValue(text);
    assertThat(desk.page.locator("#text")).isFocused();
    assertEquals(
        true, desk.page.evaluate("() => window.answerOfTest === document.querySelector('#text')"));
  }

  private static Locator panels(Desk desk) {
    return desk.page.locator(".side-pane md-slot[name='ticket.panel'] > section");
  }

  private static Locator panel(Desk desk, PluginFile plugin) {
    return desk.page.locator(".side-pane section[aria-label='" + plugin.label() + "']");
  }
}
