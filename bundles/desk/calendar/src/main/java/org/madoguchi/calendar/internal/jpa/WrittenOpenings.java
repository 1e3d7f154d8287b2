package org.madoguchi.calendar.internal.jpa;

import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.madoguchi.calendar.Opening;

/** Openings as one column: {@code 08:30-12:00,13:00-24:00}; '' for none. */
final class WrittenOpenings {
  private static final String END_OF_DAY = "24:00";

  private WrittenOpenings() {}

  static String write(List<Opening> openings) {
    return openings.stream().map(Opening::toString).collect(Collectors.joining(","));
  }

  static List<Opening> read(String column) {
    return column.isEmpty()
        ? List.of()
        : Arrays.stream(column.split(",")).map(WrittenOpenings::opening).toList();
  }

  private static Opening opening(String written) {
    String[] ends = written.split("-");
    LocalTime closes = ends[1].equals(END_OF_DAY) ? LocalTime.MIDNIGHT : LocalTime.parse(ends[1]);
    return new Opening(LocalTime.parse(ends[0]), closes);
  }
}
