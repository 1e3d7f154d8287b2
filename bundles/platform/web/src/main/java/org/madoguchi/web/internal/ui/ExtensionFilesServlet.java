package org.madoguchi.web.internal.ui;

import java.io.IOException;
import java.util.Optional;
import javax.servlet.Servlet;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;
import javax.servlet.http.HttpServletResponse;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.web.ServedTo;
import org.madoguchi.web.StaticContent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The files of extensions at {@code /ui/<hash>/…}. */
@Component(
    service = Servlet.class,
    immediate = true,
    property = {
      "osgi.http.whiteboard.servlet.pattern=/ui/*",
      "osgi.http.whiteboard.servlet.name=madoguchi-ui-files",
      "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true"
    })
@ServedTo(ServedTo.Audience.ANYBODY)
public final class ExtensionFilesServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient ExtensionHost host;

  @Activate
  public ExtensionFilesServlet(@Reference ExtensionHost host) {
    this.host = host;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String path = Optional.ofNullable(request.getPathInfo()).orElse("/").substring(1);
    int slash = path.indexOf('/');
    StaticContent content =
        host.extensions()
            .content(slash < 0 ? path : path.substring(0, slash))
            .orElseThrow(() -> new DomainException(Problems.NOT_FOUND));
    String file = slash < 0 ? "/" : path.substring(slash);
    content.service(
        new HttpServletRequestWrapper(request) {
          @Override
          public String getPathInfo() {
            return file;
          }
        },
        response);
  }
}
