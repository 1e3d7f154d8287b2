package org.madoguchi.search.internal.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.search.DocumentKey;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.Visibility;
import org.madoguchi.search.internal.rank.Features;
import org.madoguchi.search.internal.rank.Weights;

/**
 * An index in which two articles may answer each question: one that the product's weights prefer,
 * and another one.
 */
final class Fancied implements Ranking {
  final Map<MunicipalityId, Weights> own = new ConcurrentHashMap<>();
  final List<Visibility> asked = new ArrayList<>();

  static DocumentKey preferred(String question) {
    return new DocumentKey(DocumentKind.ARTICLE, "preferred-" + question);
  }

  static DocumentKey other(String question) {
    return new DocumentKey(DocumentKind.ARTICLE, "other-" + question);
  }

  @Override
  public List<Choice> choices(MunicipalityId municipality, String text, Visibility visibility) {
    asked.add(visibility);
    return List.of(
        new Choice(preferred(text), features(true)), new Choice(other(text), features(false)));
  }

  private static double[] features(boolean preferred) {
    double[] weights = Weights.ours().weight();
    double[] features = new double[Features.NAMES.size()];
    for (int i = 0; i < features.length; i++) {
      features[i] = weights[i] > 0 == preferred ? 1 : 0.2;
    }
    return features;
  }

  @Override
  public void rankBy(MunicipalityId municipality, Optional<Weights> theirs) {
    theirs.ifPresentOrElse(w -> own.put(municipality, w), () -> own.remove(municipality));
  }

  @Override
  public boolean isOn() {
    return true;
  }
}
