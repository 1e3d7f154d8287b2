package org.madoguchi.channels.internal;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What comes as HTML is made safe. */
@State(Scope.Benchmark)
public class HtmlCleanerBenchmark {
  private final String html =
      "<html><head><style>p{margin:0}</style><script>alert(1)</script></head><body>"
          + ("<p style=\"color:#333;position:fixed\">住民票の写しについて<b>教えて</b>ください。"
                  + "<a href=\"https://www.example.jp/a?b=c\" onclick=\"x()\">こちら</a>"
                  + "<img src=\"http://tracker.example/p.gif\"></p><table><tr><td>手数料</td></tr></table>")
              .repeat(20)
          + "</body></html>";

  /** Five kilobytes as a mail program writes them. */
  @Benchmark
  public String clean() {
    return HtmlCleaner.clean(html);
  }
}
