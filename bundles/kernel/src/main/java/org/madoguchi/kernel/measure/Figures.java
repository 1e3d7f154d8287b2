package org.madoguchi.kernel.measure;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Takes figures down. Implemented by whoever reads. */
@ProviderType
public interface Figures {
  /**
   * A counter's or a gauge's value.
   *
   * @param labels as many as the measure has, in its order
   */
  void value(Measure measure, double value, List<String> labels);

  /**
   * How long things took.
   *
   * @param limitSeconds upper limits, ascending
   * @param counts how many took longer than the limit before and at most this one; the last count
   *     has no limit, so there is one more than limits
   */
  void durations(
      Measure measure,
      double[] limitSeconds,
      long[] counts,
      double sumSeconds,
      List<String> labels);
}
