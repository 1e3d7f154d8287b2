package org.madoguchi.clamd.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.madoguchi.kernel.scan.ScannerUnavailable;
import org.madoguchi.kernel.scan.VirusScanner;
import org.madoguchi.kernel.scan.VirusScanner.Infected;
import org.madoguchi.kernel.scan.VirusScanner.Unscannable;
import org.madoguchi.kernel.testkit.Eicar;
import org.madoguchi.kernel.testkit.LocalClamd;
import org.madoguchi.kernel.testkit.VirusScannerContract;

public class ClamdScannerTest extends VirusScannerContract {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long MOST = 8L * 1024 * 1024;

  private static LocalClamd clamd;

  @BeforeClass
  public static void start() throws IOException {
    clamd = new LocalClamd(16);
  }

  @AfterClass
  public static void stop() throws IOException {
    clamd.close();
  }

  @Override
  protected VirusScanner scanner() {
    return new ClamdScanner(clamd::address, PATIENCE, MOST);
  }

  @Override
  protected VirusScanner unreachable() {
    return new ClamdScanner(ClamdScanner.address("/nowhere/clamd.ctl", "", 0), PATIENCE, MOST);
  }

  @Override
  protected long tooLarge() {
    return MOST;
  }

  @Test
  public void portIsAsGoodAsTheSocket() throws Exception {
    VirusScanner scanner =
        new ClamdScanner(ClamdScanner.address("", "127.0.0.1", clamd.port()), PATIENCE, MOST);
    scanner.probe();
    assertEquals(
        new Infected("Madoguchi.Test.Eicar.UNOFFICIAL"),
        scanner.scan(new ByteArrayInputStream(Eicar.content())));
  }

  @Test
  public void whatIsTooLargeForClamdItselfIsUnscannable() throws Exception {
    VirusScanner scanner = new ClamdScanner(clamd::address, PATIENCE, 40L * 1024 * 1024);
    assertTrue(
        scanner.scan(new ByteArrayInputStream(new byte[24 * 1024 * 1024])) instanceof Unscannable);
  }

  @Test
  public void killedAndStartedAgainItIsUnavailableMeanwhile() throws Exception {
    try (LocalClamd mine = new LocalClamd(16)) {
      VirusScanner scanner = new ClamdScanner(mine::address, PATIENCE, MOST);
      scanner.probe();
      mine.kill();
      assertThrows(ScannerUnavailable.class, scanner::probe);
      assertThrows(ScannerUnavailable.class, () -> scan(scanner, Eicar.content()));
      mine.start();
      assertTrue(scan(scanner, Eicar.content()) instanceof Infected);
    }
  }

  @Test
  public void peerThatNeverAnswersIsGivenUp() throws Exception {
    try (ServerSocket silent = new ServerSocket(0)) {
      VirusScanner scanner =
          new ClamdScanner(
              () -> new InetSocketAddress("127.0.0.1", silent.getLocalPort()),
              Duration.ofMillis(200),
              MOST);
      assertThrows(ScannerUnavailable.class, () -> scan(scanner, new byte[4_000_000]));
      assertThrows(ScannerUnavailable.class, scanner::probe);
    }
  }

  @Test
  public void peerThatTalksNonsenseOrHangsUpIsUnavailable() throws Exception {
    for (String answer : new String[] {"", "HTTP/1.0 400 Bad Request\r\n\r\n", "stream: ERROR\0"}) {
      ExecutorService thread = Executors.newSingleThreadExecutor();
      try (ServerSocket peer = new ServerSocket(0)) {
        thread.submit(() -> answerOnce(peer, answer));
        VirusScanner scanner =
            new ClamdScanner(
                () -> new InetSocketAddress("127.0.0.1", peer.getLocalPort()), PATIENCE, MOST);
        assertThrows(ScannerUnavailable.class, () -> scan(scanner, new byte[] {1}));
      } finally {
        thread.shutdownNow();
      }
    }
  }

  private static Object answerOnce(ServerSocket peer, String answer) throws IOException {
    try (Socket socket = peer.accept()) {
      socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      InputStream rest = socket.getInputStream();
      while (rest.read() >= 0) {
        // read to its end, so that the answer is not thrown away with the connection
      }
    }
    return null;
  }

  @Test
  public void configurationWithoutAPlaceNamesTheKey() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> ClamdScanner.address("", "", 3310));
    assertTrue(refused.getMessage(), refused.getMessage().contains("socket"));
  }

  private static VirusScanner.Verdict scan(VirusScanner scanner, byte[] content)
      throws ScannerUnavailable, IOException {
    return scanner.scan(new ByteArrayInputStream(content));
  }
}
