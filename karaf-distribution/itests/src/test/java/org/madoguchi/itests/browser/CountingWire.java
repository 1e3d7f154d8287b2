package org.madoguchi.itests.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The wire between browser and server: what goes over it is counted, whatever part of the browser
 * asked for it. The event stream is passed on and not counted; what it tells can be kept back.
 */
final class CountingWire implements AutoCloseable {
  private static final Pattern REQUEST =
      Pattern.compile("(?m)^(?:GET|POST|PUT|PATCH|DELETE|HEAD) (/\\S*) HTTP/1\\.1\r?$");
  private static final String EVENTS = "/api/live";
  private static final String END_OF_HEAD = "\r\n\r\n";
  private static final int BLOCK = 16_384;

  private final ServerSocket entrance;
  private final int serverPort;
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final AtomicLong streams = new AtomicLong();
  private final AtomicLong bodies = new AtomicLong();
  private final AtomicLong heads = new AtomicLong();
  private volatile long lastUse = System.nanoTime();
  private volatile boolean newsAreKept;

  CountingWire(int serverPort) throws IOException {
    this.serverPort = serverPort;
    entrance = new ServerSocket(0, 100, InetAddress.getByName("127.0.0.1"));
    daemon(this::accept);
  }

  String url(String path) {
    return "http://127.0.0.1:" + entrance.getLocalPort() + path;
  }

  void reset() {
    requests.clear();
    bodies.set(0);
    heads.set(0);
  }

  /** From now on nobody is told more than that the stream is there: nothing is asked for anew. */
  void withoutNews() {
    newsAreKept = true;
  }

  List<String> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  /** How often an event stream was asked for, since the beginning. */
  long streams() {
    return streams.get();
  }

  /** Bytes of the answers' bodies, as they were encoded. */
  long bodies() {
    return bodies.get();
  }

  /** Bytes of the answers' headers. */
  long heads() {
    return heads.get();
  }

  /** Whether nothing that counts went over it for a while. */
  boolean isQuietFor(Duration span) {
    return System.nanoTime() - lastUse > span.toNanos();
  }

  private void accept() {
    try {
      while (true) {
        Socket browser = entrance.accept();
        Socket server = new Socket("127.0.0.1", serverPort);
        AtomicBoolean events = new AtomicBoolean();
        AtomicBoolean greeted = new AtomicBoolean();
        daemon(() -> pass(browser, server, (block, length) -> noteRequests(block, length, events)));
        daemon(
            () ->
                pass(
                    server,
                    browser,
                    (block, length) ->
                        events.get()
                            ? isPassedOn(block, length, greeted)
                            : noteAnswer(block, length)));
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  private boolean noteRequests(byte[] block, int length, AtomicBoolean events) {
    Matcher line = REQUEST.matcher(new String(block, 0, length, StandardCharsets.ISO_8859_1));
    while (line.find()) {
      if (line.group(1).startsWith(EVENTS)) {
        events.set(true);
        streams.incrementAndGet();
      } else {
        requests.add(line.group(1));
        lastUse = System.nanoTime();
      }
    }
    return true;
  }

  private boolean noteAnswer(byte[] block, int length) {
    int head = headLength(new String(block, 0, length, StandardCharsets.ISO_8859_1));
    heads.addAndGet(head);
    bodies.addAndGet(length - head);
    lastUse = System.nanoTime();
    return true;
  }

  private boolean isPassedOn(byte[] block, int length, AtomicBoolean greeted) {
    boolean before = greeted.get();
    String text = new String(block, 0, length, StandardCharsets.ISO_8859_1);
    greeted.compareAndSet(false, text.contains("event: hello"));
    return !(before && newsAreKept);
  }

  /** A browser asks for one thing at a time on a connection: an answer begins a block. */
  private static int headLength(String block) {
    return block.startsWith("HTTP/1.1 ") ? block.indexOf(END_OF_HEAD) + END_OF_HEAD.length() : 0;
  }

  private interface Note {
    /** Whether the block is passed on. */
    boolean take(byte[] block, int length);
  }

  private static void pass(Socket from, Socket to, Note note) {
    byte[] block = new byte[BLOCK];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(block); length >= 0; length = in.read(block)) {
        if (note.take(block, length)) {
          out.write(block, 0, length);
          out.flush();
        }
      }
    } catch (IOException broken) {
      // the other side is told by closing both
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "counting-wire");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    entrance.close();
  }
}
