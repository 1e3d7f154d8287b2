package org.madoguchi.channel.mail.out;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import org.apache.camel.component.mail.DefaultJavaMailSender;
import org.madoguchi.channel.mail.link.MailServer;
import org.madoguchi.channel.mail.link.OpenSockets;
import org.madoguchi.channel.mail.link.PasswordFileUnreadable;

/**
 * Sends by SMTP, one connection per message. Unlike Camel's own it never touches the composed
 * message and takes the recipient from the envelope, not from the header.
 */
public final class SmtpSender extends DefaultJavaMailSender {
  private final MailServer server;
  private final String envelopeSender;

  public SmtpSender(MailServer server, String envelopeSender) {
    this.server = server;
    this.envelopeSender = envelopeSender;
  }

  @Override
  public void send(MimeMessage composed) throws MessagingException {
    OutgoingMessage message = (OutgoingMessage) composed;
    Transport transport = connect(message.sockets());
    try {
      transport.sendMessage(message, new Address[] {message.recipient()});
    } finally {
      close(transport);
    }
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
          server.host(), server.port(), user, user == null ? null : server.password().reveal());
      return transport;
    } catch (IOException e) {
      throw new PasswordFileUnreadable(e);
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
