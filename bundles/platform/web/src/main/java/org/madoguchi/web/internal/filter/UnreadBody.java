package org.madoguchi.web.internal.filter;

import java.io.IOException;
import java.io.InputStream;
import javax.servlet.http.HttpServletRequest;
import org.madoguchi.web.Requests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a client is still sending after it was refused. A connection closed on a client that writes
 * is reset, and the client sees a broken connection instead of the answer (RFC 9112, 9.6); so the
 * rest is read and dropped, within bounds.
 */
final class UnreadBody {
  private static final Logger LOG = LoggerFactory.getLogger(UnreadBody.class);
  private static final long LARGEST_BYTES = 64L * 1024 * 1024;
  private static final long LONGEST_NANOS = 10_000_000_000L;
  private static final int BUFFER = 16 * 1024;

  private UnreadBody() {}

  /** Reads on until the end, or until the client has had its fair share of our time. */
  static void drop(HttpServletRequest request) {
    if (request.isAsyncStarted() || request.getHeader("Expect") != null) {
      return; // whoever asked first has not begun to send
    }
    byte[] buffer = new byte[BUFFER];
    long began = System.nanoTime();
    long dropped = 0;
    try {
      InputStream rest = request.getInputStream();
      int n = rest.read(buffer);
      while (n >= 0 && dropped < LARGEST_BYTES && System.nanoTime() - began < LONGEST_NANOS) {
        dropped += n;
        n = rest.read(buffer);
      }
    } catch (IOException e) {
      LOG.debug("{}: the client broke off", Requests.correlation(request));
    }
  }
}
