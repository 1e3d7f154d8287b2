package org.madoguchi.search.internal.lucene;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.madoguchi.search.internal.text.NormalText;

/** Numbers and addresses, without what people put between. */
final class Codes {
  /** A shorter beginning would find too much. */
  static final int SHORTEST_BEGINNING = 4;

  private Codes() {}

  static String of(String written) {
    String normal = NormalText.of(written).text().strip();
    boolean number =
        normal.chars().allMatch(c -> c >= '0' && c <= '9' || "-() .+#".indexOf(c) >= 0);
    return TermStream.cut(number ? normal.replaceAll("[^0-9]", "") : normal);
  }

  /** What of a question may be a code: its parts between blanks that have a digit or an @. */
  static List<String> in(String normal) {
    List<String> codes = new ArrayList<>();
    Arrays.stream(normal.split(" "))
        .limit(8)
        .filter(part -> part.length() <= 200)
        .filter(part -> part.chars().anyMatch(c -> c >= '0' && c <= '9' || c == '@'))
        .map(Codes::of)
        .filter(code -> !code.isEmpty())
        .forEach(codes::add);
    return codes;
  }
}
