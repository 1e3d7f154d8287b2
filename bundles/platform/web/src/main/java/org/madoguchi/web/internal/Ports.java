package org.madoguchi.web.internal;

import java.util.List;
import org.madoguchi.kernel.access.Identities;
import org.madoguchi.kernel.access.SecondFactor;
import org.madoguchi.kernel.access.SessionStore;
import org.madoguchi.kernel.event.EventLog;

/**
 * The parts of the product the web asks. Each may come and go; asking for one that is away is a
 * {@code DomainException} unavailable, so the web itself starts early and stays.
 */
public interface Ports {
  Identities identities();

  SessionStore sessions();

  SecondFactor secondFactor();

  EventLog events();

  /** The names of the parts without which nobody can log in; empty when all are there. */
  List<String> missing();
}
