package org.madoguchi.knowledge.internal.body;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;

public class ArticleBodyTest {

  private static ArticleBody read(String html) {
    Checks checks = new Checks();
    ArticleBody body = ArticleBody.read(checks, "body", html);
    checks.done();
    return body;
  }

  private static String problem(String html) {
    return assertThrows(DomainException.class, () -> read(html)).fields().get(0).field();
  }

  @Test
  public void headingsListsTablesAndLinksStay() {
    String html =
        "<h2>必要なもの</h2><ul><li>本人確認書類</li></ul><table><caption>手数料</caption>"
            + "<tr><th scope=\"row\">住民票</th><td colspan=\"2\">300円</td></tr></table>"
            + "<p><a href=\"https://www.city.example/juminhyo?a=1&amp;b=2\">市の案内</a></p>";
    ArticleBody body = read(html);
    assertTrue(body.html(), body.html().contains("<th scope=\"row\">"));
    assertEquals("必要なもの\n本人確認書類\n手数料\n住民票 300円\n市の案内", body.text());
    assertEquals(
        List.of(new ArticleBody.Link("https://www.city.example/juminhyo?a=1&b=2", "市の案内")),
        body.links());
  }

  @Test
  public void nothingThatRunsOrComesFromElsewhereStays() {
    String html =
        "<script>alert(1)</script><p onclick=\"x()\" style=\"color:red\">文</p><iframe src=x></iframe>"
            + "<a href=\"javascript:x()\">悪い</a><svg onload=x()></svg><form><input></form>"
            + "<img src=\"https://elsewhere.example/a.png\" alt=\"外の絵\"><style>p{}</style>";
    ArticleBody body = read(html);
    for (String bad :
        List.of("script", "onclick", "style", "iframe", "svg", "input", "elsewhere")) {
      assertFalse(body.html(), body.html().contains(bad));
    }
    assertTrue(body.html(), body.html().contains("文"));
    assertEquals(List.of(), body.links());
  }

  @Test
  public void whatWasKeptOnceComesOutTheSame() {
    for (String html :
        List.of(
            "<p>a & b < c \"引用\" = @ ` 😀</p>",
            "<h2>閉じない<ul><li>一<li>二</ul><table><tr><td>x",
            "<p><b>太<i>斜</b>字</i></p>\n\n<pre>  字下げ\n行</pre>",
            "<a href='mailto:a@city.example'>宛先</a><img src='attachment:3' alt='地図'>",
            "<p lang=\"en\">English</p><ruby>再交付<rt>さいこうふ</rt></ruby>")) {
      String once = read(html).html();
      assertEquals(once, read(once).html());
    }
  }

  @Test
  public void picturesSayWhatTheyShow() {
    assertEquals("body.img.alt", problem("<img src='attachment:1'>"));
    assertEquals("body.img.alt", problem("<img src='attachment:1' alt=' '>"));
    assertEquals("窓口の地図", read("<img src='attachment:1' alt='窓口の地図'>").text());
  }

  @Test
  public void whatIsTooMuchIsTold() {
    assertEquals("body.table", problem("<table>" + "<tr><td>x</td></tr>".repeat(10_000)));
    assertEquals("body", problem("あ".repeat(ArticleBody.LONGEST + 1)));
    StringBuilder links = new StringBuilder();
    for (int i = 0; i <= ArticleBody.MOST_LINKS; i++) {
      links.append("<a href='https://city.example/").append(i).append("'>x</a>");
    }
    assertEquals("body.a", problem(links.toString()));
  }

  @Test
  public void badInputIsReadAllTheSame() {
    assertEquals("", read(null).html());
    assertEquals("", read(" \n ").html());
    read("<div>".repeat(20_000));
    read("<".repeat(50_000));
    String odd = read("<p>\ud800半分\u0000\u0007</p>").text();
    assertEquals("半分", odd);
    assertEquals("文\n文", read("<p>文" + " ".repeat(150_000) + "</p>\n\u3000<p>文</p>").text());
    // each sign is written out in five
    assertEquals("body", problem("&".repeat(50_000)));
  }

  @Test
  public void labelsOfLinksAreCutBetweenCharacters() {
    String label = read("<a href='article:1'>x" + "😀".repeat(200) + "</a>").links().get(0).label();
    assertEquals("x" + "😀".repeat(99), label);
  }
}
