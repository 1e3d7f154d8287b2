package org.madoguchi.persistence;

import org.eclipse.persistence.config.SessionCustomizer;
import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.Session;

/**
 * How long a request waits for a database that broke off: a hiccup is waited out, an outage is told
 * within a second. EclipseLink by itself tries again for ten seconds, while requests pile up. Every
 * persistence unit names it as its {@code eclipselink.session.customizer}.
 */
public final class ShortPatience implements SessionCustomizer {
  private static final int ATTEMPTS = 3;
  private static final int PAUSE_MILLIS = 250;

  @Override
  public void customize(Session session) {
    if (session.getDatasourceLogin() instanceof DatabaseLogin login) {
      login.setQueryRetryAttemptCount(ATTEMPTS);
      login.setDelayBetweenConnectionAttempts(PAUSE_MILLIS);
    }
  }
}
