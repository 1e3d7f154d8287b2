package org.madoguchi.kernel.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Test;
import org.madoguchi.kernel.scan.ScannerUnavailable;
import org.madoguchi.kernel.scan.VirusScanner;
import org.madoguchi.kernel.scan.VirusScanner.Clean;
import org.madoguchi.kernel.scan.VirusScanner.Infected;
import org.madoguchi.kernel.scan.VirusScanner.Unscannable;
import org.madoguchi.kernel.scan.VirusScanner.Verdict;

/** Content is judged, whatever comes between. */
public abstract class VirusScannerContract {
  /** A scanner that is reached and knows {@link Eicar}; the same at every call. */
  protected abstract VirusScanner scanner();

  /** One whose other side is not there. */
  protected abstract VirusScanner unreachable();

  /** Content the scanner takes no longer, in bytes. */
  protected abstract long tooLarge();

  @Test
  public void harmlessContentIsClean() throws Exception {
    assertEquals(new Clean(), scan("粗大ごみの出し方".getBytes(UTF_8)));
    assertEquals(new Clean(), scan(new byte[0]));
  }

  @Test
  public void threatIsFoundAndNamed() throws Exception {
    Infected found = (Infected) scan(Eicar.content());
    assertFalse(found.threat().isBlank());
    assertEquals(1, found.threat().lines().count());
  }

  @Test
  public void largeContentIsJudgedToItsEnd() throws Exception {
    byte[] large = new byte[3_000_000];
    byte[] threat = Eicar.content();
    System.arraycopy(threat, 0, large, large.length - threat.length, threat.length);
    assertTrue(scan(large) instanceof Infected);
  }

  @Test
  public void contentThatIsTooLargeIsUnscannableAndNoMoreThanThatIsRead() throws Exception {
    Endless content = new Endless();
    assertTrue(scanner().scan(content) instanceof Unscannable);
    assertTrue("read " + content.read, content.read <= tooLarge() + 1_000_000);
  }

  @Test
  public void manyAtOnceGetEachTheirOwnVerdict() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Verdict>> all = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        byte[] content = i % 2 == 0 ? Eicar.content() : ("harmless " + i).getBytes(UTF_8);
        all.add(() -> scan(content));
      }
      List<Future<Verdict>> verdicts = threads.invokeAll(all);
      for (int i = 0; i < verdicts.size(); i++) {
        assertEquals(i % 2 == 0, verdicts.get(i).get() instanceof Infected);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  public void sourceThatBreaksIsToldAsItIsAndTheNextContentIsJudged() throws Exception {
    IOException broken = new IOException("connection reset");
    InputStream source =
        new InputStream() {
          private int read;

          @Override
          public int read() throws IOException {
            if (read++ > 100_000) {
              throw broken;
            }
            return 'a';
          }
        };
    assertSame(broken, assertThrows(IOException.class, () -> scanner().scan(source)));
    assertTrue(scan(Eicar.content()) instanceof Infected);
  }

  @Test
  public void absentScannerIsUnavailableNotClean() throws Exception {
    scanner().probe();
    assertThrows(ScannerUnavailable.class, () -> unreachable().probe());
    assertThrows(
        ScannerUnavailable.class,
        () -> unreachable().scan(new ByteArrayInputStream(new byte[] {1})));
  }

  private Verdict scan(byte[] content) throws ScannerUnavailable, IOException {
    return scanner().scan(new ByteArrayInputStream(content));
  }

  private static final class Endless extends InputStream {
    private long read;

    @Override
    public int read() {
      read++;
      return 'x';
    }

    @Override
    public int read(byte[] into, int from, int most) {
      read += most;
      java.util.Arrays.fill(into, from, from + most, (byte) 'x');
      return most;
    }
  }
}
