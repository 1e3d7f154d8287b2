package org.madoguchi.itests.durability;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;
import org.madoguchi.itests.instance.Instance;
import org.madoguchi.itests.instance.PostgreSql;

/**
 * Nothing acknowledged is lost or doubled by {@code kill -9}, wherever it comes. A few kills here;
 * {@code ./madoguchi test durability N} makes it N.
 */
public class DurabilityIT {
  private static final int FEW = 6;
  private static final int LEAST_PERCENT_UNDER_WAY = 30;

  @Test
  public void nothingIsLostOrDoubledOnDerby() throws Exception {
    try (Instance instance = Instance.unpack("killed-derby")) {
      survives(instance, Derby.of(instance));
    }
  }

  @Test
  public void nothingIsLostOrDoubledOnPostgreSql() throws Exception {
    PostgreSql.Database database = PostgreSql.create();
    try (Instance instance = Instance.unpack("killed-postgresql").on(database)) {
      survives(instance, database::connect);
    }
  }

  private static void survives(Instance instance, DurabilityRun.Database database)
      throws Exception {
    int kills = Integer.getInteger("durability.kills", 0);
    long seed = Long.getLong("durability.seed", System.nanoTime());
    DurabilityRun.say("seed {} (-Ddurability.seed repeats the choices)", seed);
    DurabilityRun run = new DurabilityRun(instance, database, seed);
    List<String> faults = run.kill(kills > 0 ? kills : FEW);
    assertEquals(List.of(), faults);
    assertTrue(
        "kills while work was under way: " + run.percentUnderWay() + " %",
        run.percentUnderWay() >= LEAST_PERCENT_UNDER_WAY);
  }
}
