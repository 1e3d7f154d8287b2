package org.madoguchi.demo.shared;

import java.io.IOException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/**
 * Tells how far data are: 200 when everything is in place, 500 when it failed, 503 until then; and
 * the progress in words.
 */
public abstract class ProgressServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** Data on their way. */
  public interface Progress {
    boolean isDone();

    boolean hasFailed();

    /** One line for people. */
    String progress();
  }

  private final transient Progress of;

  protected ProgressServlet(Progress of) {
    this.of = of;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setStatus(of.hasFailed() ? 500 : of.isDone() ? 200 : 503);
    response.setContentType("text/plain;charset=UTF-8");
    response.getWriter().write(of.progress());
  }
}
