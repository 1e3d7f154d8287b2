package org.madoguchi.channel.mail;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An SMTP server that does what a test wants, also what no real one should. */
final class ScriptedSmtp implements AutoCloseable {
  /** What came in: the envelope's recipient and the content, dots unstuffed. */
  record Received(String sender, String recipient, byte[] content) {}

  static final String THREAD = "peer-smtp";

  /** What it does with a message. */
  enum Mode {
    TAKE,
    REFUSE_RECIPIENT,
    REFUSE_CONTENT,
    BUSY,
    WANT_LOGIN,
    BREAK_OFF_AT_DATA,
    BREAK_OFF_AFTER_CONTENT,
    SILENT_AFTER_CONTENT
  }

  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final AtomicInteger unanswered = new AtomicInteger();
  private volatile Mode mode = Mode.TAKE;
  private volatile String refused = "";
  private volatile ServerSocket listening;
  private final int port;

  ScriptedSmtp() throws IOException {
    listen(0);
    port = listening.getLocalPort();
  }

  int port() {
    return port;
  }

  void mode(Mode next) {
    mode = next;
  }

  /** Refuses mail for this address alone. */
  void refuse(String address) {
    refused = address;
  }

  List<Received> received() {
    return received;
  }

  /** How many it has whole and is silent about. */
  int unanswered() {
    return unanswered.get();
  }

  void up() throws IOException {
    if (listening.isClosed()) {
      listen(port);
    }
  }

  void away() throws IOException {
    listening.close();
    for (Socket connection : connections) {
      connection.close();
    }
  }

  private void listen(int at) throws IOException {
    ServerSocket server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress("127.0.0.1", at));
    listening = server;
    start(() -> accept(server));
  }

  private void accept(ServerSocket server) {
    try {
      while (true) {
        Socket connection = server.accept();
        connections.add(connection);
        start(() -> talk(connection));
      }
    } catch (IOException e) {
      // closed by the test
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, THREAD);
    thread.setDaemon(true);
    thread.start();
  }

  private void talk(Socket connection) {
    try (connection) {
      new Conversation(connection).run();
    } catch (IOException e) {
      // either side hung up
    } finally {
      connections.remove(connection);
    }
  }

  private final class Conversation {
    private final InputStream in;
    private final OutputStream out;
    private String sender = "";
    private String recipient = "";

    Conversation(Socket connection) throws IOException {
      in = new BufferedInputStream(connection.getInputStream());
      out = connection.getOutputStream();
    }

    void run() throws IOException {
      say("220 peer ESMTP");
      for (String line = line(); line != null; line = line()) {
        String command = line.toUpperCase(Locale.ROOT);
        if (command.startsWith("MAIL")) {
          sender = between(line);
          say(mode == Mode.WANT_LOGIN ? "530 5.7.0 log in first" : "250 2.1.0 ok");
        } else if (command.startsWith("RCPT")) {
          recipient = between(line);
          rcpt();
        } else if (command.startsWith("DATA")) {
          if (mode == Mode.BREAK_OFF_AT_DATA) {
            return;
          }
          say("354 go on");
          if (!content()) {
            return;
          }
        } else if (command.startsWith("QUIT")) {
          say("221 bye");
          return;
        } else {
          say("250 ok");
        }
      }
    }

    private void rcpt() throws IOException {
      if (recipient.equals(refused)) {
        say("550 5.7.1 <" + recipient + "> not for you");
        return;
      }
      switch (mode) {
        case REFUSE_RECIPIENT -> say("550 5.1.1 <" + recipient + "> User unknown here");
        case BUSY -> say("451 4.7.1 <" + recipient + "> Greylisted, come back");
        default -> say("250 2.1.5 ok");
      }
    }

    /**
     * @return whether the conversation goes on
     */
    private boolean content() throws IOException {
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      for (byte[] line = bytes(); line != null; line = bytes()) {
        if (line.length == 1 && line[0] == '.') {
          return answer(content.toByteArray());
        }
        int from = line.length > 0 && line[0] == '.' ? 1 : 0;
        content.write(line, from, line.length - from);
        content.writeBytes(new byte[] {'\r', '\n'});
      }
      return false;
    }

    private boolean answer(byte[] content) throws IOException {
      switch (mode) {
        case REFUSE_CONTENT -> say("554 5.6.0 not for " + recipient);
        case BREAK_OFF_AFTER_CONTENT -> {
          return false;
        }
        case SILENT_AFTER_CONTENT -> {
          unanswered.incrementAndGet();
          return in.read() >= 0; // until the other side hangs up
        }
        default -> {
          received.add(new Received(sender, recipient, content));
          say("250 2.0.0 taken");
        }
      }
      return true;
    }

    private void say(String line) throws IOException {
      out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }

    private String line() throws IOException {
      byte[] line = bytes();
      return line == null ? null : new String(line, StandardCharsets.UTF_8);
    }

    private byte[] bytes() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b == '\n') {
          return line.toByteArray();
        }
        if (b != '\r') {
          line.write(b);
        }
      }
      return null;
    }

    private static String between(String line) {
      return line.substring(line.indexOf('<') + 1, line.lastIndexOf('>'));
    }
  }

  @Override
  public void close() throws IOException {
    away();
  }
}
