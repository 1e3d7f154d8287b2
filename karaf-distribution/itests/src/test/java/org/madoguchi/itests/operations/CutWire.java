package org.madoguchi.itests.operations;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP wire to a server that can be cut: connections break off, new ones are refused. */
final class CutWire {
  private final InetSocketAddress server;
  private final int port;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private ServerSocket listening;

  CutWire(String host, int serverPort) {
    this.server = new InetSocketAddress(host, serverPort);
    try (ServerSocket free = new ServerSocket(0)) {
      this.port = free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    mend();
  }

  int port() {
    return port;
  }

  void mend() {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      listening = socket;
      background(() -> accept(socket));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void cut() {
    close(listening);
    open.forEach(CutWire::close);
  }

  private void accept(ServerSocket socket) {
    try {
      while (!socket.isClosed()) {
        Socket near = socket.accept();
        Socket far = new Socket();
        open.add(near);
        open.add(far);
        far.connect(server);
        background(() -> copy(near, far));
        background(() -> copy(far, near));
      }
    } catch (IOException e) {
      close(socket); // cut
    }
  }

  private void copy(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      in.transferTo(to.getOutputStream());
    } catch (IOException e) {
      open.remove(from); // one of the two has gone
    }
    open.remove(from);
    open.remove(to);
  }

  private static void close(AutoCloseable closing) {
    try {
      closing.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void background(Runnable work) {
    Thread thread = new Thread(work, "wire");
    thread.setDaemon(true);
    thread.start();
  }
}
