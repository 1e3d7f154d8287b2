package org.madoguchi.assistant.internal.openai;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * {@code etc/org.madoguchi.assistant.openai-<name>.cfg}. The key begins with a full stop because
 * Declarative Services publishes every other setting as a property of the service.
 */
@ObjectClassDefinition(name = "%openai.name", localization = "OSGI-INF/l10n/openai")
public @interface OpenAiConfig {
  @AttributeDefinition(name = "%municipality.name", description = "%municipality.description")
  String municipality() default "";

  @AttributeDefinition(name = "%endpoint.name", description = "%endpoint.description")
  String endpoint() default "";

  @AttributeDefinition(name = "%model.name", description = "%model.description")
  String model() default "";

  /** A host within the house that may be asked without TLS. */
  @AttributeDefinition(
      name = "%internalHost.name",
      description = "%internalHost.description",
      required = false)
  String internalHost() default "";

  @AttributeDefinition(
      name = "%keyFile.name",
      description = "%keyFile.description",
      required = false)
  String keyFile() default "";

  @AttributeDefinition(
      name = "%key.name",
      description = "%key.description",
      type = AttributeType.PASSWORD,
      required = false)
  String _key() default "";

  @AttributeDefinition(
      name = "%timeout.name",
      description = "%timeout.description",
      min = "1",
      max = "25")
  int timeoutSeconds() default 10;
}
