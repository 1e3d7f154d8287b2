package org.madoguchi.web.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.SessionStore;
import org.madoguchi.kernel.testkit.SessionStoreContract;

public class InMemorySessionsTest extends SessionStoreContract {
  private static final StaffId SUZUKI = new StaffId("suzuki");

  private final InMemoryPorts ports = new InMemoryPorts();

  public InMemorySessionsTest() {
    ports.clock = Clock.fixed(Instant.parse("2026-11-21T00:00:00Z"), ZoneOffset.UTC);
  }

  @Override
  protected SessionStore store() {
    return ports.sessions();
  }

  @Override
  protected StaffId who() {
    return SUZUKI;
  }

  @Override
  protected void pass(Duration time) {
    ports.clock = Clock.offset(ports.clock, time);
  }

  @Override
  protected String issueToken() {
    String token = "token-of-a-machine-" + ports.tokens.size();
    ports.tokens.put(token, SUZUKI);
    return token;
  }

  @Override
  protected void withdrawToken(String token) {
    ports.tokens.remove(token);
  }
}
