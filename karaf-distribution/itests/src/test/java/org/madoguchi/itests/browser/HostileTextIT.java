package org.madoguchi.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.After;
import org.junit.Test;
import org.madoguchi.testing.covers.Covers;

/**
 * What citizens and plug-ins write is text on every screen; and no screen of ours ever does what
 * the content security policy or Trusted Types forbid.
 */
public class HostileTextIT extends ConsoleTest {
  private static final String HTML =
      "<img src=x onerror=window.harmed=1><script>window.harmed=1</script>";
  private static final List<String> QUEUES =
      List.of("mine", "attention", "unassigned", "waiting-department", "all-open", "closed");

  /** A violation becomes an error of the page, which no desk forgives. */
  private static final String REPORTER =
      "addEventListener('securitypolicyviolation', (e) => console.error('violation: '"
          + " + e.effectiveDirective + ' ' + e.blockedURI + ' ' + e.sample), true);";

  private static final LocatorAssertions.IsVisibleOptions DEPLOYED =
      new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);

  @After
  public void withdrawPlugins() throws Exception {
    demo.withdrawAll();
  }

  @Test
  @Covers("K7")
  public void textOfCitizensAndPluginsDoesNothingOnAnyScreen() throws Exception {
    String subject = "申込 " + UUID.randomUUID() + " " + HTML;
    demo.launcher("demo", "mail", mail(subject).toString());
    Desk desk = watched();
    desk.loggedIn("suzuki").openQueue("unassigned");
    desk.openTicket(subject);
    String ticket = desk.page.url().replaceFirst("^https?://[^/]*", "");
    harmless(desk, "ticket");
    assertThat(desk.page.locator("article.entry.citizen")).containsText(HTML);
    desk.page.fill("#text", HTML);
    harmless(desk, "answer");
    desk.page.fill("#text", "");
    String joint = ticket.contains("?") ? "&" : "?";
    for (String tab : List.of("around", "history")) {
      desk.open(ticket + joint + "tab=" + tab);
      assertThat(desk.page.locator("#ticket-title")).hasText(subject);
      harmless(desk, tab);
    }
    desk.open(ticket + joint + "tab=around");
    desk.page.locator("a.card-link").first().click();
    assertThat(desk.page.locator(".contact-history .brief").first()).isVisible();
    harmless(desk, "citizen");
    for (String queue : QUEUES) {
      desk.openQueue(queue);
      harmless(desk, queue);
    }
    desk.open("/console/tickets?queue=all-open&q=" + "%3Cimg%20src=x%20onerror=window.harmed=1%3E");
    assertThat(desk.listed()).isVisible();
    harmless(desk, "search");
    desk.open("/console/tickets/new");
    assertThat(desk.page.locator("#subject")).isVisible();
    desk.page.fill("#subject", HTML);
    harmless(desk, "new ticket");
    desk.open("/console/channels");
    assertThat(desk.page.locator("table")).isVisible();
    harmless(desk, "channels");

    PluginFile plugin =
        new PluginFile("hostile", "1.0.0", "札 <img src=x onerror=window.harmed=1>")
            .module(
                "import { MadoguchiPanel, html } from '@madoguchi/ui';\n"
                    + "export class Panel extends MadoguchiPanel {\n"
                    + "  render() { return html`<p>${this.context.ticket.subject}</p>`; }\n}");
    demo.deploy(plugin);
    desk.open(ticket);
    assertThat(desk.page.locator(".side-pane md-slot[name='ticket.panel'] > section"))
        .isVisible(DEPLOYED);
    harmless(desk, "plug-in");
  }

  @Test
  @Covers("K7")
  public void textThatWouldBecomeMarkupIsStoppedByTheBrowser() {
    Desk desk = watched().loggedIn("suzuki");
    for (String forbidden :
        List.of(
            "document.body.insertAdjacentHTML('beforeend', '<b>x</b>')",
            "document.createElement('div').innerHTML = '<b>x</b>'",
            "document.createElement('script').text = '1'",
            "trustedTypes.createPolicy('another', {})",
            "trustedTypes.createPolicy('default', { createHTML: (x) => x })")) {
      assertThrows(
          forbidden,
          PlaywrightException.class,
          () -> desk.page.evaluate("() => { " + forbidden + "; }"));
    }
    desk.assertTroubles(Pattern.compile("violation: |TrustedHTML|TrustedScript|Trusted|policy"));
  }

  private Desk watched() {
    Desk desk = browsers.desk(1366, 900);
    desk.page.addInitScript(REPORTER);
    return desk;
  }

  private static void harmless(Desk desk, String screen) {
    assertEquals(
        screen,
        "unharmed",
        desk.page.evaluate(
            "() => window.harmed || document.querySelector('img[src=\"x\"]') ? 'harmed'"
                + " : 'unharmed'"));
  }

  private static Path mail(String subject) throws Exception {
    Path file = Files.createTempFile("hostile", ".eml");
    file.toFile().deleteOnExit();
    Files.writeString(
        file,
        String.join(
            "\n",
            "From: \"" + HTML + "\" <hostile@mail.example>",
            "To: shimin@city.mihon.example",
            "Subject: =?UTF-8?B?" + base64(subject) + "?=",
            "Message-ID: <" + UUID.randomUUID() + "@mail.example>",
            "MIME-Version: 1.0",
            "Content-Type: multipart/mixed; boundary=outer",
            "",
            "--outer",
            "Content-Type: multipart/alternative; boundary=inner",
            "",
            "--inner",
            "Content-Type: text/plain; charset=UTF-8",
            "",
            "本文 " + HTML,
            "--inner",
            "Content-Type: text/html; charset=UTF-8",
            "",
            "<p>本文 &lt;b&gt;</p>"
                + HTML
                + "<a href=\"javascript:window.harmed=1\">こちら</a>"
                + "<svg onload=window.harmed=1></svg><iframe src=\"/console/\"></iframe>",
            "--inner--",
            "--outer",
            "Content-Type: text/plain; name=\"<img src=x onerror=window.harmed=1>.txt\"",
            "Content-Disposition: attachment;"
                + " filename=\"<img src=x onerror=window.harmed=1>.txt\"",
            "",
            "x",
            "--outer--",
            ""));
    return file;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
