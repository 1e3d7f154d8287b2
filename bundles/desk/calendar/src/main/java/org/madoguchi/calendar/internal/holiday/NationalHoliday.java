package org.madoguchi.calendar.internal.holiday;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;

/**
 * The days Article 2 of the Act on National Holidays (国民の祝日に関する法律, 1948 no. 178) names, with every
 * amendment, and the days other acts made holidays of one year.
 */
enum NationalHoliday {
  NEW_YEAR("元日", "New Year’s Day") {
    @Override
    LocalDate in(int year) {
      return on(year, 1, 1);
    }
  },
  COMING_OF_AGE("成人の日", "Coming of Age Day") {
    @Override
    LocalDate in(int year) {
      return year < 2000 ? on(year, 1, 15) : monday(year, 1, 2);
    }
  },
  FOUNDATION("建国記念の日", "National Foundation Day") {
    @Override
    LocalDate in(int year) {
      return year < 1967 ? null : on(year, 2, 11);
    }
  },
  EMPEROR("天皇誕生日", "The Emperor’s Birthday") {
    @Override
    LocalDate in(int year) {
      if (year < 1989) {
        return on(year, 4, 29);
      }
      if (year < 2019) {
        return on(year, 12, 23);
      }
      // In 2019 the one had abdicated before his birthday, the other acceded after his.
      return year == 2019 ? null : on(year, 2, 23);
    }
  },
  SPRING_EQUINOX("春分の日", "Vernal Equinox Day") {
    @Override
    LocalDate in(int year) {
      return on(year, 3, Equinoxes.springDay(year));
    }
  },
  GREENERY("みどりの日", "Greenery Day") {
    @Override
    LocalDate in(int year) {
      if (year < 1989) {
        return null;
      }
      return year < 2007 ? on(year, 4, 29) : on(year, 5, 4);
    }
  },
  SHOWA("昭和の日", "Showa Day") {
    @Override
    LocalDate in(int year) {
      return year < 2007 ? null : on(year, 4, 29);
    }
  },
  CONSTITUTION("憲法記念日", "Constitution Memorial Day") {
    @Override
    LocalDate in(int year) {
      return on(year, 5, 3);
    }
  },
  CHILDREN("こどもの日", "Children’s Day") {
    @Override
    LocalDate in(int year) {
      return on(year, 5, 5);
    }
  },
  MARINE("海の日", "Marine Day") {
    @Override
    LocalDate in(int year) {
      return switch (year) {
        // Around the opening of the Olympic Games, by the acts on the Games of 2020 and 2021.
        case 2020 -> on(year, 7, 23);
        case 2021 -> on(year, 7, 22);
        default -> year < 1996 ? null : year < 2003 ? on(year, 7, 20) : monday(year, 7, 3);
      };
    }
  },
  MOUNTAIN("山の日", "Mountain Day") {
    @Override
    LocalDate in(int year) {
      return switch (year) {
        case 2020 -> on(year, 8, 10);
        case 2021 -> on(year, 8, 8);
        default -> year < 2016 ? null : on(year, 8, 11);
      };
    }
  },
  RESPECT_FOR_THE_AGED("敬老の日", "Respect for the Aged Day") {
    @Override
    LocalDate in(int year) {
      if (year < 1966) {
        return null;
      }
      return year < 2003 ? on(year, 9, 15) : monday(year, 9, 3);
    }
  },
  AUTUMN_EQUINOX("秋分の日", "Autumnal Equinox Day") {
    @Override
    LocalDate in(int year) {
      return on(year, 9, Equinoxes.autumnDay(year));
    }
  },
  HEALTH_AND_SPORTS("体育の日", "Health and Sports Day") {
    @Override
    LocalDate in(int year) {
      if (year < 1966 || year > 2019) {
        return null;
      }
      return year < 2000 ? on(year, 10, 10) : monday(year, 10, 2);
    }
  },
  SPORTS("スポーツの日", "Sports Day") {
    @Override
    LocalDate in(int year) {
      return switch (year) {
        case 2020 -> on(year, 7, 24);
        case 2021 -> on(year, 7, 23);
        default -> year < 2020 ? null : monday(year, 10, 2);
      };
    }
  },
  CULTURE("文化の日", "Culture Day") {
    @Override
    LocalDate in(int year) {
      return on(year, 11, 3);
    }
  },
  LABOUR("勤労感謝の日", "Labour Thanksgiving Day") {
    @Override
    LocalDate in(int year) {
      return on(year, 11, 23);
    }
  },
  IMPERIAL_WEDDING("結婚の儀", "Imperial wedding") {
    @Override
    LocalDate in(int year) {
      return switch (year) {
        case 1959 -> on(year, 4, 10);
        case 1993 -> on(year, 6, 9);
        default -> null;
      };
    }
  },
  IMPERIAL_FUNERAL("大喪の礼", "Funeral of Emperor Showa") {
    @Override
    LocalDate in(int year) {
      return year == 1989 ? on(year, 2, 24) : null;
    }
  },
  ACCESSION("即位の日", "Accession to the Throne") {
    @Override
    LocalDate in(int year) {
      return year == 2019 ? on(year, 5, 1) : null;
    }
  },
  ENTHRONEMENT("即位礼正殿の儀", "Enthronement Ceremony") {
    @Override
    LocalDate in(int year) {
      return switch (year) {
        case 1990 -> on(year, 11, 12);
        case 2019 -> on(year, 10, 22);
        default -> null;
      };
    }
  };

  private final String ja;
  private final String en;

  NationalHoliday(String ja, String en) {
    this.ja = ja;
    this.en = en;
  }

  /** Null in a year without it. */
  abstract LocalDate in(int year);

  final Optional<Holiday> holiday(int year) {
    return Optional.ofNullable(in(year)).map(date -> new Holiday(date, ja, en));
  }

  final String ja() {
    return ja;
  }

  final String en() {
    return en;
  }

  private static LocalDate on(int year, int month, int day) {
    return LocalDate.of(year, month, day);
  }

  private static LocalDate monday(int year, int month, int which) {
    return LocalDate.of(year, month, 1)
        .with(TemporalAdjusters.dayOfWeekInMonth(which, DayOfWeek.MONDAY));
  }
}
