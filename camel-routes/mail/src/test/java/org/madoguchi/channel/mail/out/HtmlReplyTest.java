package org.madoguchi.channel.mail.out;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

/** What becomes of a line of text: one row each. */
public class HtmlReplyTest {
  private static final String QUOTE =
      "<blockquote style=\"margin:0;padding-left:1em;border-left:2px solid #767676\">\n";

  private static final String[][] TABLE = {
    {"<b>&\"x\"</b>", "&lt;b&gt;&amp;&quot;x&quot;&lt;/b&gt;<br>"},
    {"  字下げ  二つ", "&nbsp;&nbsp;字下げ &nbsp;二つ<br>"},
    {"窓口\t電話", "窓口&nbsp;&nbsp;&nbsp; 電話<br>"},
    {"", "<br>"},
    {
      "（https://a.example/x）をご覧ください",
      "（<a href=\"https://a.example/x\">https://a.example/x</a>）をご覧ください<br>"
    },
    {"see https://a.example/x(y).", "see " + link("https://a.example/x(y)") + ".<br>"},
    {"(https://a.example/x)", "(" + link("https://a.example/x") + ")<br>"},
    {"<https://a.example/>", "&lt;" + link("https://a.example/") + "&gt;<br>"},
    {"詳しくはhttp://a.example/へ", "詳しくは" + link("http://a.example/") + "へ<br>"},
    {"javascript:alert(1)", "javascript:alert(1)<br>"},
    {"https://a.example/\"onmouseover=x", link("https://a.example/") + "&quot;onmouseover=x<br>"},
    {"a.b@city.example まで", "<a href=\"mailto:a.b@city.example\">a.b@city.example</a> まで<br>"},
    {"> 一\n>> 二\n答え", QUOTE + "一<br>\n" + QUOTE + "二<br>\n</blockquote></blockquote>\n答え<br>"},
    {"> > 二", QUOTE.strip() + QUOTE + "二<br>\n</blockquote></blockquote>"},
    {
      ">".repeat(30),
      QUOTE.strip().repeat(20)
          + "\n&gt;&gt;&gt;&gt;&gt;&gt;&gt;&gt;&gt;&gt;<br>\n"
          + "</blockquote>".repeat(20)
    },
  };

  private static String link(String url) {
    return "<a href=\"" + url + "\">" + url + "</a>";
  }

  @Test
  public void everyLineIsRenderedAsTheTableSays() {
    List<String> expected = new ArrayList<>();
    List<String> actual = new ArrayList<>();
    for (String[] row : TABLE) {
      expected.add(row[0] + " → " + row[1]);
      String html = HtmlReply.of(row[0], "UTF-8");
      actual.add(row[0] + " → " + html.replaceAll("(?s).*<body>\n|\n</body>.*", ""));
    }
    assertEquals(String.join("\n", expected), String.join("\n", actual));
  }

  @Test
  public void languageIsSaidWhereItIsCertain() {
    assertTrue(HtmlReply.of("はい", "UTF-8").startsWith("<!DOCTYPE html>\n<html lang=\"ja\">"));
    assertTrue(HtmlReply.of("yes", "UTF-8").startsWith("<!DOCTYPE html>\n<html>"));
  }
}
