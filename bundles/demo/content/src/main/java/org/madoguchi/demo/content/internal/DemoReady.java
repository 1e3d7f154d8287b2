package org.madoguchi.demo.content.internal;

import java.io.IOException;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /demo/ready}: 200 when the demonstration's data are in place, 503 with the progress until
 * then.
 */
@Component(
    service = Servlet.class,
    immediate = true,
    property = {
      "madoguchi.served.to=ANYBODY",
      "osgi.http.whiteboard.servlet.pattern=/demo/ready",
      "osgi.http.whiteboard.servlet.name=madoguchi-demo-ready"
    })
public final class DemoReady extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient DemoContent content;

  @Activate
  public DemoReady(@Reference DemoContent content) {
    this.content = content;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setStatus(content.isReady() ? 200 : 503);
    response.setContentType("text/plain;charset=UTF-8");
    response.getWriter().write(content.progress());
  }
}
