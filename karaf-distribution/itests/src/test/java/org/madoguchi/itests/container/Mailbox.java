package org.madoguchi.itests.container;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

/** A real SMTP, IMAP and POP3 server; lives in the JVM of the build, never inside the container. */
final class Mailbox {
  static final String CITY = "shimin@city.mihon.example";
  static final String CITIZEN = "watanabe@mail.example";

  /** The mailbox of a section. */
  static final String SECTION = "shigen@city.mihon.example";

  /** Writes to the section. */
  static final String NEIGHBOUR = "okada@mail.example";

  /** Whose mailbox is not there for a while. */
  static final String MOVED = "modoru@mail.example";

  /** Writes once only, so that no cap on acknowledgements is met. */
  static final String SELDOM_CITIZEN = "kudo@mail.example";

  private Mailbox() {}

  static void start(int smtp, int imap, int pop3) {
    GreenMail server =
        new GreenMail(
            new ServerSetup[] {
              new ServerSetup(smtp, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
              new ServerSetup(imap, "127.0.0.1", ServerSetup.PROTOCOL_IMAP),
              new ServerSetup(pop3, "127.0.0.1", ServerSetup.PROTOCOL_POP3)
            });
    server.start();
    server.setUser(CITY, CITY, "secret");
    server.setUser(CITIZEN, CITIZEN, "secret");
    server.setUser(SECTION, SECTION, "secret");
    server.setUser(NEIGHBOUR, NEIGHBOUR, "secret");
    server.setUser(MOVED, MOVED, "secret");
    server.setUser(SELDOM_CITIZEN, SELDOM_CITIZEN, "secret");
  }
}
