package org.madoguchi.gate;

import java.io.IOException;
import javax.servlet.ServletRequest;
import org.eclipse.jetty.server.Request;

/** What only the web server itself can do to an answer. */
public final class Answers {
  private Answers() {}

  /**
   * Closes the connection under an answer that has begun and cannot be finished: the client sees
   * that it broke, where it would take a shorter answer for the whole one. Nothing can be written
   * any more.
   */
  public static void breakOff(ServletRequest request) {
    Request asked = Request.getBaseRequest(request);
    if (asked != null) {
      asked.getHttpChannel().abort(new IOException("the answer cannot be finished"));
    }
  }
}
