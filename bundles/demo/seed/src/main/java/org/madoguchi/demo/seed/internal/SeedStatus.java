package org.madoguchi.demo.seed.internal;

import javax.servlet.Servlet;
import org.madoguchi.demo.shared.ProgressServlet;
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
public final class SeedStatus extends ProgressServlet {
  private static final long serialVersionUID = 1L;

  @Activate
  public SeedStatus(@Reference Seeding seeding) {
    super(seeding);
  }
}
