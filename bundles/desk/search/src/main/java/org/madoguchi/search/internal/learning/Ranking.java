package org.madoguchi.search.internal.learning;

import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.search.DocumentKey;
import org.madoguchi.search.Visibility;
import org.madoguchi.search.internal.rank.Weights;

/** The index, as whoever teaches it to rank sees it. A service that is there while the index is. */
public interface Ranking {
  /**
   * An article that may answer.
   *
   * @param features as {@link org.madoguchi.search.internal.rank.Features} names them
   */
  record Choice(DocumentKey key, double[] features) {}

  /** What the learned ranking has to put in order, best first without it. */
  List<Choice> choices(MunicipalityId municipality, String text, Visibility visibility);

  /**
   * From now on, what is asked in the municipality.
   *
   * @param own empty = by the weights that come with the product
   */
  void rankBy(MunicipalityId municipality, Optional<Weights> own);

  /** Whether the learned ranking is switched on. */
  boolean isOn();
}
