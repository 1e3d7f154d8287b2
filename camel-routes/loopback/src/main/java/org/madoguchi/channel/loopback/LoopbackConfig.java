package org.madoguchi.channel.loopback;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/org.madoguchi.channel.loopback-<name>.cfg}. */
@ObjectClassDefinition(
    name = "%channel.name",
    description = "%channel.description",
    localization = "OSGI-INF/l10n/loopback")
public @interface LoopbackConfig {
  @AttributeDefinition(
      name = "%madoguchi.channel.name",
      description = "%madoguchi.channel.description")
  String madoguchi_channel() default "";

  @AttributeDefinition(name = "%municipality.name", description = "%municipality.description")
  String municipality() default "";

  @AttributeDefinition(name = "%kind.name", description = "%kind.description")
  String kind() default "loopback";

  @AttributeDefinition(name = "%address.name", description = "%address.description")
  String address() default "";

  @AttributeDefinition(name = "%sends.name", description = "%sends.description")
  boolean sends() default true;

  @AttributeDefinition(name = "%keepMessages.name", description = "%keepMessages.description")
  int keepMessages() default 200;
}
