package org.madoguchi.channel.mail;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** The line to a server: can be cut, refused and laid again. */
final class Switch implements AutoCloseable {
  static final String THREAD = "peer-line";

  private final int target;
  private final int port;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean silent = new AtomicBoolean();
  private final AtomicInteger accepted = new AtomicInteger();
  private volatile ServerSocket listening;

  Switch(int target) throws IOException {
    this.target = target;
    listen(0);
    port = listening.getLocalPort();
  }

  int port() {
    return port;
  }

  int accepted() {
    return accepted.get();
  }

  void on() throws IOException {
    silent.set(false);
    if (listening.isClosed()) {
      listen(port);
    }
  }

  void off() throws IOException {
    listening.close();
    cut();
  }

  /** Cuts what is connected; new connections work. */
  void cut() throws IOException {
    for (Socket connection : connections) {
      connection.close();
    }
  }

  /** New connections are taken and nothing is ever said. */
  void silent() {
    silent.set(true);
  }

  private void listen(int at) throws IOException {
    ServerSocket server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress("127.0.0.1", at));
    listening = server;
    start(
        () -> {
          while (true) {
            Socket near = server.accept();
            accepted.incrementAndGet();
            connections.add(near);
            if (!silent.get()) {
              join(near);
            }
          }
        });
  }

  private void join(Socket near) throws IOException {
    Socket far = new Socket("127.0.0.1", target);
    connections.add(far);
    start(() -> pump(near, far));
    start(() -> pump(far, near));
  }

  private void pump(Socket from, Socket to) throws IOException {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } finally {
      connections.remove(from);
      connections.remove(to);
    }
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
            THREAD);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    off();
  }
}
