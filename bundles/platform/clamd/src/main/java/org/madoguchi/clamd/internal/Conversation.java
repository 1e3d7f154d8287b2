package org.madoguchi.clamd.internal;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One connection to clamd, for one command. Everything on it ends at one moment, however slowly the
 * other side goes on: sockets of both kinds are driven without blocking, as a blocking one knows no
 * time limit.
 */
final class Conversation implements Closeable {
  private static final int LONGEST_REPLY = 4_096;

  private final SocketChannel channel;
  private final Selector selector;
  private final long end;

  private Conversation(SocketChannel channel, Selector selector, long end) {
    this.channel = channel;
    this.selector = selector;
    this.end = end;
  }

  static Conversation with(SocketAddress clamd, Duration patience) throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    SocketChannel channel =
        clamd instanceof UnixDomainSocketAddress
            ? SocketChannel.open(StandardProtocolFamily.UNIX)
            : SocketChannel.open();
    try {
      channel.configureBlocking(false);
      Conversation conversation = new Conversation(channel, Selector.open(), end);
      try {
        conversation.connect(clamd);
        return conversation;
      } catch (IOException | RuntimeException e) {
        conversation.selector.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private void connect(SocketAddress clamd) throws IOException {
    SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
    boolean connected = channel.connect(clamd);
    while (!connected) {
      await(key, SelectionKey.OP_CONNECT);
      connected = channel.finishConnect();
    }
  }

  /** A command in the form that ends with NUL, so that the reply does too. */
  void command(String name) throws IOException {
    write(ByteBuffer.wrap(("z" + name + "\0").getBytes(StandardCharsets.US_ASCII)));
  }

  void write(ByteBuffer bytes) throws IOException {
    SelectionKey key = channel.keyFor(selector);
    while (bytes.hasRemaining()) {
      if (channel.write(bytes) == 0) {
        await(key, SelectionKey.OP_WRITE);
      }
    }
  }

  /** What clamd answers, without the NUL. */
  String reply() throws IOException {
    SelectionKey key = channel.keyFor(selector);
    ByteBuffer reply = ByteBuffer.allocate(LONGEST_REPLY);
    while (reply.hasRemaining()) {
      int read = channel.read(reply);
      if (read < 0) {
        throw new EOFException("clamd hung up without an answer");
      }
      if (read == 0) {
        await(key, SelectionKey.OP_READ);
      } else if (reply.get(reply.position() - 1) == 0) {
        return new String(reply.array(), 0, reply.position() - 1, StandardCharsets.UTF_8);
      }
    }
    throw new IOException("clamd answers without end");
  }

  private void await(SelectionKey key, int readiness) throws IOException {
    key.interestOps(readiness);
    long left = (end - System.nanoTime()) / 1_000_000;
    if (left <= 0) {
      throw new SocketTimeoutException("clamd took too long");
    }
    selector.selectedKeys().clear();
    selector.select(left);
    if (Thread.currentThread().isInterrupted()) {
      throw new IOException("interrupted");
    }
  }

  @Override
  public void close() throws IOException {
    try {
      selector.close();
    } finally {
      channel.close();
    }
  }
}
