package org.madoguchi.channel.mail.link;

import jakarta.mail.Session;
import java.time.Duration;
import java.util.Properties;

/**
 * A server of one protocol and how to log in there.
 *
 * @param protocol {@code imap}, {@code pop3} or {@code smtp}
 * @param user '' for servers that ask for no log-in
 * @param secret the password, or the token when {@code logIn} says so
 */
public record MailServer(
    String protocol,
    String host,
    int port,
    Security security,
    String user,
    LogIn logIn,
    Secret secret,
    Timeouts timeouts) {

  /** How long a server may take for each step. */
  public record Timeouts(Duration connect, Duration read, Duration write) {}

  private static final int IMAP_CHUNK_BYTES = 256 * 1024;

  /** The name of Jakarta Mail's provider, for example {@code imaps}. */
  public String provider() {
    return security == Security.TLS ? protocol + "s" : protocol;
  }

  /**
   * A session whose connections {@code sockets} can cut. Certificates are checked against the JVM's
   * trust store.
   */
  public Session session(OpenSockets sockets) {
    String prefix = "mail." + provider() + ".";
    Properties settings = new Properties();
    settings.setProperty(prefix + "connectiontimeout", millis(timeouts.connect()));
    settings.setProperty(prefix + "timeout", millis(timeouts.read()));
    settings.setProperty(prefix + "writetimeout", millis(timeouts.write()));
    settings.put(prefix + "socketFactory", sockets);
    settings.setProperty(prefix + "socketFactory.fallback", "false");
    settings.setProperty(prefix + "ssl.checkserveridentity", "true");
    settings.setProperty(prefix + "auth", Boolean.toString(!user.isEmpty()));
    if (security == Security.STARTTLS) {
      settings.setProperty(prefix + "starttls.enable", "true");
      settings.setProperty(prefix + "starttls.required", "true");
    }
    if (logIn == LogIn.XOAUTH2) {
      settings.setProperty(prefix + "auth.mechanisms", "XOAUTH2");
      // POP3 allows 255 characters in the first line, and tokens are longer
      settings.setProperty(prefix + "auth.xoauth2.two.line.authentication.format", "true");
    }
    // reading must not set \Seen, and a large message must not be in memory as a whole
    settings.setProperty(prefix + "peek", "true");
    settings.setProperty(prefix + "fetchsize", Integer.toString(IMAP_CHUNK_BYTES));
    settings.setProperty("mail.mime.address.strict", "false");
    return Session.getInstance(settings);
  }

  private static String millis(Duration time) {
    return Long.toString(time.toMillis());
  }
}
