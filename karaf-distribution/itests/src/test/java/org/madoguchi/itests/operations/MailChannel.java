package org.madoguchi.itests.operations;

import java.util.Map;

/** The settings of a channel at a mail server of this machine. */
final class MailChannel {
  private MailChannel() {}

  static Map<String, String> settings(String name, String address, int imap, int smtp) {
    return Map.ofEntries(
        Map.entry("madoguchi.channel", name),
        Map.entry("municipality", "mihon"),
        Map.entry("address", address),
        Map.entry("displayName", "みほん市"),
        Map.entry("inProtocol", "imap"),
        Map.entry("inHost", "127.0.0.1"),
        Map.entry("inPort", "" + imap),
        Map.entry("inSecurity", "none"),
        Map.entry("inUser", address),
        Map.entry(".inPassword", "secret"),
        Map.entry("pollEveryMillis", "300"),
        Map.entry("smtpHost", "127.0.0.1"),
        Map.entry("smtpPort", "" + smtp),
        Map.entry("smtpSecurity", "none"));
  }
}
