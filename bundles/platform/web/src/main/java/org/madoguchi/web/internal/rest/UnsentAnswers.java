package org.madoguchi.web.internal.rest;

import java.io.IOException;
import org.apache.cxf.logging.FaultListener;
import org.apache.cxf.message.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces CXF's own logging of what reaches nobody's mapper: nearly always a client that did not
 * wait for its answer, which is not worth a warning with a trace.
 */
final class UnsentAnswers implements FaultListener {
  private static final Logger LOG = LoggerFactory.getLogger(UnsentAnswers.class);
  private static final int CAUSES = 10;

  /**
   * @return false: CXF logs nothing itself
   */
  @Override
  public boolean faultOccurred(Exception failure, String description, Message message) {
    if (isAboutConnection(failure)) {
      LOG.debug("an answer could not be sent", failure);
    } else {
      LOG.error("an answer could not be sent", failure);
    }
    return false;
  }

  private static boolean isAboutConnection(Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; i < CAUSES && cause != null; i++) {
      if (cause instanceof IOException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
