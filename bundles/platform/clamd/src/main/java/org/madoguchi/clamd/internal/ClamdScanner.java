package org.madoguchi.clamd.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.madoguchi.kernel.scan.ScannerUnavailable;
import org.madoguchi.kernel.scan.VirusScanner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;

/** ClamAV's daemon, asked over its socket by INSTREAM: it needs to see none of our files. */
@Component(
    configurationPid = "org.madoguchi.clamd",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ClamdConfig.class)
public final class ClamdScanner implements VirusScanner {
  private static final Duration PROBE = Duration.ofMillis(1_200);
  private static final int CHUNK = 64 * 1024;
  private static final int LENGTH = 4;
  private static final Pattern FOUND = Pattern.compile("stream: (.+) FOUND", Pattern.DOTALL);
  private static final String CLEAN = "stream: OK";
  private static final String TOO_LARGE = "INSTREAM size limit exceeded";

  private final Supplier<SocketAddress> clamd;
  private final Duration patience;
  private final long most;

  @Activate
  public ClamdScanner(ClamdConfig config) {
    this(
        address(config.socket().strip(), config.host().strip(), config.port()),
        Duration.ofSeconds(config.timeoutSeconds()),
        config.maxMebibytes() * 1024L * 1024L);
  }

  ClamdScanner(Supplier<SocketAddress> clamd, Duration patience, long most) {
    this.clamd = clamd;
    this.patience = patience;
    this.most = most;
  }

  /** A host's name is looked up each time: it may move. */
  static Supplier<SocketAddress> address(String socket, String host, int port) {
    if (!socket.isEmpty()) {
      UnixDomainSocketAddress address = UnixDomainSocketAddress.of(socket);
      return () -> address;
    }
    if (host.isEmpty()) {
      throw new IllegalArgumentException(
          "org.madoguchi.clamd: either socket or host must be set, for example socket ="
              + " /run/clamav/clamd.ctl");
    }
    return () -> new InetSocketAddress(host, port);
  }

  @Override
  public void probe() throws ScannerUnavailable {
    try (Conversation conversation = Conversation.with(clamd.get(), PROBE)) {
      conversation.command("PING");
      String reply = conversation.reply();
      if (!reply.equals("PONG")) {
        throw new IOException("what answers is not clamd");
      }
    } catch (IOException | RuntimeException e) {
      throw unavailable(e);
    }
  }

  @Override
  public Verdict scan(InputStream content) throws ScannerUnavailable, IOException {
    try (Conversation conversation = begun()) {
      ByteBuffer chunk = ByteBuffer.allocate(LENGTH + CHUNK);
      long sent = 0;
      // the source is read outside of what is taken for clamd's failures
      for (int read = fill(chunk, content); read > 0; read = fill(chunk, content)) {
        sent += read;
        if (sent > most) {
          return new Unscannable("larger than " + most + " bytes");
        }
        if (!took(conversation, chunk)) {
          break;
        }
      }
      return ended(conversation);
    }
  }

  private Conversation begun() throws ScannerUnavailable {
    Conversation conversation;
    try {
      conversation = Conversation.with(clamd.get(), patience);
    } catch (IOException | RuntimeException e) {
      throw unavailable(e);
    }
    try {
      conversation.command("INSTREAM");
      return conversation;
    } catch (IOException | RuntimeException e) {
      close(conversation);
      throw unavailable(e);
    }
  }

  private static void close(Conversation conversation) {
    try {
      conversation.close();
    } catch (IOException e) {
      // it is given up anyway
    }
  }

  /** One chunk with its length before it. */
  private static int fill(ByteBuffer chunk, InputStream content) throws IOException {
    int read = content.readNBytes(chunk.array(), LENGTH, CHUNK);
    chunk.clear().putInt(read).position(0).limit(LENGTH + read);
    return read;
  }

  /** False when clamd wants no more: its answer, waiting already, tells why. */
  private static boolean took(Conversation conversation, ByteBuffer chunk)
      throws ScannerUnavailable {
    try {
      conversation.write(chunk);
      return true;
    } catch (java.net.SocketTimeoutException e) {
      throw unavailable(e);
    } catch (IOException e) {
      return false;
    }
  }

  private static Verdict ended(Conversation conversation) throws ScannerUnavailable {
    took(conversation, ByteBuffer.allocate(LENGTH));
    try {
      return verdict(conversation.reply());
    } catch (IOException | RuntimeException e) {
      throw unavailable(e);
    }
  }

  private static Verdict verdict(String reply) throws IOException {
    if (reply.equals(CLEAN)) {
      return new Clean();
    }
    Matcher found = FOUND.matcher(reply);
    if (found.matches()) {
      return new Infected(line(found.group(1)));
    }
    if (reply.startsWith(TOO_LARGE)) {
      return new Unscannable("larger than clamd's StreamMaxLength");
    }
    // out of memory, reloading, a limit of its own: the next time may succeed
    throw new IOException("clamd: " + line(reply));
  }

  private static String line(String text) {
    String line = text.replaceAll("[^\\x20-\\x7e]", " ").strip();
    return line.length() > 200 ? line.substring(0, 200) : line;
  }

  private static ScannerUnavailable unavailable(Exception e) {
    return new ScannerUnavailable("clamd is not reached: " + e.getMessage(), e);
  }
}
