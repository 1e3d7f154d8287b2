package org.madoguchi.itests.durability;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.BeforeClass;
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
  private static final long SEED = Long.getLong("durability.seed", System.nanoTime());

  // the second database goes on where the first ended, so that a few kills have different points
  private static final FaultPoints POINTS = new FaultPoints(new Random(SEED));

  @BeforeClass
  public static void tell() {
    DurabilityRun.say("seed {} (-Ddurability.seed repeats the choices)", SEED);
  }

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
    DurabilityRun run = new DurabilityRun(instance, database, POINTS, new Random(SEED));
    List<String> faults = run.kill(Integer.getInteger("durability.kills", FEW));
    assertEquals(List.of(), faults);
    assertTrue(
        "kills while work was under way: " + run.percentUnderWay() + " %",
        run.percentUnderWay() >= LEAST_PERCENT_UNDER_WAY);
  }
}
