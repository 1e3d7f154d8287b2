package org.madoguchi.metrics.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.junit.Test;
import org.madoguchi.kernel.measure.Counter;
import org.madoguchi.kernel.measure.Measure;

public class SheetTest {
  private static final Measure MAILS = Measure.counter("mails_total", "Mails.", "channel");
  private static final Measure TIMES = Measure.durations("times_seconds", "Times.", "path");

  private final Sheet sheet = new Sheet();

  private String text() throws IOException {
    StringWriter text = new StringWriter();
    TextFormat.write004(text, sheet.samples());
    return text.toString();
  }

  @Test
  public void familiesAreWrittenByNameWithTypeAndHelp() throws IOException {
    sheet.value(Measure.gauge("z_last", "Last."), 0.5, List.of());
    sheet.value(MAILS, 3, List.of("mail-mihon"));
    sheet.value(MAILS, 4, List.of("mail-aoba"));
    assertEquals(
        """
        # HELP mails_total Mails.
        # TYPE mails_total counter
        mails_total{channel="mail-mihon",} 3.0
        mails_total{channel="mail-aoba",} 4.0
        # HELP z_last Last.
        # TYPE z_last gauge
        z_last 0.5
        """,
        text());
  }

  @Test
  public void durationsAreToldUpToEachLimitWithCountAndSum() throws IOException {
    sheet.durations(TIMES, new double[] {0.1, 1}, new long[] {5, 2, 1}, 4.25, List.of("/a"));
    assertEquals(
        """
        # HELP times_seconds Times.
        # TYPE times_seconds histogram
        times_seconds_bucket{path="/a",le="0.1",} 5.0
        times_seconds_bucket{path="/a",le="1.0",} 7.0
        times_seconds_bucket{path="/a",le="+Inf",} 8.0
        times_seconds_count{path="/a",} 8.0
        times_seconds_sum{path="/a",} 4.25
        """,
        text());
  }

  @Test
  public void noLabelBreaksOutOfItsLine() throws IOException {
    sheet.value(MAILS, 1, List.of("a\"} 9\nmails_total{channel=\"b\\"));
    sheet.value(Measure.gauge("odd_help", "One\nline \\ only."), Double.NaN, List.of());
    assertEquals(
        """
        # HELP mails_total Mails.
        # TYPE mails_total counter
        mails_total{channel="a\\"} 9\\nmails_total{channel=\\"b\\\\",} 1.0
        # HELP odd_help One\\nline \\\\ only.
        # TYPE odd_help gauge
        odd_help NaN
        """,
        text());
  }

  @Test
  public void aMistakeInLabelsCannotGrowForEver() throws IOException {
    Counter counter = new Counter("typed_total", "By what somebody typed.", "typed");
    for (int i = 0; i < 5_000; i++) {
      counter.add("typed-" + i);
    }
    counter.tell(sheet);
    List<String> lines = text().lines().filter(line -> line.startsWith("typed_total{")).toList();
    assertEquals(1_001, lines.size());
    assertEquals(
        List.of("typed_total{typed=\"other\",} 4000.0"),
        lines.stream().filter(line -> line.contains("other")).toList());
  }

  @Test
  public void wrongLabelsAndNamesWithTwoMeaningsAreRefusedWhole() throws IOException {
    assertThrows(IllegalArgumentException.class, () -> sheet.value(MAILS, 1, List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> sheet.durations(TIMES, new double[0], new long[1], 0, List.of("a", "b")));
    assertEquals("", text());
    sheet.value(MAILS, 1, List.of("a"));
    Sheet other = new Sheet();
    other.value(Measure.gauge("a_first", "Good."), 1, List.of());
    other.value(Measure.counter("mails_total", "Other mails."), 1, List.of());
    String before = text();
    assertThrows(IllegalArgumentException.class, () -> sheet.add(other));
    assertEquals(before, text());
  }
}
