package org.madoguchi.channels.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

public class HtmlFoldsTest {
  private static String clean(String html) {
    return HtmlCleaner.clean(html);
  }

  @Test
  public void gmail() {
    assertEquals(
        "<div>承知しました</div><div data-fold=\"quote\"><div>2026年11月21日 花子 さん:</div>"
            + "<blockquote>前の文</blockquote></div>",
        clean(
            "<div dir=x>承知しました</div><div class=\"gmail_quote gmail_quote_container\"><div"
                + " class='gmail_attr'>2026年11月21日 花子 さん:</div><blockquote class='x'"
                + " style='margin:0'>前の文</blockquote></div>"));
    assertEquals(
        "<div data-fold=\"signature\">山田</div>",
        clean("<div class=gmail_signature data-smartmail=gmail_signature>山田</div>"));
  }

  @Test
  public void yahooThunderbirdAndApple() {
    assertEquals(
        "<div data-fold=\"quote\">x</div>",
        clean("<div id='ydp1234yahoo_quoted_5678' class='ydpyahoo_quoted'>x</div>"));
    assertEquals(
        "<div data-fold=\"quote\">On … wrote:</div><blockquote data-fold=\"quote\">x</blockquote>",
        clean(
            "<div class='moz-cite-prefix'>On … wrote:</div><blockquote type='cite'"
                + " cite='mid:x'>x</blockquote>"));
    assertEquals(
        "<div data-fold=\"signature\">x</div>", clean("<div id=AppleMailSignature>x</div>"));
  }

  @Test
  public void outlookSaysWhereTheHistoryBegins() {
    assertEquals(
        "<p>返信</p><div data-fold=\"history\"><p><b>差出人:</b> 花子</p></div><p>前の文</p>",
        clean(
            "<p>返信</p><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0mm 0mm"
                + " 0mm'><p><b>差出人:</b> 花子</p></div><p>前の文</p>"));
    assertEquals(
        "<hr /><div data-fold=\"history\">From:</div><div>x</div>",
        clean("<hr tabindex=-1><div id=divRplyFwdMsg dir=ltr>From:</div><div>x</div>")
            .replace(" dir=\"ltr\"", ""));
    assertEquals(
        "as the web shows what came from elsewhere",
        "<div data-fold=\"quote\">x</div>",
        clean("<div class='x_gmail_quote'>x</div>"));
  }

  @Test
  public void nobodyMarksByHandAndOrdinaryQuotationsStay() {
    assertEquals("<div>x</div>", clean("<div data-fold='quote'>x</div>"));
    assertEquals("<div>x</div>", clean("<div class='md-fold:quote'>x</div>"));
    assertEquals("<blockquote>x</blockquote>", clean("<blockquote type=a>x</blockquote>"));
    assertEquals(
        "<div style=\"color:#ff0000\">x</div>",
        clean("<div class='card' style='color:#ff0000'>x</div>"));
  }

  @Test
  public void hugeAttributesAndManyOpenLinesAreReadOnce() {
    assertTrue(clean("<div class='" + "a ".repeat(200_000) + "gmail_quote'>x</div>").contains("x"));
    String lines = "<div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt ";
    assertFalse(clean(lines.repeat(10_000)).contains("data-fold"));
  }
}
