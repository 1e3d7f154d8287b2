package org.madoguchi.itests.instance;

import static org.junit.Assert.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.Test;
import org.madoguchi.itests.container.Api;

/** An installation outlives its process, on PostgreSQL by its one settings file. */
public class InstanceIT {
  @Test
  public void ticketsOutliveTheProcess() throws Exception {
    try (Instance instance = Instance.unpack("outlives").on(PostgreSql.create()).start()) {
      Api suzuki = instance.loggedIn("suzuki");
      String ref = Calls.openByHand(suzuki, "mihon", "粗大ごみの出し方");
      instance.kill();
      instance.start();
      JsonNode ticket = instance.loggedIn("suzuki").read("/api/tickets/" + ref);
      assertEquals("粗大ごみの出し方", ticket.get("subject").asText());
    }
  }
}
