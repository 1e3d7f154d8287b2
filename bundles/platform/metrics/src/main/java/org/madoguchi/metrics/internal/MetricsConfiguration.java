package org.madoguchi.metrics.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/org.madoguchi.metrics.cfg}: who may read {@code /metrics}. */
@ObjectClassDefinition(name = "%metrics.name", localization = "OSGI-INF/l10n/metrics")
public @interface MetricsConfiguration {
  /** Whether requests from this machine that came through no proxy may read without a token. */
  @AttributeDefinition(name = "%local.name", description = "%local.description")
  boolean local() default true;

  /** Whoever sends this as a bearer token may read from anywhere; '' = nobody. */
  @AttributeDefinition(
      name = "%token.name",
      description = "%token.description",
      type = AttributeType.PASSWORD)
  String _token() default "";
}
