package org.madoguchi.kernel.health;

import java.util.List;
import java.util.Locale;

/**
 * Looks whether a part can do its work. Register as an OSGi service; {@code GET /health/ready} asks
 * every one.
 */
public interface HealthCheck {
  /**
   * What is wrong now; empty when all is well. Must answer within two seconds even when a database
   * or a disk does not, see {@link org.madoguchi.kernel.measure.Recent}.
   *
   * @param locale of the texts: Japanese or English
   */
  List<Finding> findings(Locale locale);
}
