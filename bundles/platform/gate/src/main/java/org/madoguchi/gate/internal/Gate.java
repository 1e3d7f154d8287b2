package org.madoguchi.gate.internal;

import java.io.IOException;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.madoguchi.gate.Opening;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees each request before any servlet context does, and answers it while there is nobody else to.
 */
final class Gate implements HttpConfiguration.Customizer {
  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

  private volatile Opening opening;
  private volatile boolean open;

  synchronized void servedBy(Opening arrived) {
    open = false;
    opening = arrived;
  }

  synchronized void leftBy(Opening leaving) {
    if (opening == leaving) {
      opening = null;
      open = false;
    }
  }

  @Override
  public void customize(Connector connector, HttpConfiguration configuration, Request request) {
    if (open || passes(request)) {
      return;
    }
    request.setHandled(true);
    try {
      StartingAnswer.to(request).send(request, request.getResponse());
    } catch (IOException e) {
      LOG.debug("nobody waited for the answer", e);
    }
  }

  private boolean passes(Request request) {
    Opening now = opening;
    if (now == null) {
      return false;
    }
    try {
      if (now.isReady()) {
        becomeOpen(now);
        return true;
      }
      return now.letsPass(String.valueOf(request.getRequestURI()));
    } catch (RuntimeException | LinkageError e) { // its bundle may be going
      LOG.debug("nobody can say whether it is ready", e);
      return false;
    }
  }

  private synchronized void becomeOpen(Opening ready) {
    open = opening == ready;
  }
}
