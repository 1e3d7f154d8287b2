package org.madoguchi.channel.mail.out;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Optional;
import org.apache.camel.component.mail.DefaultJavaMailSender;
import org.madoguchi.channel.mail.link.MailServer;
import org.madoguchi.channel.mail.link.OpenSockets;
import org.madoguchi.channel.mail.link.SecretUnreadable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends by SMTP, one connection per message. Unlike Camel's own it never touches the composed
 * message and takes the recipient from the envelope, not from the header.
 *
 * <p>The archive gets its copy by itself, behind the citizen's: so it has what was delivered and
 * nothing else, however often the citizen's server puts the message off, and its refusal is none of
 * the citizen's.
 */
public final class SmtpSender extends DefaultJavaMailSender {
  private static final Logger LOG = LoggerFactory.getLogger(SmtpSender.class);

  private final MailServer server;
  private final String envelopeSender;
  private final Optional<InternetAddress> archive;

  public SmtpSender(MailServer server, String envelopeSender, Optional<InternetAddress> archive) {
    this.server = server;
    this.envelopeSender = envelopeSender;
    this.archive = archive;
  }

  @Override
  public void send(MimeMessage composed) throws MessagingException {
    OutgoingMessage message = (OutgoingMessage) composed;
    Transport transport = connect(message.sockets());
    try {
      transport.sendMessage(message, new Address[] {message.recipient()});
      if (archive.isPresent()) {
        archive(transport, message, archive.get());
      }
    } finally {
      close(transport);
    }
  }

  /** The citizen has the message, whatever becomes of this. */
  private static void archive(Transport transport, OutgoingMessage message, Address archive) {
    try {
      transport.sendMessage(message, new Address[] {archive});
    } catch (MessagingException e) {
      LOG.warn("{} is sent; its copy to bccArchive is not: {}", message.id(), refusal(e));
    }
  }

  /** Without the server's words, which repeat addresses. */
  private static String refusal(MessagingException failed) {
    String code = SmtpReply.of(failed).code();
    return code.isEmpty() ? failed.getClass().getSimpleName() : code;
  }

  /** Connects, logs in and leaves again. */
  void probe(OpenSockets sockets) throws MessagingException {
    close(connect(sockets));
  }

  private Transport connect(OpenSockets sockets) throws MessagingException {
    Session session = server.session(sockets);
    session.getProperties().setProperty("mail." + server.provider() + ".from", envelopeSender);
    Transport transport = session.getTransport(server.provider());
    String user = server.user().isEmpty() ? null : server.user();
    try {
      transport.connect(
          server.host(), server.port(), user, user == null ? null : server.secret().reveal());
      return transport;
    } catch (IOException e) {
      throw new SecretUnreadable(e);
    }
  }

  private static void close(Transport transport) {
    try {
      transport.close();
    } catch (MessagingException e) {
      // the server's answer to the message is known; how it takes our good-bye does not matter
    }
  }
}
