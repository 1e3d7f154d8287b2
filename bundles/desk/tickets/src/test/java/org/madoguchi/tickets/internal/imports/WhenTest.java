package org.madoguchi.tickets.internal.imports;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.Test;
import org.madoguchi.testing.covers.Covers;

public class WhenTest {
  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

  private static String read(String written) {
    return When.read(written, TOKYO).map(w -> w.at().toString()).orElse("");
  }

  @Test
  @Covers("X1")
  public void daysAreReadInEveryCalendar() {
    for (String written :
        List.of(
            "2023-04-01",
            "2023/4/1",
            "2023.4.1",
            "20230401",
            "2023年4月1日",
            "２０２３年４月１日（土）",
            "令和5年4月1日",
            "令和５年４月１日",
            "R5.4.1",
            "R05/04/01",
            "r5-4-1",
            "平成35年4月1日")) {
      boolean beyond = written.startsWith("平成");
      assertEquals(written, beyond ? "" : "2023-03-31T15:00:00Z", read(written));
    }
    assertEquals("2019-04-30T15:00:00Z", read("令和元年5月1日"));
    assertEquals("2019-04-30T15:00:00Z", read("平成31年5月1日"));
    assertEquals("1988-12-31T15:00:00Z", read("S64.1.1"));
    assertTrue(When.read("R5.4.1", TOKYO).orElseThrow().dayOnly());
  }

  @Test
  @Covers("X1")
  public void timesWithoutZoneAreTheMunicipalitys() {
    for (String written :
        List.of(
            "2023-04-01 15:05",
            "2023/4/1 15:05:00",
            "2023-04-01T15:05:00.000",
            "2023年4月1日 15時5分",
            "令和5年4月1日午後3時5分",
            "R5.4.1 PM 3:05",
            "2023/04/01 3:05 pm",
            "2023/4/1(土) 15:05",
            "2023-04-01T06:05:00Z",
            "2023-04-01 15:05:00+09:00",
            "2023-04-01T15:05:00+0900")) {
      assertEquals(written, "2023-04-01T06:05:00Z", read(written));
    }
  }

  @Test
  public void whatIsNoTimeIsNone() {
    for (String written :
        List.of(
            "", "なし", "2023-13-01", "2023-02-30", "R0.1.1", "S65.1.1", "12:00", "1".repeat(99))) {
      assertEquals(written, "", read(written));
    }
  }

  @Test
  public void mailsWriteTheirsInTheirWay() {
    assertEquals(
        Optional.of(Instant.parse("2023-04-01T06:05:00Z")),
        When.mail("Sat, 1 Apr 2023 15:05:00 +0900 (JST)"));
    assertEquals(Optional.empty(), When.mail("yesterday"));
  }
}
