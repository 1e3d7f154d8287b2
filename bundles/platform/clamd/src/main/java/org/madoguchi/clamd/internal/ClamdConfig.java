package org.madoguchi.clamd.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Where ClamAV's daemon listens, and how much is asked of it. */
@ObjectClassDefinition(name = "%clamd.name", localization = "OSGI-INF/l10n/clamd")
public @interface ClamdConfig {
  /** Its socket; empty when it is reached by host and port. */
  @AttributeDefinition(name = "%socket.name", description = "%socket.description", required = false)
  String socket() default "";

  @AttributeDefinition(name = "%host.name", description = "%host.description", required = false)
  String host() default "";

  @AttributeDefinition(name = "%port.name", description = "%port.description", min = "1")
  int port() default 3310;

  /** How long one file may take. */
  @AttributeDefinition(name = "%timeout.name", description = "%timeout.description", min = "1")
  int timeoutSeconds() default 60;

  /** Larger content is not sent. */
  @AttributeDefinition(name = "%most.name", description = "%most.description", min = "1")
  int maxMebibytes() default 25;
}
