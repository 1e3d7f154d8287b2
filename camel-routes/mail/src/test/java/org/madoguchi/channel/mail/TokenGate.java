package org.madoguchi.channel.mail;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands before a mail server that knows passwords only, and lets in whoever has the token, by
 * XOAUTH2 and nothing else. What the real providers say to a wrong token, it says, too.
 */
final class TokenGate implements AutoCloseable {
  /** What it speaks until somebody is in. */
  enum Protocol {
    IMAP,
    POP3,
    SMTP
  }

  private static final String DENIAL =
      Base64.getEncoder()
          .encodeToString(
              "{\"status\":\"400\",\"schemes\":\"Bearer\"}".getBytes(StandardCharsets.US_ASCII));

  private final Protocol protocol;
  private final int target;
  private final ServerSocket listening;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private volatile String token;
  private volatile boolean offersTokens = true;

  TokenGate(Protocol protocol, int target, String token) throws IOException {
    this.protocol = protocol;
    this.target = target;
    this.token = token;
    listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    start(
        () -> {
          while (true) {
            Socket near = listening.accept();
            connections.add(near);
            start(() -> new Guard(near).stand());
          }
        });
  }

  int port() {
    return listening.getLocalPort();
  }

  /** From now on only this one counts; nobody who is in is sent away. */
  void accept(String next) {
    token = next;
  }

  void offerNoTokens() {
    offersTokens = false;
  }

  /** Every line before somebody was in. */
  List<String> heard() {
    return heard;
  }

  private final class Guard {
    private final Socket near;
    private final InputStream in;
    private final OutputStream out;

    Guard(Socket near) throws IOException {
      this.near = near;
      in = new BufferedInputStream(near.getInputStream());
      out = near.getOutputStream();
    }

    void stand() throws IOException {
      try (near) {
        say(
            switch (protocol) {
              case IMAP -> "* OK gate";
              case POP3 -> "+OK gate";
              case SMTP -> "220 gate ESMTP";
            });
        String line = hear();
        while (line != null && !answered(line)) {
          line = hear();
        }
      } finally {
        connections.remove(near);
      }
    }

    /**
     * @return whether the conversation is over
     */
    private boolean answered(String line) throws IOException {
      String command = line.toUpperCase(Locale.ROOT);
      return switch (protocol) {
        case IMAP -> imap(line.split(" ", 2)[0], command.split(" ", 2)[1]);
        case POP3 -> pop3(command);
        case SMTP -> smtp(command, line);
      };
    }

    private boolean imap(String tag, String command) throws IOException {
      if (command.startsWith("CAPABILITY")) {
        say("* CAPABILITY IMAP4rev1" + (offersTokens ? " AUTH=XOAUTH2" : " AUTH=PLAIN"));
        say(tag + " OK");
        return false;
      }
      if (!command.startsWith("AUTHENTICATE XOAUTH2")) {
        say(tag + " NO");
        return false;
      }
      say("+ ");
      if (!isRight(hear())) {
        say("+ " + DENIAL);
        hear();
        say(tag + " NO [AUTHENTICATIONFAILED] Invalid credentials");
        return false;
      }
      try (Socket far = far()) {
        await(far, "* ");
        tell(far, "gate LOGIN " + MailPeer.USER + " " + MailPeer.PASSWORD);
        await(far, "gate OK");
        say(tag + " OK in");
        join(far);
      }
      return true;
    }

    private boolean pop3(String command) throws IOException {
      if (command.startsWith("CAPA")) {
        say("+OK");
        say(offersTokens ? "SASL XOAUTH2" : "USER");
        say("UIDL");
        say(".");
        return false;
      }
      if (!command.equals("AUTH XOAUTH2")) {
        say("-ERR");
        return false;
      }
      say("+ ");
      if (!isRight(hear())) {
        say("-ERR Authentication failure: unknown user name or bad password.");
        return false;
      }
      try (Socket far = far()) {
        await(far, "+OK");
        tell(far, "USER " + MailPeer.USER);
        await(far, "+OK");
        tell(far, "PASS " + MailPeer.PASSWORD);
        await(far, "+OK");
        say("+OK in");
        join(far);
      }
      return true;
    }

    private boolean smtp(String command, String line) throws IOException {
      if (command.startsWith("EHLO")) {
        say("250-gate");
        say(offersTokens ? "250 AUTH XOAUTH2" : "250 AUTH PLAIN");
        return false;
      }
      if (!command.startsWith("AUTH XOAUTH2 ")) {
        say("530 5.7.0 log in first");
        return false;
      }
      if (!isRight(line.substring("AUTH XOAUTH2 ".length()))) {
        say("334 " + DENIAL);
        hear();
        say("535 5.7.8 no");
        return false;
      }
      try (Socket far = far()) {
        await(far, "220 ");
        tell(far, "EHLO gate");
        await(far, "250 ");
        say("235 2.7.0 in");
        join(far);
      }
      return true;
    }

    private boolean isRight(String response) {
      String wanted = "user=" + MailPeer.USER + "\u0001auth=Bearer " + token + "\u0001\u0001";
      return response != null
          && response.equals(
              Base64.getEncoder().encodeToString(wanted.getBytes(StandardCharsets.UTF_8)));
    }

    private Socket far() throws IOException {
      Socket far = new Socket("127.0.0.1", target);
      connections.add(far);
      return far;
    }

    private void join(Socket far) throws IOException {
      start(
          () -> {
            try (far;
                near) {
              far.getInputStream().transferTo(out);
            }
          });
      in.transferTo(far.getOutputStream());
    }

    private void say(String line) throws IOException {
      TokenGate.say(out, line);
    }

    private String hear() throws IOException {
      String line = TokenGate.hear(in);
      if (line != null) {
        heard.add(line);
      }
      return line;
    }
  }

  private static void await(Socket far, String beginning) throws IOException {
    String line = hear(far.getInputStream());
    while (line != null && !line.startsWith(beginning)) {
      line = hear(far.getInputStream());
    }
  }

  private static void tell(Socket far, String line) throws IOException {
    say(far.getOutputStream(), line);
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static String hear(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == '\n') {
        return line.toString(StandardCharsets.US_ASCII);
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return null;
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // either side hung up
              }
            },
            "peer-gate");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket connection : connections) {
      connection.close();
    }
  }
}
