package org.madoguchi.channel.mail;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** The city's mail server: a mailbox by IMAP and POP3, and SMTP. */
final class MailPeer implements AutoCloseable {
  static final String USER = "shimin";
  static final String PASSWORD = "himitsu-no-kotoba";
  static final String ADDRESS = "shimin@city.mihon.example";

  private final GreenMail server;
  private final GreenMailUser user;

  MailPeer() {
    this(
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_POP3),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  }

  MailPeer(ServerSetup... setups) {
    server = new GreenMail(setups);
    server.start();
    user = server.setUser(ADDRESS, USER, PASSWORD);
  }

  GreenMail server() {
    return server;
  }

  int imapPort() {
    return server.getImap().getPort();
  }

  int pop3Port() {
    return server.getPop3().getPort();
  }

  int smtpPort() {
    return server.getSmtp().getPort();
  }

  void put(byte[] message) throws MessagingException {
    user.deliver(
        new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(message)));
  }

  void put(String message) throws MessagingException {
    put(message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  int waiting() throws FolderException {
    return inbox().getMessageCount();
  }

  int inFolder(String name) throws FolderException {
    MailFolder folder = server.getManagers().getImapHostManager().getFolder(user, name);
    return folder == null ? -1 : folder.getMessageCount();
  }

  void deleteFolder(String name) throws Exception {
    server.getManagers().getImapHostManager().deleteMailbox(user, name);
  }

  MailFolder inbox() throws FolderException {
    return server.getManagers().getImapHostManager().getInbox(user);
  }

  @Override
  public void close() {
    server.stop();
  }
}
