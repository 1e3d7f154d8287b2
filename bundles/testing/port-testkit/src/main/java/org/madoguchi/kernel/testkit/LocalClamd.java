package org.madoguchi.kernel.testkit;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A real clamd of this machine with a database of one signature, our own for {@link Eicar}: it is
 * up within a second and asks no network. Listens on a socket and on a port of this machine.
 */
public final class LocalClamd implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/clamd");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path folder;
  private final Path socket;
  private final int port;
  private Process process;

  /**
   * @param streamMaxMebibytes clamd's own limit for what it is sent
   * @throws IllegalStateException when clamd is not installed
   */
  public LocalClamd(int streamMaxMebibytes) throws IOException {
    if (!Files.isExecutable(PROGRAM)) {
      throw new IllegalStateException(
          PROGRAM + " is missing: apt-get install clamav-daemon; it needs no signatures");
    }
    folder = Files.createTempDirectory("clamd");
    socket = folder.resolve("clamd.ctl");
    port = FreePorts.next();
    Path database = Files.createDirectory(folder.resolve("database"));
    Files.writeString(
        database.resolve("local.ndb"),
        "Madoguchi.Test.Eicar:0:*:" + HexFormat.of().formatHex(Eicar.content()) + "\n");
    Files.write(
        folder.resolve("clamd.conf"),
        List.of(
            "Foreground yes",
            "LogFile " + folder.resolve("clamd.log"),
            "DatabaseDirectory " + database,
            "LocalSocket " + socket,
            "TCPAddr 127.0.0.1",
            "TCPSocket " + port,
            "TemporaryDirectory " + folder,
            "StreamMaxLength " + streamMaxMebibytes + "M"));
    start();
  }

  /** Returns when it listens. */
  public void start() throws IOException {
    process =
        new ProcessBuilder(PROGRAM.toString(), "--config-file=" + folder.resolve("clamd.conf"))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    Awaitility.await("clamd listens").atMost(PATIENCE).until(this::listens);
  }

  private boolean listens() throws IOException {
    if (!process.isAlive()) {
      throw new IllegalStateException("clamd ended: " + Files.readString(folder.resolve("output")));
    }
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.connect(address());
    } catch (IOException e) {
      return false;
    }
  }

  public SocketAddress address() {
    return UnixDomainSocketAddress.of(socket);
  }

  public Path socket() {
    return socket;
  }

  public int port() {
    return port;
  }

  /** As by kill -9; it can be started again. */
  public void kill() {
    process.destroyForcibly();
    try {
      process.waitFor(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    kill();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
