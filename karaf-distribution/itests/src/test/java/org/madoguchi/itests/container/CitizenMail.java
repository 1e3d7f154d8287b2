package org.madoguchi.itests.container;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A citizen's mail program, spoken by hand: nothing of the product's mail code is used to check it.
 */
final class CitizenMail {
  /** By Message-ID: the same mail sent again is the same to the second. */
  private static final Map<String, String> WRITTEN = new ConcurrentHashMap<>();

  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

  private CitizenMail() {}

  /** Sends a UTF-8 mail to the city; {@code inReplyTo} '' for none. */
  private static String now() {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(JAPAN));
  }

  static void send(String subject, String body, String messageId, String inReplyTo)
      throws IOException {
    sendFrom(Mailbox.CITIZEN, subject, body, messageId, inReplyTo);
  }

  static void sendFrom(
      String citizen, String subject, String body, String messageId, String inReplyTo)
      throws IOException {
    String mail =
        "From: =?UTF-8?B?"
            + base64("渡辺 久美子")
            + "?= <"
            + citizen
            + ">\r\n"
            + "To: "
            + Mailbox.CITY
            + "\r\n"
            + "Subject: =?UTF-8?B?"
            + base64(subject)
            + "?=\r\n"
            + "Date: "
            + WRITTEN.computeIfAbsent(messageId, m -> now())
            + "\r\n"
            + "Message-ID: <"
            + messageId
            + ">\r\n"
            + (inReplyTo.isEmpty() ? "" : "In-Reply-To: <" + inReplyTo + ">\r\n")
            + "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\n"
            + "Content-Transfer-Encoding: base64\r\n\r\n"
            + Base64.getMimeEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8));
    deliver(citizen, mail);
  }

  /** Sends a mail as Japanese programs long did: 7-bit ISO-2022-JP with the vendors' characters. */
  static void sendJis(String subject, String body) throws IOException {
    Charset jis = Charset.forName("x-windows-iso2022jp");
    String encoded = Base64.getEncoder().encodeToString(subject.getBytes(jis));
    deliver(
        Mailbox.CITIZEN,
        "From: <"
            + Mailbox.CITIZEN
            + ">\r\nTo: "
            + Mailbox.CITY
            + "\r\n"
            + "Subject: =?ISO-2022-JP?B?"
            + encoded
            + "?=\r\n"
            + "Content-Type: text/plain; charset=ISO-2022-JP\r\n\r\n"
            + new String(body.getBytes(jis), StandardCharsets.US_ASCII));
  }

  /** Hands a mail to the city's server as it stands. */
  static void deliver(String citizen, String mail) throws IOException {
    deliver(citizen, Mailbox.CITY, mail);
  }

  static void deliver(String sender, String recipient, String mail) throws IOException {
    try (Dialogue smtp = new Dialogue(Integer.getInteger("smtp.port"))) {
      smtp.expect("2");
      smtp.say("HELO citizen", "2");
      smtp.say("MAIL FROM:<" + sender + ">", "2");
      smtp.say("RCPT TO:<" + recipient + ">", "2");
      smtp.say("DATA", "3");
      smtp.say(mail + "\r\n.", "2");
      smtp.say("QUIT", "2");
    }
  }

  /** Everything in the citizen's mailbox, raw. */
  static List<String> received() throws IOException {
    return received(Mailbox.CITIZEN, "secret");
  }

  static List<String> received(String address, String password) throws IOException {
    try (Dialogue pop = new Dialogue(Integer.getInteger("pop3.port"))) {
      pop.expect("+");
      pop.say("USER " + address, "+");
      pop.say("PASS " + password, "+");
      int count = Integer.parseInt(pop.say("STAT", "+").split(" ")[1]);
      List<String> mails = new ArrayList<>();
      for (int i = 1; i <= count; i++) {
        pop.say("RETR " + i, "+");
        mails.add(pop.untilDot());
      }
      pop.say("QUIT", "+");
      return mails;
    }
  }

  /** The value of a header, unfolded; '' when there is none. */
  static String header(String mail, String name) {
    Matcher m =
        Pattern.compile("(?im)^" + Pattern.quote(name) + ":\\s*(.*(?:\\r?\\n[ \\t].*)*)")
            .matcher(mail);
    return m.find() ? m.group(1).replaceAll("\\r?\\n[ \\t]+", " ").trim() : "";
  }

  /** The text of a mail; of several parts the first one's. */
  static String body(String mail) {
    Matcher parts =
        Pattern.compile("(?i)^multipart/.*boundary=\"([^\"]+)\"")
            .matcher(header(mail, "Content-Type"));
    if (parts.find()) {
      String boundary = "\n--" + parts.group(1);
      String first = mail.substring(mail.indexOf(boundary) + boundary.length() + 1);
      return body(first.substring(0, first.indexOf(boundary)));
    }
    String body = mail.substring(mail.indexOf("\n\n") + 2);
    return switch (header(mail, "Content-Transfer-Encoding").toLowerCase(java.util.Locale.ROOT)) {
      case "base64" -> new String(Base64.getMimeDecoder().decode(body), StandardCharsets.UTF_8);
      case "quoted-printable" -> quotedPrintable(body);
      default -> body;
    };
  }

  private static String quotedPrintable(String body) {
    String joined = body.replaceAll("=\\r?\\n", "");
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    for (int i = 0; i < joined.length(); i++) {
      char c = joined.charAt(i);
      if (c == '=' && i + 2 < joined.length()) {
        bytes.write(Integer.parseInt(joined.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        bytes.write(c);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A line protocol. */
  private static final class Dialogue implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;
    private final OutputStream out;

    Dialogue(int port) throws IOException {
      socket = new Socket("127.0.0.1", port);
      socket.setSoTimeout(60_000);
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      out = socket.getOutputStream();
    }

    String say(String line, String answer) throws IOException {
      out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
      return expect(answer);
    }

    String expect(String answer) throws IOException {
      String line = in.readLine();
      if (line == null || !line.startsWith(answer)) {
        throw new IOException("unexpected answer: " + line);
      }
      return line;
    }

    String untilDot() throws IOException {
      StringBuilder text = new StringBuilder();
      for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
        text.append(line.startsWith("..") ? line.substring(1) : line).append('\n');
      }
      return text.toString();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
