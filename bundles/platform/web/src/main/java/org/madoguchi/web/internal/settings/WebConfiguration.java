package org.madoguchi.web.internal.settings;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/org.madoguchi.web.cfg}. Every setting takes effect at once; nothing is restarted. */
@ObjectClassDefinition(
    name = "%web.name",
    description = "%web.description",
    localization = "OSGI-INF/l10n/web")
public @interface WebConfiguration {
  /** The JAAS realm people log in to. */
  @AttributeDefinition(name = "%realm.name", description = "%realm.description")
  String realm() default "madoguchi";

  /** After this time without a request a session ends. */
  @AttributeDefinition(
      name = "%idle.name",
      description = "%idle.description",
      min = "1",
      max = "1440")
  int session_idleMinutes() default 60;

  /** After this time a session ends in any case. */
  @AttributeDefinition(name = "%age.name", description = "%age.description", min = "1", max = "168")
  int session_ageHours() default 12;

  /** The largest body of a request that is not JSON (attachments, CSV). */
  @AttributeDefinition(
      name = "%body.name",
      description = "%body.description",
      min = "1",
      max = "1024")
  int body_limitMebibytes() default 32;

  /** Failed logins of one user name before it has to wait. */
  @AttributeDefinition(
      name = "%userFailures.name",
      description = "%userFailures.description",
      min = "1",
      max = "100")
  int login_userFailures() default 5;

  /** Failed logins from one address before it has to wait. */
  @AttributeDefinition(
      name = "%addressFailures.name",
      description = "%addressFailures.description",
      min = "1",
      max = "10000")
  int login_addressFailures() default 50;

  /** How long the first wait lasts; each further failure doubles it, up to 15 minutes. */
  @AttributeDefinition(
      name = "%firstWait.name",
      description = "%firstWait.description",
      min = "1",
      max = "900")
  int login_firstWaitSeconds() default 10;

  /** Live connections one person may hold; the oldest is dropped. */
  @AttributeDefinition(
      name = "%live.name",
      description = "%live.description",
      min = "1",
      max = "1000")
  int live_connectionsPerPerson() default 20;

  /** Whether X-Forwarded-For and X-Forwarded-Proto of a reverse proxy are believed. */
  @AttributeDefinition(name = "%proxy.name", description = "%proxy.description")
  boolean proxy_trusted() default false;

  /** Where the root address leads to. */
  @AttributeDefinition(name = "%home.name", description = "%home.description")
  String home() default "/console/";
}
