package org.madoguchi.itests.browser;

import static org.madoguchi.itests.container.Waiting.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** The day in Japan, as long as a test works with it: just before midnight it is awaited. */
final class Today {
  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
  private static final Duration LONGEST_TEST = Duration.ofMinutes(3);

  private Today() {}

  static LocalDate inJapan() {
    return await("a day that does not end soon")
        .atMost(LONGEST_TEST.multipliedBy(2))
        .until(() -> ZonedDateTime.now(JAPAN), Today::lasts)
        .toLocalDate();
  }

  private static boolean lasts(ZonedDateTime now) {
    return now.plus(LONGEST_TEST).toLocalDate().equals(now.toLocalDate());
  }
}
