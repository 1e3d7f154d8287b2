package org.madoguchi.console.internal;

import javax.servlet.Servlet;
import org.madoguchi.web.StaticContent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The files of {@link ConsoleAssets}. */
@Component(
    service = Servlet.class,
    immediate = true,
    property = {
      "madoguchi.served.to=ANYBODY",
      "osgi.http.whiteboard.servlet.pattern=" + ConsoleAssets.ADDRESS + "/*",
      "osgi.http.whiteboard.servlet.name=madoguchi-console-assets",
      "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true"
    })
public final class AssetsServlet extends StaticContent {
  private static final long serialVersionUID = 1L;

  @Activate
  public AssetsServlet(@Reference ConsoleAssets assets) {
    super(assets::file, Caching.IMMUTABLE);
  }
}
