package org.madoguchi.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.UUID;

/** Writes to the city with the launcher, and reads and answers in the demo's mailboxes. */
final class Citizen {
  static final String CITY = "shimin@city.mihon.example";

  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

  private final DemoInstance demo;
  private final String name;
  private final String address;

  Citizen(DemoInstance demo, String name, String address) {
    this.demo = demo;
    this.name = name;
    this.address = address;
  }

  /** Sends a mail by {@code ./madoguchi demo mail FILE}; returns its Message-ID. */
  String writes(String subject, String text) {
    String messageId = "<" + UUID.randomUUID() + "@mail.example>";
    String mail =
        String.join(
            "\n",
            "From: " + encoded(name) + " <" + address + ">",
            "To: " + CITY,
            "Subject: " + encoded(subject),
            "Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(JAPAN)),
            "Message-ID: " + messageId,
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=UTF-8",
            "Content-Transfer-Encoding: base64",
            "",
            Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)),
            "");
    send(demo, mail);
    return messageId;
  }

  /** Sends a mail of the demo's own once more, as another one. */
  static void sendsAgain(DemoInstance demo, Path mail, String subject) throws IOException {
    String text =
        Files.readString(mail, StandardCharsets.ISO_8859_1)
            .replaceFirst("(?m)^Subject: .*(\\R[ \\t].*)*", "Subject: " + encoded(subject))
            .replaceFirst("(?m)^Message-ID: .*", "Message-ID: <" + UUID.randomUUID() + "@t>");
    send(demo, text);
  }

  private static void send(DemoInstance demo, String mail) {
    try {
      Path file = Files.createTempFile("citizen", ".eml");
      file.toFile().deleteOnExit();
      Files.writeString(file, mail, StandardCharsets.ISO_8859_1);
      demo.launcher("demo", "mail", file.toString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("the mail was not sent", e);
    }
  }

  /** Answers, on the demo's page, the mail that has this text. */
  void answers(Page home, String received, String answer) {
    home.navigate(
        demo.url("/demo/mail?address=" + URLEncoder.encode(address, StandardCharsets.UTF_8)));
    Locator mail = home.locator("article", new Page.LocatorOptions().setHasText(received));
    assertThat(mail).isVisible();
    mail.locator("textarea").fill(answer);
    mail.locator("button").click();
    assertThat(home.locator("h1")).isVisible();
  }

  /** The mails in the citizen's mailbox that answer this one, as a mail program finds them. */
  List<String> subjectsOfAnswersTo(String messageId) throws MessagingException {
    return answersTo(messageId, "Subject");
  }

  /** Under what those answers are known. */
  List<String> idsOfAnswersTo(String messageId) throws MessagingException {
    return answersTo(messageId, "Message-ID");
  }

  private List<String> answersTo(String messageId, String field) throws MessagingException {
    Session session = Session.getInstance(new Properties());
    List<String> fields = new ArrayList<>();
    try (Store store = session.getStore("imap")) {
      // the demo's mail server makes up a mailbox when the first mail comes: user and password are
      // the address
      store.connect("127.0.0.1", demo.imapPort, address, address);
      try (Folder inbox = store.getFolder("INBOX")) {
        inbox.open(Folder.READ_ONLY);
        for (Message mail : inbox.getMessages()) {
          String[] header = mail.getHeader("In-Reply-To");
          String[] automatic = mail.getHeader("Auto-Submitted");
          if (automatic == null && header != null && header[0].trim().equals(messageId)) {
            fields.add(
                field.equals("Subject") ? mail.getSubject() : mail.getHeader(field)[0].trim());
          }
        }
      }
    }
    return fields;
  }

  private static String encoded(String text) {
    return "=?UTF-8?B?"
        + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
        + "?=";
  }
}
