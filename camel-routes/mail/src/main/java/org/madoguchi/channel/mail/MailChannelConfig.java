package org.madoguchi.channel.mail;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/**
 * {@code etc/org.madoguchi.channel.mail-<name>.cfg}. The passwords begin with a full stop because
 * Declarative Services publishes every other setting as a property of the service.
 */
@ObjectClassDefinition(
    name = "%channel.name",
    description = "%channel.description",
    localization = "OSGI-INF/l10n/mail")
public @interface MailChannelConfig {
  @AttributeDefinition(
      name = "%madoguchi.channel.name",
      description = "%madoguchi.channel.description")
  String madoguchi_channel() default "";

  @AttributeDefinition(name = "%municipality.name", description = "%municipality.description")
  String municipality() default "";

  @AttributeDefinition(name = "%section.name", description = "%section.description")
  String section() default "";

  @AttributeDefinition(name = "%address.name", description = "%address.description")
  String address() default "";

  @AttributeDefinition(name = "%displayName.name", description = "%displayName.description")
  String displayName() default "";

  @AttributeDefinition(name = "%replyTo.name", description = "%replyTo.description")
  String replyTo() default "";

  @AttributeDefinition(
      name = "%language.name",
      description = "%language.description",
      options = {@Option(label = "日本語", value = "ja"), @Option(label = "English", value = "en")})
  String language() default "ja";

  @AttributeDefinition(
      name = "%inProtocol.name",
      description = "%inProtocol.description",
      options = {
        @Option(label = "IMAP", value = "imap"),
        @Option(label = "POP3", value = "pop3"),
        @Option(label = "%none", value = "none")
      })
  String inProtocol() default "imap";

  @AttributeDefinition(name = "%inHost.name", description = "%inHost.description")
  String inHost() default "";

  @AttributeDefinition(
      name = "%inPort.name",
      description = "%inPort.description",
      min = "0",
      max = "65535")
  int inPort() default 0;

  @AttributeDefinition(
      name = "%inSecurity.name",
      description = "%inSecurity.description",
      options = {
        @Option(label = "TLS", value = "tls"),
        @Option(label = "STARTTLS", value = "starttls"),
        @Option(label = "%none", value = "none")
      })
  String inSecurity() default "tls";

  @AttributeDefinition(
      name = "%inAuth.name",
      description = "%inAuth.description",
      options = {
        @Option(label = "%password", value = "password"),
        @Option(label = "OAuth 2.0 (XOAUTH2)", value = "xoauth2")
      })
  String inAuth() default "password";

  @AttributeDefinition(name = "%inUser.name", description = "%inUser.description")
  String inUser() default "";

  @AttributeDefinition(
      name = "%inPassword.name",
      description = "%inPassword.description",
      type = AttributeType.PASSWORD)
  String _inPassword() default "";

  @AttributeDefinition(name = "%inPasswordFile.name", description = "%inPasswordFile.description")
  String inPasswordFile() default "";

  @AttributeDefinition(name = "%inTokenFile.name", description = "%inTokenFile.description")
  String inTokenFile() default "";

  @AttributeDefinition(name = "%inFolder.name", description = "%inFolder.description")
  String inFolder() default "INBOX";

  @AttributeDefinition(name = "%processedFolder.name", description = "%processedFolder.description")
  String processedFolder() default "Madoguchi/done";

  @AttributeDefinition(
      name = "%pollEveryMillis.name",
      description = "%pollEveryMillis.description",
      min = "50",
      max = "3600000")
  int pollEveryMillis() default 3000;

  @AttributeDefinition(
      name = "%maxMessagesPerPoll.name",
      description = "%maxMessagesPerPoll.description",
      min = "1",
      max = "1000")
  int maxMessagesPerPoll() default 50;

  @AttributeDefinition(name = "%smtpHost.name", description = "%smtpHost.description")
  String smtpHost() default "";

  @AttributeDefinition(
      name = "%smtpPort.name",
      description = "%smtpPort.description",
      min = "0",
      max = "65535")
  int smtpPort() default 0;

  @AttributeDefinition(
      name = "%smtpSecurity.name",
      description = "%smtpSecurity.description",
      options = {
        @Option(label = "STARTTLS", value = "starttls"),
        @Option(label = "TLS", value = "tls"),
        @Option(label = "%none", value = "none")
      })
  String smtpSecurity() default "starttls";

  @AttributeDefinition(
      name = "%smtpAuth.name",
      description = "%smtpAuth.description",
      options = {
        @Option(label = "%password", value = "password"),
        @Option(label = "OAuth 2.0 (XOAUTH2)", value = "xoauth2")
      })
  String smtpAuth() default "password";

  @AttributeDefinition(name = "%smtpUser.name", description = "%smtpUser.description")
  String smtpUser() default "";

  @AttributeDefinition(
      name = "%smtpPassword.name",
      description = "%smtpPassword.description",
      type = AttributeType.PASSWORD)
  String _smtpPassword() default "";

  @AttributeDefinition(
      name = "%smtpPasswordFile.name",
      description = "%smtpPasswordFile.description")
  String smtpPasswordFile() default "";

  @AttributeDefinition(name = "%smtpTokenFile.name", description = "%smtpTokenFile.description")
  String smtpTokenFile() default "";

  @AttributeDefinition(name = "%html.name", description = "%html.description")
  boolean html() default true;

  @AttributeDefinition(
      name = "%charset.name",
      description = "%charset.description",
      options = {
        @Option(label = "UTF-8", value = "utf-8"),
        @Option(label = "ISO-2022-JP", value = "iso-2022-jp")
      })
  String charset() default "utf-8";

  @AttributeDefinition(name = "%charsetByDomain.name", description = "%charsetByDomain.description")
  String[] charsetByDomain() default {};

  @AttributeDefinition(name = "%bccArchive.name", description = "%bccArchive.description")
  String bccArchive() default "";

  @AttributeDefinition(
      name = "%maxSizeKilobytes.name",
      description = "%maxSizeKilobytes.description",
      min = "100",
      max = "1048576")
  int maxSizeKilobytes() default 35_840;

  @AttributeDefinition(
      name = "%connectTimeoutMillis.name",
      description = "%connectTimeoutMillis.description",
      min = "100",
      max = "300000")
  int connectTimeoutMillis() default 10_000;

  @AttributeDefinition(
      name = "%readTimeoutMillis.name",
      description = "%readTimeoutMillis.description",
      min = "100",
      max = "300000")
  int readTimeoutMillis() default 60_000;

  @AttributeDefinition(
      name = "%writeTimeoutMillis.name",
      description = "%writeTimeoutMillis.description",
      min = "100",
      max = "300000")
  int writeTimeoutMillis() default 60_000;
}
