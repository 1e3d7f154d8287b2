package org.madoguchi.web.internal.live;

import java.io.IOException;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import javax.servlet.AsyncContext;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.madoguchi.web.ServedTo;
import org.madoguchi.web.internal.filter.Caller;
import org.madoguchi.web.internal.filter.RequestCaller;
import org.madoguchi.web.internal.live.LiveHub.Beginning;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Server-sent events at {@code /api/live}. An asynchronous servlet: a connection holds no thread.
 */
@Component(
    service = Servlet.class,
    immediate = true,
    property = {
      "osgi.http.whiteboard.servlet.pattern=/api/live",
      "osgi.http.whiteboard.servlet.name=madoguchi-live",
      "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true"
    })
@ServedTo(ServedTo.Audience.LOGGED_IN)
public final class LiveServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");

  private final transient LiveHub hub;

  @Activate
  public LiveServlet(@Reference LiveHub hub) {
    this.hub = hub;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Caller caller = RequestCaller.of(request);
    Beginning beginning = hub.beginningOf(caller.scope(), lastEvent(request));
    response.setContentType("text/event-stream;charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Accel-Buffering", "no"); // nginx would collect what should flow
    AsyncContext async = request.startAsync();
    async.setTimeout(0);
    hub.open(async, caller, beginning);
  }

  @Override
  protected void doHead(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.sendError(
        HttpServletResponse.SC_METHOD_NOT_ALLOWED); // HttpServlet would open a stream
  }

  /**
   * A browser that comes back sends the header; a page that read its lists first gives the
   * parameter.
   */
  private static OptionalLong lastEvent(HttpServletRequest request) {
    String header = request.getHeader("Last-Event-ID");
    String given = header == null ? request.getParameter("after") : header;
    return given != null && POSITION.matcher(given).matches()
        ? OptionalLong.of(Long.parseLong(given))
        : OptionalLong.empty();
  }
}
