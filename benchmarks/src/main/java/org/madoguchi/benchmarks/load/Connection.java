package org.madoguchi.benchmarks.load;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One kept-alive HTTP/1.1 connection to this machine, by one thread at a time. So plain that it
 * costs little beside what it measures.
 */
public final class Connection implements AutoCloseable {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int READ_MILLIS = 60_000;

  /** What came back. */
  public record Answer(int status, String headers, byte[] body) {
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    /** '' when absent. */
    public String header(String name) {
      String wanted = "\n" + name.toLowerCase(Locale.ROOT) + ":";
      int at = headers.toLowerCase(Locale.ROOT).indexOf(wanted);
      return at < 0
          ? ""
          : headers.substring(at + wanted.length(), headers.indexOf('\n', at + 1)).strip();
    }
  }

  /** The server closes a connection that was idle for half a minute. */
  private static final long IDLE_NANOS = 20_000_000_000L;

  private final int port;
  private final int receiveBuffer;
  private Socket socket;
  private InputStream in;
  private OutputStream out;
  private long usedAt;

  public Connection(int port) throws IOException {
    this(port, 0);
  }

  /**
   * @param receiveBuffer in bytes; 0 for the system's own
   */
  public Connection(int port, int receiveBuffer) throws IOException {
    this.port = port;
    this.receiveBuffer = receiveBuffer;
    connect();
  }

  private void connect() throws IOException {
    socket = new Socket();
    if (receiveBuffer > 0) {
      socket.setReceiveBufferSize(receiveBuffer);
    }
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(READ_MILLIS);
    // never another machine
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
    in = new BufferedInputStream(socket.getInputStream(), 16_384);
    out = socket.getOutputStream();
    usedAt = System.nanoTime();
  }

  /** How long to wait for bytes from now on. */
  public void timeout(int millis) throws IOException {
    socket.setSoTimeout(millis);
  }

  public Answer send(byte[] request) throws IOException {
    if (System.nanoTime() - usedAt > IDLE_NANOS) {
      int timeout = socket.getSoTimeout();
      socket.close();
      connect();
      socket.setSoTimeout(timeout);
    }
    write(request);
    Answer answer = read();
    usedAt = System.nanoTime();
    return answer;
  }

  public void write(byte[] request) throws IOException {
    out.write(request);
    out.flush();
  }

  /** The stream of an answer that never ends, after its headers. */
  public InputStream stream() throws IOException {
    int status = status(headers());
    if (status != 200) {
      throw new IOException("status " + status);
    }
    return in;
  }

  private Answer read() throws IOException {
    String headers = headers();
    int status = status(headers);
    Answer bare = new Answer(status, headers, new byte[0]);
    String length = bare.header("Content-Length");
    byte[] body =
        !length.isEmpty()
            ? exactly(Integer.parseInt(length))
            : bare.header("Transfer-Encoding").equalsIgnoreCase("chunked") ? chunks() : new byte[0];
    return new Answer(status, headers, body);
  }

  private static int status(String headers) {
    return Integer.parseInt(headers.substring(9, 12));
  }

  private String headers() throws IOException {
    StringBuilder headers = new StringBuilder(400);
    for (String line = line(); !line.isEmpty(); line = line()) {
      headers.append(line).append('\n');
    }
    return headers.toString();
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder(80);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private byte[] exactly(int length) throws IOException {
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("the body is cut off");
    }
    return body;
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      body.write(exactly(size));
      line();
    }
    line();
    return body.toByteArray();
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line().split(";")[0].strip(), 16);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
