package org.madoguchi.itests;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import jdk.net.ExtendedSocketOptions;

/**
 * A wire to a server on this machine. It can be cut: what goes over it breaks, and nobody gets
 * through. It acknowledges what the server sends at once: a server that leaves Nagle's algorithm on
 * and writes an answer in pieces, as the tests' mail server does, would wait 40 ms before the last
 * piece of each.
 */
public final class Wire implements AutoCloseable {
  private static final int BLOCK = 16_384;

  private final int target;
  private final ServerSocket entrance;
  private final List<Closeable> open = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile boolean cut;

  public Wire(int target) throws IOException {
    this.target = target;
    this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  public int port() {
    return entrance.getLocalPort();
  }

  public void cut() {
    cut = true;
    open.forEach(Wire::close);
    open.clear();
  }

  public void mend() {
    cut = false;
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        Socket near = entrance.accept();
        if (cut) {
          near.close();
          continue;
        }
        connect(near);
      } catch (IOException e) {
        // closed
      }
    }
  }

  private void connect(Socket near) throws IOException {
    try {
      near.setTcpNoDelay(true);
      Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
      far.setTcpNoDelay(true);
      open.addAll(List.of(near, far));
      if (cut) {
        near.close();
        far.close();
      }
      threads.execute(() -> carry(near, far));
      threads.execute(() -> carry(far, near));
    } catch (IOException e) {
      near.close(); // nobody at the other end
    }
  }

  private void carry(Socket from, Socket to) {
    try (from;
        to) {
      boolean prompt = from.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] block = new byte[BLOCK];
      int length = 0;
      while (length >= 0) {
        out.write(block, 0, length);
        if (prompt) {
          // the system forgets it again
          from.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
        }
        length = in.read(block);
      }
    } catch (IOException e) {
      // cut
    } finally {
      open.removeAll(List.of(from, to));
    }
  }

  private static void close(Closeable end) {
    try {
      end.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    cut();
    threads.shutdownNow();
  }
}
