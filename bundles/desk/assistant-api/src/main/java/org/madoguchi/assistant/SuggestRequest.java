package org.madoguchi.assistant;

import java.util.Objects;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.search.Visibility;

/**
 * Asks for what may answer a text.
 *
 * @param visibility what the asker may find
 * @param text a running text; of a longer one the first {@value #LONGEST_TEXT} characters are read
 * @param most how many of each kind are wanted: 1–{@value #MOST}, more is taken as that
 */
public record SuggestRequest(
    MunicipalityId municipality, Visibility visibility, String text, int most) {
  public static final int LONGEST_TEXT = 20_000;
  public static final int MOST = 10;

  public SuggestRequest {
    Objects.requireNonNull(municipality);
    Objects.requireNonNull(visibility);
    text = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    most = Math.max(1, Math.min(most, MOST));
  }
}
