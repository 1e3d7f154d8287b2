package org.madoguchi.channel.mail;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;

/**
 * A configuration as Declarative Services hands it over: what is in the file, else the annotation's
 * default.
 */
final class TestConfig {
  private final Map<String, Object> values = new HashMap<>();

  /** Settings every instance needs, except its servers. */
  static TestConfig mihon() {
    return new TestConfig()
        .with("madoguchi.channel", "mail-mihon")
        .with("municipality", "mihon")
        .with("address", "shimin@city.mihon.example")
        .with("displayName", "美本市 市民相談窓口")
        .with("inProtocol", "none")
        .with("language", "en");
  }

  TestConfig with(String key, Object value) {
    values.put(key, value);
    return this;
  }

  TestConfig imap(int port) {
    return with("inProtocol", "imap").inbound(port);
  }

  TestConfig pop3(int port) {
    return with("inProtocol", "pop3").inbound(port);
  }

  private TestConfig inbound(int port) {
    return with("inHost", "127.0.0.1")
        .with("inPort", port)
        .with("inSecurity", "none")
        .with("inUser", MailPeer.USER)
        .with(".inPassword", MailPeer.PASSWORD)
        .with("pollEveryMillis", 100)
        .with("connectTimeoutMillis", 2000)
        .with("readTimeoutMillis", 5000);
  }

  TestConfig smtp(int port) {
    return with("smtpHost", "127.0.0.1").with("smtpPort", port).with("smtpSecurity", "none");
  }

  MailChannelConfig build() {
    return (MailChannelConfig)
        Proxy.newProxyInstance(
            TestConfig.class.getClassLoader(),
            new Class<?>[] {MailChannelConfig.class},
            (proxy, method, arguments) -> {
              String key = method.getName().replace('_', '.');
              Object value = values.get(key);
              if (value instanceof RuntimeException failure) {
                throw failure;
              }
              return value == null ? method.getDefaultValue() : value;
            });
  }

  MailSettings settings() {
    return MailSettings.of(build(), "mail-test");
  }
}
