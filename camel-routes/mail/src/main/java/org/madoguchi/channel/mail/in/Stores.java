package org.madoguchi.channel.mail.in;

import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import java.io.IOException;
import org.madoguchi.channel.mail.link.MailServer;
import org.madoguchi.channel.mail.link.OpenSockets;
import org.madoguchi.channel.mail.link.PasswordFileUnreadable;

/** Opens and closes connections to mailboxes. */
final class Stores {
  private Stores() {}

  static Store connect(MailServer server, OpenSockets sockets) throws MessagingException {
    Store store = server.session(sockets).getStore(server.provider());
    store.connect(server.host(), server.port(), server.user(), password(server));
    return store;
  }

  private static String password(MailServer server) throws MessagingException {
    try {
      return server.password().reveal();
    } catch (IOException e) {
      throw new PasswordFileUnreadable(e);
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
