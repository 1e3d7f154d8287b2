package org.madoguchi.web.internal.filter;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.HttpConnection;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.web.ContentSecurityPolicy;
import org.madoguchi.web.internal.problem.ProblemDocument;
import org.madoguchi.web.internal.problem.ResponseHeaders;
import org.madoguchi.web.internal.problem.WebProblems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers what is no HTTP request at all (an address too long, a header with a control character)
 * with a problem too. Such a message never becomes a request, so no filter sees it: Jetty asks its
 * server's error handler.
 */
final class BadMessages extends ErrorHandler {
  private static final Logger LOG = LoggerFactory.getLogger(BadMessages.class);
  private volatile Server server;

  /** Takes its place in the server that serves the current request; a look-up once it is there. */
  void takePlace() {
    HttpConnection connection = HttpConnection.getCurrentConnection();
    if (connection == null || connection.getServer() == server) {
      return;
    }
    synchronized (this) {
      server = connection.getServer();
      server.setErrorHandler(this);
    }
  }

  /** Leaves the place to Jetty's own pages, or to whoever took it meanwhile. */
  synchronized void leavePlace() {
    if (server != null && server.getErrorHandler() == this) {
      server.setErrorHandler(new ErrorHandler());
    }
  }

  @Override
  public ByteBuffer badMessageError(int status, String reason, HttpFields fields) {
    String correlation = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    LOG.debug("{}: no request, {}", correlation, status);
    fields.put(HttpHeader.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE);
    fields.put(HttpHeader.CACHE_CONTROL, "no-store");
    fields.put(ResponseHeaders.REQUEST_ID, correlation);
    fields.put(ContentSecurityPolicy.HEADER, ContentSecurityPolicy.STRICT);
    fields.put("X-Content-Type-Options", "nosniff");
    DomainException problem = new DomainException(WebProblems.ofStatus(status));
    return ByteBuffer.wrap(ProblemDocument.of(problem, Locale.JAPANESE, "", correlation));
  }
}
