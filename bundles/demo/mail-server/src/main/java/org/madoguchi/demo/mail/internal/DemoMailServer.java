package org.madoguchi.demo.mail.internal;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mail server in memory: the municipalities' mailboxes and those of everybody who is written to.
 */
@Component(
    service = DemoMailServer.class,
    immediate = true,
    configurationPid = "org.madoguchi.demo.mail",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = DemoMailServer.Settings.class)
public final class DemoMailServer {
  private static final Logger LOG = LoggerFactory.getLogger(DemoMailServer.class);
  private static final String LOCAL = "127.0.0.1";

  /** {@code etc/org.madoguchi.demo.mail.cfg}. */
  @ObjectClassDefinition(name = "Demo mail server")
  public @interface Settings {
    @AttributeDefinition(name = "SMTP port")
    int smtp_port() default 3025;

    @AttributeDefinition(name = "IMAP port")
    int imap_port() default 3143;

    @AttributeDefinition(
        name = "Municipalities' mailboxes, as address:password, separated by commas")
    String mailboxes() default "";
  }

  /** A message as the page shows it. */
  record Mail(
      String from,
      String to,
      String subject,
      String date,
      String messageId,
      String references,
      String text) {}

  private final GreenMail server;
  private final List<String> official = new ArrayList<>();

  @Activate
  public DemoMailServer(Settings settings) {
    server =
        withOwnClasses(
            () -> {
              GreenMail mail =
                  new GreenMail(
                      new ServerSetup[] {
                        new ServerSetup(settings.smtp_port(), LOCAL, ServerSetup.PROTOCOL_SMTP),
                        new ServerSetup(settings.imap_port(), LOCAL, ServerSetup.PROTOCOL_IMAP)
                      });
              mail.withConfiguration(users(settings.mailboxes()));
              mail.start();
              return mail;
            });
    LOG.info("Demo mail server on SMTP {} and IMAP {}", settings.smtp_port(), settings.imap_port());
  }

  private GreenMailConfiguration users(String mailboxes) {
    GreenMailConfiguration configuration = GreenMailConfiguration.aConfig();
    for (String mailbox : mailboxes.split(",")) {
      String[] parts = mailbox.strip().split(":", 2);
      if (parts.length == 2) {
        configuration.withUser(parts[0], parts[0], parts[1]);
        official.add(parts[0].toLowerCase(Locale.ROOT));
      }
    }
    return configuration;
  }

  @Deactivate
  void stop() {
    server.stop();
  }

  /** Addresses of citizens who have been written to, in order. */
  List<String> citizens() {
    return server.getUserManager().listUser().stream()
        .map(GreenMailUser::getEmail)
        .filter(Predicate.not(a -> official.contains(a.toLowerCase(Locale.ROOT))))
        .sorted()
        .toList();
  }

  /** What lies in a citizen's mailbox, newest first; empty for an unknown address. */
  List<Mail> mailbox(String address) {
    GreenMailUser user = server.getUserManager().getUserByEmail(address);
    if (user == null || official.contains(address.toLowerCase(Locale.ROOT))) {
      return List.of();
    }
    return withOwnClasses(
        () -> {
          List<StoredMessage> stored =
              new ArrayList<>(
                  server.getManagers().getImapHostManager().getInbox(user).getMessages());
          stored.sort(Comparator.comparingLong(StoredMessage::getUid).reversed());
          List<Mail> mails = new ArrayList<>();
          for (StoredMessage message : stored) {
            mails.add(read(message.getMimeMessage()));
          }
          return mails;
        });
  }

  /** Sends what a citizen answers, threaded like a mail program does. */
  void answer(String from, Mail mail, String text) {
    withOwnClasses(
        () -> {
          MimeMessage reply = new MimeMessage(server.getSmtp().createSession());
          reply.setFrom(new InternetAddress(from));
          reply.setRecipients(
              jakarta.mail.Message.RecipientType.TO, InternetAddress.parse(mail.from()));
          reply.setSubject(
              mail.subject().startsWith("Re:") ? mail.subject() : "Re: " + mail.subject(), "UTF-8");
          reply.setHeader("In-Reply-To", mail.messageId());
          reply.setHeader("References", (mail.references() + " " + mail.messageId()).trim());
          reply.setSentDate(new java.util.Date());
          reply.setText(text, "UTF-8");
          Transport.send(reply);
          return null;
        });
  }

  private static Mail read(MimeMessage message) throws MessagingException, java.io.IOException {
    Object content = message.getContent();
    return new Mail(
        Arrays.stream(message.getFrom())
            .map(a -> ((InternetAddress) a).getAddress())
            .findFirst()
            .orElse(""),
        String.valueOf(message.getAllRecipients()[0]),
        message.getSubject() == null ? "" : message.getSubject(),
        String.valueOf(message.getHeader("Date", null)),
        message.getMessageID(),
        message.getHeader("References", " ") == null ? "" : message.getHeader("References", " "),
        text(content));
  }

  private static String text(Object content) throws MessagingException, java.io.IOException {
    if (content instanceof String text) {
      return text;
    }
    if (content instanceof jakarta.mail.Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        String text = text(parts.getBodyPart(i).getContent());
        if (!text.isEmpty()) {
          return text;
        }
      }
    }
    return "";
  }

  private interface Work<T> {
    T run() throws FolderException, MessagingException, java.io.IOException;
  }

  // Jakarta Mail finds its providers through the thread's class loader
  private static <T> T withOwnClasses(Work<T> work) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(DemoMailServer.class.getClassLoader());
    try {
      return work.run();
    } catch (FolderException | MessagingException | java.io.IOException e) {
      throw new IllegalStateException("the demo mail server failed", e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
