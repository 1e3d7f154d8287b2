package org.madoguchi.itests.durability;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.madoguchi.itests.instance.Instance;
import org.madoguchi.kernel.testkit.FreePorts;

/**
 * The city's mail server, which citizens reach by SMTP and the desk by IMAP, and another one that
 * takes what the desk sends and forgets nothing. Both outlive the desk.
 */
final class Post implements AutoCloseable {
  private static final String CITY = "shimin@city.mihon.example";
  private static final String PASSWORD = "secret";

  private final int smtp = FreePorts.next();
  private final int imap = FreePorts.next();
  private final int out = FreePorts.next();
  private final GreenMail city =
      new GreenMail(
          new ServerSetup[] {
            new ServerSetup(smtp, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(imap, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
          });
  private final GreenMail citizens =
      new GreenMail(new ServerSetup(out, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  Post() {
    city.start();
    city.setUser(CITY, CITY, PASSWORD);
    citizens.start();
  }

  /** Connects the desk. */
  void connect(Instance instance) {
    Map<String, String> channel = new TreeMap<>();
    channel.put("madoguchi.channel", "mail-mihon");
    channel.put("municipality", "mihon");
    channel.put("address", CITY);
    channel.put("displayName", "みほん市");
    channel.put("inProtocol", "imap");
    channel.put("inHost", "127.0.0.1");
    channel.put("inPort", Integer.toString(imap));
    channel.put("inSecurity", "none");
    channel.put("inUser", CITY);
    channel.put(".inPassword", PASSWORD);
    channel.put("pollEveryMillis", "100");
    channel.put("smtpHost", "127.0.0.1");
    channel.put("smtpPort", Integer.toString(out));
    channel.put("smtpSecurity", "none");
    instance.setting("org.madoguchi.channel.mail-mihon.cfg", channel);
  }

  /** A citizen's mail; the server has it when this returns. @param file '' for none */
  void send(String from, String subject, String text, String file) throws MessagingException {
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.host", "127.0.0.1");
    properties.setProperty("mail.smtp.port", Integer.toString(smtp));
    MimeMessage mail = new MimeMessage(Session.getInstance(properties));
    mail.setFrom(new InternetAddress(from));
    mail.setRecipient(Message.RecipientType.TO, new InternetAddress(CITY));
    mail.setSubject(subject, "UTF-8");
    if (file.isEmpty()) {
      mail.setText(text, "UTF-8");
    } else {
      MimeBodyPart body = new MimeBodyPart();
      body.setText(text, "UTF-8");
      MimeBodyPart attachment = new MimeBodyPart();
      attachment.setDataHandler(
          new DataHandler(
              new ByteArrayDataSource(Digests.bytes(file), "application/octet-stream")));
      attachment.setFileName("file.bin");
      attachment.setDisposition(Part.ATTACHMENT);
      mail.setContent(new MimeMultipart(body, attachment));
    }
    Transport.send(mail);
  }

  /** Where citizens' mail is delivered. */
  int out() {
    return out;
  }

  /** How many mails the desk has not moved away yet. */
  int waiting() {
    try {
      return city.getManagers()
          .getImapHostManager()
          .getInbox(city.getManagers().getUserManager().getUserByEmail(CITY))
          .getMessageCount();
    } catch (com.icegreen.greenmail.store.FolderException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The Message-ID of everything that citizens got, without its brackets. */
  List<String> received() {
    List<String> ids = new ArrayList<>();
    try {
      for (MimeMessage mail : citizens.getReceivedMessages()) {
        ids.add(mail.getMessageID().replaceAll("[<>]", ""));
      }
      return ids;
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    city.stop();
    citizens.stop();
  }
}
