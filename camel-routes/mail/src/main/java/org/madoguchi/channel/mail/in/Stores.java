package org.madoguchi.channel.mail.in;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.IOException;
import org.madoguchi.channel.mail.link.LogIn;
import org.madoguchi.channel.mail.link.MailServer;
import org.madoguchi.channel.mail.link.OpenSockets;
import org.madoguchi.channel.mail.link.SecretUnreadable;

/** Opens and closes connections to mailboxes. */
final class Stores {
  private Stores() {}

  static Store connect(MailServer server, OpenSockets sockets) throws MessagingException {
    Session session = server.session(sockets);
    boolean token = server.logIn() == LogIn.XOAUTH2 && server.protocol().equals("imap");
    Store store =
        token
            ? new TokenImapStore(session, server.provider())
            : session.getStore(server.provider());
    store.connect(server.host(), server.port(), server.user(), secret(server));
    return store;
  }

  private static String secret(MailServer server) throws MessagingException {
    try {
      return server.secret().reveal();
    } catch (IOException e) {
      throw new SecretUnreadable(e);
    }
  }

  static void close(Store store) {
    if (store == null) {
      return;
    }
    try {
      store.close();
    } catch (MessagingException e) {
      // it was broken already; the next visit connects anew
    }
  }
}
