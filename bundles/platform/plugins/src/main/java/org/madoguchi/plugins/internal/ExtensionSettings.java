package org.madoguchi.plugins.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/org.madoguchi.extensions.cfg}. */
@ObjectClassDefinition(
    name = "%extensions.name",
    description = "%extensions.description",
    localization = "OSGI-INF/l10n/plugins")
public @interface ExtensionSettings {
  /** Its dictionary takes 160 MB of heap. */
  @AttributeDefinition(name = "%search.name", description = "%search.description")
  boolean search() default false;
}
