package org.madoguchi.channel.mail;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.channel.mail.Until.until;

import com.icegreen.greenmail.util.ServerSetup;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.After;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.madoguchi.channels.spi.ChannelStatus.State;
import org.madoguchi.channels.spi.ChannelUnavailable;
import org.madoguchi.channels.spi.OutboundMessage;
import org.madoguchi.tickets.ContactPoint;

/**
 * TLS with a certificate for {@code localhost} that this JVM trusts; the name 127.0.0.1 is not in
 * it.
 */
public class EncryptedMailTest {
  @ClassRule public static final TemporaryFolder FOLDER = new TemporaryFolder();

  private MailPeer peer;
  private MailChannel channel;

  @BeforeClass
  public static void trustOneCertificate() throws Exception {
    Path keys = FOLDER.getRoot().toPath().resolve("keys.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process made =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                "mail",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                keys.toString(),
                "-storepass",
                "changeit",
                "-keypass",
                "changeit")
            .inheritIO()
            .start();
    assertEquals(0, made.waitFor());
    System.setProperty("greenmail.tls.keystore.file", keys.toString());
    System.setProperty("greenmail.tls.keystore.password", "changeit");
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, "changeit".toCharArray());
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("mail", store.getCertificate("mail"));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    SSLContext.setDefault(context);
  }

  @After
  public void stop() {
    if (channel != null) {
      channel.stop();
    }
    peer.close();
  }

  private TestConfig tls(String host, TestInbox inbox) throws Exception {
    peer =
        new MailPeer(
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAPS),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
    TestConfig config =
        TestConfig.mihon()
            .imap(peer.server().getImaps().getPort())
            .smtp(peer.server().getSmtps().getPort())
            .with("inSecurity", "tls")
            .with("smtpSecurity", "tls")
            .with("inHost", host)
            .with("smtpHost", host);
    channel = MailFixture.started(config, inbox);
    return config;
  }

  private static OutboundMessage message() {
    return new OutboundMessage(
        "k",
        "md.mihon-2026-000001.1.abc",
        "",
        List.of(new ContactPoint(ContactPoint.Kind.MAIL, "a@b.example")),
        "x",
        "y",
        List.of(),
        "",
        List.of(),
        false);
  }

  @Test
  public void mailIsTakenAndSentByTls() throws Exception {
    TestInbox inbox = new TestInbox();
    tls("localhost", inbox);
    peer.put("From: a@b.example\n\nx\n");
    until("taken", () -> inbox.rows().size() == 1);
    channel.send(message());
    assertEquals(1, peer.server().getReceivedMessages().length - inbox.rows().size());
  }

  @Test
  public void certificateForAnotherHostIsRefused() throws Exception {
    tls("127.0.0.1", new TestInbox());
    until("offline", () -> channel.status().state() == State.OFFLINE);
    assertTrue(channel.status().reason(), channel.status().reason().contains("certificate"));
    assertThrows(ChannelUnavailable.class, () -> channel.send(message()));
  }

  @Test
  public void serverWithoutStartTlsIsNotUsed() throws Exception {
    peer = new MailPeer();
    channel =
        MailFixture.started(
            TestConfig.mihon()
                .imap(peer.imapPort())
                .smtp(peer.smtpPort())
                .with("inSecurity", "starttls")
                .with("smtpSecurity", "starttls"),
            new TestInbox());
    ChannelUnavailable refused =
        assertThrows(ChannelUnavailable.class, () -> channel.send(message()));
    assertTrue(refused.getMessage(), refused.getMessage().contains("STARTTLS"));
    until("offline", () -> channel.status().state() == State.OFFLINE);
    assertTrue(channel.status().reason(), channel.status().reason().contains("STARTTLS"));
  }
}
