package org.madoguchi.web.internal.followers;

import static org.junit.Assert.assertEquals;
import static org.madoguchi.web.internal.WebServer.problem;

import java.time.Instant;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.madoguchi.kernel.event.FollowerStates.Doing;
import org.madoguchi.kernel.event.FollowerStates.State;
import org.madoguchi.web.internal.WebServer;

public class FollowerResourceTest {
  @Rule public final WebServer web = new WebServer();

  private void publish() {
    web.publish(
        "/followers",
        new FollowerResource(
            () ->
                List.of(
                    new State(
                        "channels.outbox",
                        Doing.FAILING,
                        7,
                        3,
                        "IllegalStateException",
                        Instant.parse("2026-11-21T00:00:00Z")))));
  }

  @Test
  public void anAdministratorSeesWhoStandsStillAndWhy() {
    publish();
    assertEquals(
        "[{\"follower\":\"channels.outbox\",\"doing\":\"failing\",\"position\":7,\"lag\":3,"
            + "\"reason\":\"IllegalStateException\",\"since\":\"2026-11-21T00:00:00Z\"}]",
        web.get("kanri", "/api/followers").body());
  }

  @Test
  public void othersDoNot() {
    publish();
    assertEquals("403 forbidden", problem(web.get("suzuki", "/api/followers")));
  }
}
