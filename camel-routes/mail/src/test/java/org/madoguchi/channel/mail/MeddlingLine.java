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
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The line to an IMAP server that hears every line and meddles with what a test names. */
final class MeddlingLine implements AutoCloseable {
  private final int target;
  private final ServerSocket listening;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final List<String> commands = new CopyOnWriteArrayList<>();

  /** The connection is cut instead of passing this command on. */
  volatile Predicate<String> cutsBefore = command -> false;

  /** The server seems to answer NO to this command. */
  volatile Predicate<String> refuses = command -> false;

  /** The connection is cut when the server sends this line. */
  volatile Predicate<String> cutsAt = line -> false;

  /** What the client hears instead of the server's line. */
  volatile UnaryOperator<String> rewrites = line -> line;

  MeddlingLine(int target) throws IOException {
    this.target = target;
    this.listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    start(this::listen);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** The commands that came so far and hold these words. */
  List<String> commands(String words) {
    return commands.stream().filter(c -> c.contains(words)).toList();
  }

  void cut() {
    for (Socket connection : connections) {
      try {
        connection.close();
      } catch (IOException e) {
        connections.remove(connection);
      }
    }
  }

  private void listen() throws IOException {
    while (true) {
      Socket near = listening.accept();
      Socket far = new Socket("127.0.0.1", target);
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
      connections.add(near);
      connections.add(far);
      start(() -> commands(near, far));
      start(() -> answers(far, near));
    }
  }

  private void commands(Socket near, Socket far) throws IOException {
    try (near;
        far) {
      InputStream in = new BufferedInputStream(near.getInputStream());
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        commands.add(line.strip());
        if (cutsBefore.test(line)) {
          return;
        }
        if (refuses.test(line)) {
          write(near.getOutputStream(), line.split(" ", 2)[0] + " NO not now\r\n");
        } else {
          write(far.getOutputStream(), line);
        }
      }
    }
  }

  private void answers(Socket far, Socket near) throws IOException {
    try (near;
        far) {
      InputStream in = new BufferedInputStream(far.getInputStream());
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        if (cutsAt.test(line)) {
          return;
        }
        write(near.getOutputStream(), rewrites.apply(line));
      }
    }
  }

  private static void write(OutputStream out, String line) throws IOException {
    out.write(line.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** With its end; '' at the end of the stream. */
  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int b = in.read();
    while (b >= 0) {
      line.write(b);
      if (b == '\n') {
        break;
      }
      b = in.read();
    }
    return line.toString(StandardCharsets.ISO_8859_1);
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
                // cut by the test
              }
            },
            Switch.THREAD);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    cut();
  }
}
