package org.madoguchi.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.AbstractHandler;

/** The product's HTTP server without the product: a process that answers 2 kB to everything. */
public final class BareHttp {
  private static final byte[] ANSWER = "{\"a\":\"0123456789\"}".repeat(110).getBytes();

  private BareHttp() {}

  public static void main(String[] port) throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
    connector.setPort(Integer.parseInt(port[0]));
    server.addConnector(connector);
    server.setHandler(
        new AbstractHandler() {
          @Override
          public void handle(
              String target, Request base, HttpServletRequest in, HttpServletResponse out)
              throws IOException {
            base.setHandled(true);
            out.setContentType("application/json");
            out.setContentLength(ANSWER.length);
            out.getOutputStream().write(ANSWER);
          }
        });
    server.start();
    server.join();
  }
}
