package org.madoguchi.channels.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Locale;
import org.junit.Test;

public class HtmlCleanerTest {
  private static String clean(String html) {
    return HtmlCleaner.clean(html);
  }

  @Test
  public void formattingTablesAndJapaneseStay() {
    String html =
        "<h2>見出し</h2><p><b>太字</b>と<ruby>漢字<rt>かんじ</rt></ruby>①㈱</p>"
            + "<table><tbody><tr><td colspan=\"2\">表</td></tr></tbody></table><ul><li>項目</li></ul>";
    assertEquals(html, clean(html));
  }

  @Test
  public void linksOpenElsewhereWithoutOpener() {
    assertEquals(
        "<a href=\"https://city.example/a?b&#61;1\" rel=\"noopener noreferrer nofollow\""
            + " target=\"_blank\">x</a>",
        clean("<a href='https://city.example/a?b=1' target='_top' rel='opener' id='y'>x</a>"));
    assertTrue(clean("<a href='mailto:a@b.example'>x</a>").contains("mailto:a&#64;b.example"));
    assertTrue(clean("<a href='tel:0466251111'>x</a>").contains("tel:0466251111"));
  }

  @Test
  public void otherAddressesAreRemovedAndTheWordsStay() {
    for (String address :
        List.of(
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\tscript:alert(1)",
            "&#106;avascript:alert(1)",
            " javascript:alert(1)",
            "vbscript:x",
            "data:text/html,<script>alert(1)</script>",
            "cid:x",
            "//evil.example/",
            "/api/session",
            "?q=1",
            "file:///etc/passwd",
            "ftp://x.example",
            "blob:https://x.example/1",
            "http:\\\\evil",
            "https:evil")) {
      String cleaned = clean("<a href=\"" + address + "\">text</a>");
      assertFalse(address + " → " + cleaned, cleaned.contains("href"));
      assertTrue(cleaned.contains("text"));
    }
  }

  @Test
  public void remoteImagesLoseTheirAddressAndAreNoted() {
    String cleaned = clean("<img src=\"https://track.example/p.gif?a=1\" alt=\"ロゴ\" width=\"1\">");
    assertEquals(
        "<img alt=\"ロゴ\" width=\"1\" data-remote=\"https://track.example/p.gif?a&#61;1\" />",
        cleaned);
    assertEquals(
        "a quotation mark in words is no end of an attribute",
        "<p> data-remote&#61;&#34;https://x.example/a&#34;</p>",
        clean("<p> data-remote=\"https://x.example/a\"</p>"));
    for (String attribute :
        List.of(
            "srcset='https://x.example/a 2x'",
            "src='//x.example/a'",
            "src='http://x.example/a'",
            "src='https://x.example\\\\a'",
            "src='https://user:word@x.example/a'",
            "src='https:x.example/a'",
            "src='data:image/svg+xml;base64,PHN2Zz4='",
            "src='data:text/html;base64,PHN2Zz4='",
            "src='javascript:alert(1)'",
            "lowsrc='https://x.example/a'",
            "dynsrc='https://x.example/a'",
            "src=x onerror=alert(1)")) {
      assertEquals(attribute, "<img data-remote=\"removed\" />", clean("<img " + attribute + ">"));
    }
  }

  @Test
  public void inlineImagesStay() {
    assertEquals("<img src=\"cid:logo&#64;x\" />", clean("<img src='cid:logo@x'>"));
    assertEquals(
        "<img src=\"data:image/png;base64,iVBORw0KGgo&#61;\" />",
        clean("<img src='data:image/png;base64,iVBORw0KGgo='>"));
  }

  @Test
  public void stylesAreASafeSubset() {
    String cleaned =
        clean(
            "<p style=\"color:red;position:fixed;top:0;background:url(https://x.example/a);"
                + "background-image:url(https://x.example/a);width:expression(alert(1));"
                + "-moz-binding:url(x);font-weight:bold;behavior:url(x);display:none\">x</p>");
    assertEquals("<p style=\"color:red;font-weight:bold\">x</p>", cleaned);
    assertEquals("", clean("<style>@import url(https://x.example/a.css);</style>"));
    assertFalse(
        clean("<p style=\"background-color:url(https://x.example)\">x</p>").contains("url"));
  }

  @Test
  public void nothingThatActsSurvives() {
    for (String attack :
        List.of(
            "<script>alert(1)</script>",
            "<scr<script>ipt>alert(1)</scr</script>ipt>",
            "<svg onload=alert(1)><script>alert(1)</script></svg>",
            "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
            "<iframe src='https://x.example' srcdoc='<script>alert(1)</script>'></iframe>",
            "<object data='x'></object><embed src='x'><applet code='x'></applet>",
            "<form action='https://x.example'><input name=p><button formaction=x>go</button></form>",
            "<base href='https://x.example/'>",
            "<meta http-equiv=refresh content='0;url=https://x.example'>",
            "<link rel=stylesheet href='https://x.example/a.css'>",
            "<p id=app class=btn name=x onclick=alert(1) onmouseover=alert(1)>x</p>",
            "<div data-remote=x contenteditable tabindex=1 accesskey=a>x</div>",
            "<body onload=alert(1) background='https://x.example/a'>x",
            "<table background='https://x.example/a'><tr><td background='javascript:alert(1)'>x",
            "<video src='https://x.example/v' poster='https://x.example/p' autoplay></video>",
            "<audio src='https://x.example/v'></audio><source src='https://x.example/s'>",
            "<template><script>alert(1)</script></template><noscript><p title='</noscript>"
                + "<img src=x onerror=alert(1)>'></noscript>",
            "<!--[if IE]><script>alert(1)</script><![endif]--><!-- x -->",
            "<a href='https://x.example' ping='https://x.example/p' download>x</a>",
            "<details open ontoggle=alert(1)><summary>x</summary></details>",
            "<input autofocus onfocus=alert(1)>",
            "<xss-element slot=x is=y>x</xss-element>")) {
      String cleaned = clean(attack).toLowerCase(Locale.ROOT);
      for (String forbidden :
          List.of(
              "<script",
              "<svg",
              "<math",
              "<iframe",
              "<object",
              "<embed",
              "<form",
              "<input",
              "<button",
              "<base",
              "<meta",
              "<link",
              "<style",
              "<video",
              "<audio",
              "<source",
              "<template",
              "<noscript",
              "<!--",
              "<details",
              "<xss",
              " on",
              "id=",
              "class=",
              "name=",
              "ping=",
              "download",
              "background=",
              "srcdoc",
              "contenteditable",
              "tabindex",
              "accesskey",
              "slot=",
              " is=",
              "poster=",
              "javascript:",
              "data-remote=x",
              "data-remote=\"x")) {
        assertFalse(attack + " → " + cleaned, cleaned.contains(forbidden));
      }
    }
  }

  @Test
  public void brokenNestingIsClosedSoThatItCannotEscapeItsPlace() {
    assertEquals("<div><b>x</b></div>", clean("<div><b>x"));
    assertEquals("x", clean("</div></div>x"));
  }

  @Test
  public void hugeOrDeepBodiesEndInTime() {
    assertEquals("", clean("x".repeat(HtmlCleaner.LONGEST + 1)));
    assertFalse(clean("<div>".repeat(50_000) + "x").contains("<script"));
    assertFalse(clean("<".repeat(200_000)).contains("<"));
  }

  @Test
  public void wordsOfABodyThatIsOnlyHtml() {
    assertEquals(
        "こんにちは & さようなら\n二行目",
        HtmlCleaner.words("<style>p{}</style><p>こんにちは &amp; さようなら</p>二行目<script>x</script>"));
  }

  @Test
  public void controlCharactersAreRemoved() {
    assertEquals("ab", clean("a\u0000\u0008b"));
  }
}
