package org.madoguchi.plugins.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/org.madoguchi.plugins.cfg}. */
@ObjectClassDefinition(
    name = "%plugins.name",
    description = "%plugins.description",
    localization = "OSGI-INF/l10n/plugins")
public @interface PluginSettings {
  /** A version that has not what it needs by then has not started. */
  @AttributeDefinition(name = "%startSeconds.name", min = "1", max = "300")
  int startSeconds() default 5;
}
