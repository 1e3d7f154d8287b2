package org.madoguchi.search.internal.asked;

import java.time.Instant;
import java.util.List;
import org.madoguchi.search.DocumentKey;

/**
 * What somebody asked, or what an article answers, as far as it is compared.
 *
 * @param title as it stands there
 * @param gist the telling terms of the title in a fixed order; '' when there are none
 * @param terms of title and beginning, those of the title twice; what can be said in several ways
 *     as one term besides
 */
public record Asked(DocumentKey key, String title, String gist, List<String> terms, Instant at) {
  public Asked {
    terms = List.copyOf(terms);
  }
}
