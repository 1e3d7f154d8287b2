package org.madoguchi.demo.content.internal;

import javax.servlet.Servlet;
import org.madoguchi.demo.shared.ProgressServlet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /demo/ready}: 200 when the demonstration's data are in place, 500 when they could not be
 * loaded, 503 with the progress until then.
 */
@Component(
    service = Servlet.class,
    immediate = true,
    property = {
      "madoguchi.served.to=ANYBODY",
      "osgi.http.whiteboard.servlet.pattern=/demo/ready",
      "osgi.http.whiteboard.servlet.name=madoguchi-demo-ready"
    })
public final class DemoReady extends ProgressServlet {
  private static final long serialVersionUID = 1L;

  @Activate
  public DemoReady(@Reference DemoContent content) {
    super(content);
  }
}
