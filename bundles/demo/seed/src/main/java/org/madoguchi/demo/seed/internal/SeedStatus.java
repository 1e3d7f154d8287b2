package org.madoguchi.demo.seed.internal;

import java.io.IOException;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /demo/seed}: 200 when everything is in place, 500 when it failed, 503 with the progress
 * until then.
 */
@Component(
    service = Servlet.class,
    immediate = true,
    property = {
      "madoguchi.served.to=ANYBODY",
      "osgi.http.whiteboard.servlet.pattern=/demo/seed",
      "osgi.http.whiteboard.servlet.name=madoguchi-demo-seed"
    })
public final class SeedStatus extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient Seeding seeding;

  @Activate
  public SeedStatus(@Reference Seeding seeding) {
    this.seeding = seeding;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setStatus(seeding.hasFailed() ? 500 : seeding.isDone() ? 200 : 503);
    response.setContentType("text/plain;charset=UTF-8");
    response.getWriter().write(seeding.progress());
  }
}
