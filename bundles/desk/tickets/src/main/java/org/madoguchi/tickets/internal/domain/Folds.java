package org.madoguchi.tickets.internal.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.madoguchi.tickets.Noticed.Fold;

/** Writes folds as they are stored: {@code q12-40 s41-44}. What does not fit stays unfolded. */
public final class Folds {
  private static final int LONGEST = 1_000;
  private static final Pattern FOLD = Pattern.compile("([qs])([0-9]{1,7})-([0-9]{1,7})");

  private Folds() {}

  /** In order and without overlaps, whatever a channel said. */
  public static String written(List<Fold> folds) {
    StringBuilder written = new StringBuilder();
    int end = 0;
    for (Fold fold : folds) {
      String one = (fold.kind() == Fold.Kind.QUOTE ? "q" : "s") + fold.from() + "-" + fold.to();
      if (fold.from() < end || fold.to() <= fold.from() || !FOLD.matcher(one).matches()) {
        continue;
      }
      if (written.length() + 1 + one.length() > LONGEST) {
        break;
      }
      written.append(written.length() == 0 ? "" : " ").append(one);
      end = fold.to();
    }
    return written.toString();
  }

  public static List<Fold> read(String written) {
    List<Fold> folds = new ArrayList<>();
    Matcher fold = FOLD.matcher(written);
    while (fold.find()) {
      folds.add(
          new Fold(
              fold.group(1).equals("q") ? Fold.Kind.QUOTE : Fold.Kind.SIGNATURE,
              Integer.parseInt(fold.group(2)),
              Integer.parseInt(fold.group(3))));
    }
    return folds;
  }
}
