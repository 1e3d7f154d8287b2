package org.madoguchi.channel.mail.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;

/**
 * Makes sockets and can cut them all from another thread: the mail protocols block in reads that no
 * interrupt ends. TLS is laid over these sockets by Jakarta Mail.
 */
public final class OpenSockets extends SocketFactory {
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  /** Cuts every connection and refuses new ones. */
  public void cutForGood() {
    cut = true;
    cut();
  }

  /** Cuts every connection of now. */
  public void cut() {
    for (Socket socket : open) {
      try {
        socket.close();
      } catch (IOException e) {
        open.remove(socket);
      }
    }
  }

  @Override
  public Socket createSocket() throws IOException {
    Socket socket = new TrackedSocket();
    open.add(socket);
    if (cut) {
      socket.close();
      throw new IOException("the channel is being stopped");
    }
    // the mail protocols are many short commands: waiting to fill packets costs 40 ms for each
    socket.setTcpNoDelay(true);
    return socket;
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return createSocket(host, port);
  }

  private Socket connected(InetSocketAddress peer) throws IOException {
    Socket socket = createSocket();
    socket.connect(peer);
    return socket;
  }

  private final class TrackedSocket extends Socket {
    @Override
    public synchronized void close() throws IOException {
      open.remove(this);
      super.close();
    }
  }
}
