package org.madoguchi.calendar.internal.holiday;

import static org.junit.Assert.assertEquals;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.Test;

/** What the Act on National Holidays and the announced equinoxes say, year by year. */
public class HolidayLawTest {
  private static final String SUBSTITUTE = "振替休日";
  private static final String BETWEEN = "国民の休日";

  private static void assertHolidays(int year, String written) {
    Map<LocalDate, String> expected = new TreeMap<>();
    for (String line : written.strip().split("\n")) {
      String[] parts = line.strip().split(" ");
      String[] day = parts[0].split("/");
      LocalDate date = LocalDate.of(year, Integer.parseInt(day[0]), Integer.parseInt(day[1]));
      expected.put(date, parts[1]);
    }
    Map<LocalDate, String> known = new TreeMap<>();
    HolidayLaw.of(year).forEach((date, holiday) -> known.put(date, holiday.ja()));
    assertEquals(expected, known);
  }

  @Test
  public void yearOfTheEnthronement() {
    assertHolidays(
        2019,
        """
        1/1 元日
        1/14 成人の日
        2/11 建国記念の日
        3/21 春分の日
        4/29 昭和の日
        4/30 国民の休日
        5/1 即位の日
        5/2 国民の休日
        5/3 憲法記念日
        5/4 みどりの日
        5/5 こどもの日
        5/6 振替休日
        7/15 海の日
        8/11 山の日
        8/12 振替休日
        9/16 敬老の日
        9/23 秋分の日
        10/14 体育の日
        10/22 即位礼正殿の儀
        11/3 文化の日
        11/4 振替休日
        11/23 勤労感謝の日
        """);
  }

  @Test
  public void yearForWhichTheGamesWerePlanned() {
    assertHolidays(
        2020,
        """
        1/1 元日
        1/13 成人の日
        2/11 建国記念の日
        2/23 天皇誕生日
        2/24 振替休日
        3/20 春分の日
        4/29 昭和の日
        5/3 憲法記念日
        5/4 みどりの日
        5/5 こどもの日
        5/6 振替休日
        7/23 海の日
        7/24 スポーツの日
        8/10 山の日
        9/21 敬老の日
        9/22 秋分の日
        11/3 文化の日
        11/23 勤労感謝の日
        """);
  }

  @Test
  public void yearInWhichTheGamesWereHeld() {
    assertHolidays(
        2021,
        """
        1/1 元日
        1/11 成人の日
        2/11 建国記念の日
        2/23 天皇誕生日
        3/20 春分の日
        4/29 昭和の日
        5/3 憲法記念日
        5/4 みどりの日
        5/5 こどもの日
        7/22 海の日
        7/23 スポーツの日
        8/8 山の日
        8/9 振替休日
        9/20 敬老の日
        9/23 秋分の日
        11/3 文化の日
        11/23 勤労感謝の日
        """);
  }

  @Test
  public void of2022() {
    assertHolidays(
        2022,
        """
        1/1 元日
        1/10 成人の日
        2/11 建国記念の日
        2/23 天皇誕生日
        3/21 春分の日
        4/29 昭和の日
        5/3 憲法記念日
        5/4 みどりの日
        5/5 こどもの日
        7/18 海の日
        8/11 山の日
        9/19 敬老の日
        9/23 秋分の日
        10/10 スポーツの日
        11/3 文化の日
        11/23 勤労感謝の日
        """);
  }

  @Test
  public void of2023() {
    assertHolidays(
        2023,
        """
        1/1 元日
        1/2 振替休日
        1/9 成人の日
        2/11 建国記念の日
        2/23 天皇誕生日
        3/21 春分の日
        4/29 昭和の日
        5/3 憲法記念日
        5/4 みどりの日
        5/5 こどもの日
        7/17 海の日
        8/11 山の日
        9/18 敬老の日
        9/23 秋分の日
        10/9 スポーツの日
        11/3 文化の日
        11/23 勤労感謝の日
        """);
  }

  @Test
  public void of2024() {
    assertHolidays(
        2024,
        """
        1/1 元日
        1/8 成人の日
        2/11 建国記念の日
        2/12 振替休日
        2/23 天皇誕生日
        3/20 春分の日
        4/29 昭和の日
        5/3 憲法記念日
        5/4 みどりの日
        5/5 こどもの日
        5/6 振替休日
        7/15 海の日
        8/11 山の日
        8/12 振替休日
        9/16 敬老の日
        9/22 秋分の日
        9/23 振替休日
        10/14 スポーツの日
        11/3 文化の日
        11/4 振替休日
        11/23 勤労感謝の日
        """);
  }

  @Test
  public void of2025() {
    assertHolidays(
        2025,
        """
        1/1 元日
        1/13 成人の日
        2/11 建国記念の日
        2/23 天皇誕生日
        2/24 振替休日
        3/20 春分の日
        4/29 昭和の日
        5/3 憲法記念日
        5/4 みどりの日
        5/5 こどもの日
        5/6 振替休日
        7/21 海の日
        8/11 山の日
        9/15 敬老の日
        9/23 秋分の日
        10/13 スポーツの日
        11/3 文化の日
        11/23 勤労感謝の日
        11/24 振替休日
        """);
  }

  @Test
  public void of2026WithADayBetweenTwoHolidays() {
    assertHolidays(
        2026,
        """
        1/1 元日
        1/12 成人の日
        2/11 建国記念の日
        2/23 天皇誕生日
        3/20 春分の日
        4/29 昭和の日
        5/3 憲法記念日
        5/4 みどりの日
        5/5 こどもの日
        5/6 振替休日
        7/20 海の日
        8/11 山の日
        9/21 敬老の日
        9/22 国民の休日
        9/23 秋分の日
        10/12 スポーツの日
        11/3 文化の日
        11/23 勤労感謝の日
        """);
  }

  @Test
  public void of2027() {
    assertHolidays(
        2027,
        """
        1/1 元日
        1/11 成人の日
        2/11 建国記念の日
        2/23 天皇誕生日
        3/21 春分の日
        3/22 振替休日
        4/29 昭和の日
        5/3 憲法記念日
        5/4 みどりの日
        5/5 こどもの日
        7/19 海の日
        8/11 山の日
        9/20 敬老の日
        9/23 秋分の日
        10/11 スポーツの日
        11/3 文化の日
        11/23 勤労感謝の日
        """);
  }

  @Test
  public void earlierVersionsOfTheLawHoldInTheirYears() {
    assertHoliday(1960, "3/20", "春分の日");
    assertHoliday(1973, "4/30", SUBSTITUTE);
    assertHoliday(1972, "4/30", null);
    assertHoliday(1985, "5/4", null);
    assertHoliday(1988, "5/4", BETWEEN);
    assertHoliday(1986, "5/4", null); // a Sunday
    assertHoliday(1989, "2/24", "大喪の礼");
    assertHoliday(1999, "1/15", "成人の日");
    assertHoliday(2000, "1/10", "成人の日");
    assertHoliday(2002, "7/20", "海の日");
    assertHoliday(2003, "7/21", "海の日");
    assertHoliday(2006, "4/29", "みどりの日");
    assertHoliday(2008, "5/6", SUBSTITUTE); // past Children's Day
    assertHoliday(2009, "9/22", BETWEEN);
    assertHoliday(2015, "8/11", null);
    assertHoliday(2018, "12/24", SUBSTITUTE);
  }

  private static void assertHoliday(int year, String day, String name) {
    String[] parts = day.split("/");
    LocalDate date = LocalDate.of(year, Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    Holiday holiday = HolidayLaw.of(year).get(date);
    assertEquals(date.toString(), name, holiday == null ? null : holiday.ja());
  }

  @Test
  public void everyYearHasItsHolidaysWithBothNames() {
    for (int year = 1950; year <= 2150; year++) {
      Map<LocalDate, Holiday> all = HolidayLaw.of(year);
      assertEquals("in " + year, true, all.size() >= 9 && all.size() <= 22);
      for (Holiday holiday : all.values()) {
        assertEquals(year, holiday.date().getYear());
        assertEquals(false, holiday.ja().isEmpty() || holiday.en().isEmpty());
      }
    }
  }
}
