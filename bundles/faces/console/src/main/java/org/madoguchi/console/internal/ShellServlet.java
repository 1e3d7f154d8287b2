package org.madoguchi.console.internal;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServletResponse;
import org.madoguchi.web.ContentSecurityPolicy;
import org.madoguchi.web.StaticContent;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Answers every route of the console with the shell page; which screen it is, the browser decides.
 */
@Component(
    service = Servlet.class,
    immediate = true,
    property = {
      "madoguchi.served.to=ANYBODY",
      "osgi.http.whiteboard.servlet.pattern=/console",
      "osgi.http.whiteboard.servlet.pattern=/console/*",
      "osgi.http.whiteboard.servlet.name=madoguchi-console",
      "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true"
    })
public final class ShellServlet extends StaticContent {
  private static final long serialVersionUID = 1L;
  private static final String PAGE = "index.html";

  private final transient ShellPage page;

  @Activate
  public ShellServlet(BundleContext context, @Reference ConsoleAssets assets) {
    this(
        ShellPage.of(
            new String(
                ConsoleAssets.content(context.getBundle().getEntry("console/" + PAGE)),
                StandardCharsets.UTF_8),
            assets.base()));
  }

  private ShellServlet(ShellPage page) {
    super(
        path ->
            path.equals(PAGE)
                ? Optional.of(page.html().getBytes(StandardCharsets.UTF_8))
                : Optional.empty(),
        Caching.REVALIDATED);
    this.page = page;
  }

  @Override
  protected String fallback(String path) {
    return PAGE;
  }

  @Override
  protected void decorate(HttpServletResponse response, String path) {
    ContentSecurityPolicy.allowScript(response, page.importMapHash());
  }
}
